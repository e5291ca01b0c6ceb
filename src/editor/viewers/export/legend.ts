import { clippedShare } from '../features/range';
import { MARKS } from '../features/colour-maps';
import { readable } from '../readable';
import { PAPER, path, picture, rect, SIZE, text, type Drawn } from './svg';

export interface LegendFacts {
  /** 256 RGBA entries, then the three marks. */
  readonly table: Uint8ClampedArray;
  readonly range: readonly [number, number];
  /** Counts in 128 bins from low to high, then below and above. */
  readonly counts?: Float32Array | undefined;
  readonly nonFinite?: number;
  readonly words: { readonly below: string; readonly above: string; readonly absent: string; readonly unit?: string };
}

const WIDTH = 240, BARS = 30, BAND = 10, BINS = 128;

/** The histogram over its colours, the numbers at both ends and in the middle, and what lies outside or is no number. */
export function legendOf({ table, range: [low, high], counts, nonFinite = 0, words }: LegendFacts): Drawn {
  const rgba = new Uint8ClampedArray(table.subarray(0, 256 * 4));
  let body = picture(0, counts ? BARS : 0, WIDTH, BAND, { width: 256, height: 1, rgba }, true);
  const top = counts ? BARS : 0;
  if (counts) {
    const most = Math.sqrt(counts.subarray(0, BINS).reduce((top, count) => Math.max(top, count), 1)), step = WIDTH / BINS;
    body += path(Array.from(counts.subarray(0, BINS), (count, bin) => (count > 0 ? `M${(bin * step).toFixed(2)} ${BARS}h${step.toFixed(2)}v${(-(Math.sqrt(count) / most) * (BARS - 2)).toFixed(2)}h${(-step).toFixed(2)}z` : '')).join(''), { fill: PAPER.line });
  }
  body += rect(0, top, WIDTH, BAND, 'none', PAPER.line);
  const y = top + BAND + 13, unit = words.unit ? ` ${words.unit}` : '';
  body += text(0, y, readable(low), { size: SIZE.small }) + text(WIDTH / 2, y, readable((low + high) / 2), { size: SIZE.small, anchor: 'middle' }) + text(WIDTH, y, `${readable(high)}${unit}`, { size: SIZE.small, anchor: 'end' });
  const clipped = counts ? clippedShare(counts) : 0;
  const marks = [...clipped > 0 ? [[MARKS[0]!, words.below], [MARKS[1]!, `${words.above} (${(clipped * 100).toFixed(clipped < 0.001 ? 3 : 1)} %)`]] as const : [], ...nonFinite > 0 ? [[MARKS[2]!, `${words.absent} (${nonFinite})`]] as const : []];
  marks.forEach(([colour, said], index) => { body += rect(0, y + 8 + index * 16, 10, 10, `rgb(${colour.join(' ')})`, PAPER.line) + text(16, y + 17 + index * 16, said, { size: SIZE.small }); });
  return { width: WIDTH, height: y + 4 + marks.length * 16, body };
}
