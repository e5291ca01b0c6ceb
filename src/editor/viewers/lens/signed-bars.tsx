import { useMemo } from 'react';
import { readable } from '../readable';

/** A bar a channel around its neutral value (1 for a scale, 0 for a shift), in a common order, on one symmetric scale with its number. */
export function SignedBars({ name, values, order, neutral, chosen, choose, label }: { readonly name: string; readonly values: Float32Array; readonly order: readonly number[]; readonly neutral: number; readonly chosen: number | undefined; readonly choose: (channel: number | undefined) => void; readonly label: string }) {
  const top = useMemo(() => values.reduce((most, value) => Math.max(most, Math.abs(value)), Math.abs(neutral)) || 1, [values, neutral]);
  const path = useMemo(() => order.map((channel, at) => bar(at, values[channel]!, top, neutral)).join(''), [order, values, top, neutral]);
  const at = chosen === undefined ? -1 : order.indexOf(chosen);
  return (
    <div className="signed-bars">
      <span className="bars-name">{name}</span>
      <svg viewBox={`0 -50 ${Math.max(1, order.length)} 100`} preserveAspectRatio="none" role="img" aria-label={`${label}, ±${readable(top)}`}
        onPointerMove={(event) => { const box = event.currentTarget.getBoundingClientRect(); choose(order[Math.floor(((event.clientX - box.left) / box.width) * order.length)]); }} onPointerLeave={() => choose(undefined)}>
        <path className="plot-zero" d={`M0 0H${order.length}`} vectorEffect="non-scaling-stroke" />
        {neutral !== 0 && <path className="plot-neutral" d={`M0 ${(-neutral / top) * 48}H${order.length}`} vectorEffect="non-scaling-stroke" />}
        <path className="bars-fill" d={path} />
        {at >= 0 && <path className="bars-chosen" d={bar(at, values[order[at]!]!, top, neutral)} />}
      </svg>
      <span className="bars-top">±{readable(top)}</span>
    </div>
  );
}

/** From the neutral value, so that what the layer leaves alone has no bar. */
function bar(at: number, value: number, top: number, neutral: number): string {
  const from = (-neutral / top) * 48, to = (-value / top) * 48;
  return `M${at + 0.1} ${from.toFixed(2)}h0.8V${to.toFixed(2)}h-0.8z`;
}
