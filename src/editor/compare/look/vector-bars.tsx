import { useMemo, useRef, type PointerEvent } from 'react';
import type { GroupName, VectorGroup } from './vectors';

/** A number of a group. */
export interface VectorSpot { readonly group: GroupName; readonly index: number }

/** One group of one lane as bars around zero from −top to top; what is pointed at is marked, here and in all other lanes. */
export function VectorBars({ group: { name, values }, top, signed, title, spot, setSpot }: {
  readonly group: VectorGroup;
  readonly top: number;
  /** Bars are differences: more and less than the reference have colours of their own. */
  readonly signed: boolean;
  readonly title: string;
  readonly spot: VectorSpot | undefined;
  readonly setSpot: (spot: VectorSpot | undefined) => void;
}) {
  const box = useRef<SVGSVGElement>(null);
  const count = Math.max(1, values.length);
  const [more, less] = useMemo(() => {
    const bars = (keep: (value: number) => boolean): string => Array.from(values, (value, i) => (keep(value) ? `M${(i + 0.1).toFixed(1)} 0h0.8v${((-Math.max(-1, Math.min(1, value / top))) * 48).toFixed(2)}h-0.8z` : '')).join('');
    return [bars((value) => value > 0), bars((value) => value < 0)] as const;
  }, [values, top]);
  const point = (event: PointerEvent): void => {
    const { left, width } = box.current?.getBoundingClientRect() ?? { left: 0, width: 0 };
    if (width > 0 && values.length > 0) setSpot({ group: name, index: Math.max(0, Math.min(values.length - 1, Math.floor(((event.clientX - left) / width) * values.length))) });
  };
  const marked = spot?.group === name && spot.index < values.length ? spot.index : undefined;
  return (
    <svg ref={box} className="vector-bars" viewBox={`0 -50 ${count} 100`} preserveAspectRatio="none" role="img" aria-label={title} onPointerMove={point} onPointerLeave={() => setSpot(undefined)}>
      {marked !== undefined && <rect className="bars-mark" x={marked} y={-50} width={1} height={100} />}
      <path className="bars-axis" d={`M0 0H${count}`} vectorEffect="non-scaling-stroke" />
      <path className="bars-more" d={more} />
      <path className={signed ? 'bars-less' : 'bars-more'} d={less} />
    </svg>
  );
}
