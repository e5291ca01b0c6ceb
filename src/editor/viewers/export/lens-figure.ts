import type { NormNumbers } from '../../../runtime/look-types';
import { byMove, plotOf } from '../lens/aad';
import { readable } from '../readable';
import type { Raster } from './png';
import { below, num, PAPER, path, picture, rect, SIZE, text, type Drawn } from './svg';

const WIDTH = 640, PLOT = 300, BARS = 90;

export interface LensWords { readonly arrows: string; readonly scale: string; readonly shift: string; readonly ladder: string }
export interface RungDrawn { readonly name: string; readonly size: string; readonly mean: number; readonly raster: Raster }

/** Arrows of mean and deviation, bars of γ around 1 and of β around 0 in the order of the moves, and the masks over the levels. */
export function lensDrawn(numbers: NormNumbers | undefined, rungs: readonly RungDrawn[], words: LensWords): Drawn {
  const order = numbers ? byMove(numbers) : [];
  return below([
    ...numbers ? [arrowsDrawn(numbers, words.arrows), signedDrawn(words.scale, numbers.gamma, order, 1), signedDrawn(words.shift, numbers.beta, order, 0)] : [],
    ...rungs.length > 0 ? [ladderDrawn(rungs, words.ladder)] : [],
  ], 20);
}

function arrowsDrawn(numbers: NormNumbers, title: string): Drawn {
  const plot = plotOf(numbers), left = 48, width = WIDTH - left, top = 22;
  const at = (x: number, y: number): readonly [number, number] => [left + x * width, top + y * PLOT];
  const lines = plot.arrows.map(({ x1, y1, x2, y2 }) => {
    const [ax, ay] = at(x1, y1), [bx, by] = at(x2, y2), angle = Math.atan2(by - ay, bx - ax), long = Math.hypot(bx - ax, by - ay);
    const wing = (turn: number): string => `M${num(bx)} ${num(by)}l${num(-5 * Math.cos(angle + turn))} ${num(-5 * Math.sin(angle + turn))}`;
    return `M${num(ax)} ${num(ay)}L${num(bx)} ${num(by)}${long > 4 ? wing(0.45) + wing(-0.45) : ''}`;
  }).join('');
  const [zero] = at(0.5, 0);
  const body = text(0, 12, title, { bold: true }) + rect(left, top, width, PLOT, 'none', PAPER.line) + path(`M${num(zero)} ${top}v${PLOT}`, { stroke: PAPER.line }) + path(lines, { stroke: PAPER.accent, width: 1.1, opacity: 0.7 })
    + text(left - 6, top + 12, readable(plot.sigmaTop), { anchor: 'end', size: SIZE.small }) + text(left - 6, top + PLOT / 2, 'σ', { anchor: 'end' }) + text(left - 6, top + PLOT, '0', { anchor: 'end', size: SIZE.small })
    + text(left, top + PLOT + 16, readable(plot.mu[0]), { size: SIZE.small }) + text(zero, top + PLOT + 16, 'μ', { anchor: 'middle' }) + text(WIDTH, top + PLOT + 16, readable(plot.mu[1]), { anchor: 'end', size: SIZE.small });
  return { width: WIDTH, height: top + PLOT + 20, body };
}

function signedDrawn(title: string, values: Float32Array, order: readonly number[], neutral: number): Drawn {
  const top = values.reduce((most, value) => Math.max(most, Math.abs(value - neutral)), 0) || 1, step = WIDTH / Math.max(1, order.length), head = 20;
  const y = (value: number): number => head + BARS / 2 - ((value - neutral) / top) * (BARS / 2);
  const bars = order.map((channel, index) => `M${num(index * step)} ${num(y(neutral))}h${num(step * 0.8)}V${num(y(values[channel]!))}h${num(-step * 0.8)}z`).join('');
  const body = text(0, 12, title, { bold: true }) + text(WIDTH, 12, `${neutral === 0 ? '' : `${neutral} `}± ${readable(top)}`, { anchor: 'end', size: SIZE.small, colour: PAPER.muted }) + path(bars, { fill: PAPER.accent }) + path(`M0 ${num(y(neutral))}H${WIDTH}`, { stroke: PAPER.text })
    + (neutral !== 0 && top > Math.abs(neutral) ? path(`M0 ${num(y(0))}H${WIDTH}`, { stroke: PAPER.line }) + text(WIDTH, y(0) - 3, '0', { anchor: 'end', size: 10, colour: PAPER.muted }) : '');
  return { width: WIDTH, height: head + BARS, body };
}

function ladderDrawn(rungs: readonly RungDrawn[], title: string): Drawn {
  const head = 20, row = 56, bar = 220;
  let body = text(0, 12, title, { bold: true });
  rungs.forEach(({ name, size, mean, raster }, index) => {
    const y = head + index * row;
    body += picture(0, y, 48, 48, raster) + rect(0, y, 48, 48, 'none', PAPER.line) + text(60, y + 20, name) + text(60, y + 36, size, { size: SIZE.small, colour: PAPER.muted })
      + rect(330, y + 16, bar, 14, '#f1f2f4', PAPER.line) + rect(330, y + 16, Math.min(1, Math.max(0, mean)) * bar, 14, PAPER.accent) + text(330 + bar + 10, y + 28, mean.toFixed(3));
  });
  return { width: WIDTH, height: head + rungs.length * row, body };
}
