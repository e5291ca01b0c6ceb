import { useMemo } from 'react';
import { useTranslate } from '../../context';
import { readable } from '../readable';
import { gradientOf, MARKS } from './colour-maps';
import { clippedShare } from './range';

const HEIGHT = 24;
const BINS = 128;

/** The legend is the histogram: values of the range along its colours, how many lie outside, how many are no numbers. Counts are drawn as roots, so that rare values show. */
export function HistogramLegend({ counts, range, table, nonFinite }: { readonly counts: Float32Array | undefined; readonly range: readonly [number, number]; readonly table: Uint8ClampedArray; readonly nonFinite: number }) {
  const t = useTranslate();
  const path = useMemo(() => {
    if (!counts) return '';
    const top = Math.sqrt(counts.subarray(0, BINS).reduce((most, count) => Math.max(most, count), 1));
    return Array.from(counts.subarray(0, BINS), (count, bin) => `M${bin} ${HEIGHT}h1v${-((Math.sqrt(count) / top) * HEIGHT).toFixed(2)}h-1z`).join('');
  }, [counts]);
  const clipped = counts ? clippedShare(counts) : 0;
  const [low, high] = range.map((end) => readable(Number(end.toPrecision(3)))) as [string, string];
  return (
    <span className="histogram-legend" role="img" aria-label={t('features.legend', { low, high, clipped: percent(clipped), absent: nonFinite })} title={t('features.legend', { low, high, clipped: percent(clipped), absent: nonFinite })}>
      <svg viewBox={`0 0 ${BINS} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true"><path d={path} /></svg>
      <span className="legend-bar" style={{ background: gradientOf(table) }} />
      <span className="legend-ends"><span>{low}</span>
        <span className="legend-marks">
          {clipped > 0 && <span><Mark index={0} /><Mark index={1} />{percent(clipped)}</span>}
          {nonFinite > 0 && <span><Mark index={2} />{nonFinite}</span>}
        </span>
        <span>{high}</span></span>
    </span>
  );
}

function Mark({ index }: { readonly index: number }) {
  return <i className="mark" style={{ background: `rgb(${MARKS[index]!.join(' ')})` }} />;
}

function percent(share: number): string {
  return share > 0 && share < 0.001 ? '<\u202f0.1\u202f%' : `${Number((share * 100).toFixed(1))}\u202f%`;
}
