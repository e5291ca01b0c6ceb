import { useMemo, type PointerEvent } from 'react';
import type { NormNumbers } from '../../../runtime/look-types';
import { useTranslate } from '../../context';
import { readable } from '../readable';
import { plotOf } from './aad';

const W = 320, H = 200;
/** Nearest arrow that a pointer takes, in units of the drawing. */
const REACH = 40;

/** An arrow a channel from (μ, σ) before the layer to (μ, σ) after it. */
export function ArrowPlot({ numbers, chosen, choose }: { readonly numbers: NormNumbers; readonly chosen: number | undefined; readonly choose: (channel: number | undefined) => void }) {
  const t = useTranslate();
  const plot = useMemo(() => plotOf(numbers), [numbers]);
  const place = ({ x1, y1, x2, y2 }: (typeof plot.arrows)[number]) => ({ x1: x1 * W, y1: y1 * H, x2: x2 * W, y2: y2 * H });
  const paths = useMemo(() => plot.arrows.map((arrow) => { const { x1, y1, x2, y2 } = place(arrow); return `M${x1.toFixed(1)} ${y1.toFixed(1)}L${x2.toFixed(1)} ${y2.toFixed(1)}${head(x1, y1, x2, y2)}`; }), [plot]);
  const one = chosen === undefined ? undefined : paths[chosen];
  const pick = (event: PointerEvent<SVGSVGElement>): void => {
    const box = event.currentTarget.getBoundingClientRect();
    const [px, py] = [((event.clientX - box.left) / box.width) * W, ((event.clientY - box.top) / box.height) * H];
    let best: number | undefined, distance = REACH;
    plot.arrows.forEach((arrow, channel) => {
      const { x2, y2 } = place(arrow);
      const away = Math.hypot(x2 - px, y2 - py);
      if (away < distance) [best, distance] = [channel, away];
    });
    choose(best);
  };
  return (
    <figure className="lens-part arrow-plot">
      <figcaption><h4>{t('lens.arrows')}</h4></figcaption>
      <div className="plot-frame">
        <span className="plot-top">{readable(plot.sigmaTop)}</span><span className="plot-axis">σ</span>
        <svg viewBox={`0 0 ${W} ${H}`} preserveAspectRatio="none" role="img" aria-label={t('lens.arrowsLabel', { count: paths.length })} onPointerMove={pick} onPointerLeave={() => choose(undefined)}>
          <path className="plot-zero" d={`M${W / 2} 0V${H}M0 ${H - 0.5}H${W}`} vectorEffect="non-scaling-stroke" />
          <path className="arrows" d={paths.join('')} vectorEffect="non-scaling-stroke" />
          {one !== undefined && <path className="arrow-chosen" d={one} vectorEffect="non-scaling-stroke" />}
        </svg>
        <span className="plot-ends"><span>{readable(plot.mu[0])}</span><span>μ</span><span>{readable(plot.mu[1])}</span></span>
      </div>
    </figure>
  );
}

/** Two strokes back from the tip; none on arrows that are too short to have a direction. */
function head(x1: number, y1: number, x2: number, y2: number): string {
  const length = Math.hypot(x2 - x1, y2 - y1);
  if (length < 4) return '';
  const size = Math.min(6, length / 2), turn = Math.atan2(y2 - y1, x2 - x1);
  const back = (angle: number): string => `${(x2 - size * Math.cos(turn + angle)).toFixed(1)} ${(y2 - size * Math.sin(turn + angle)).toFixed(1)}`;
  return `M${back(0.5)}L${x2.toFixed(1)} ${y2.toFixed(1)}L${back(-0.5)}`;
}
