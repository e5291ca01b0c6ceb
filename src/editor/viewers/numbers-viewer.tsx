import type { CoefficientsValue, IdentityValue, NumberValue } from '../../runtime/values';
import { useTranslate } from '../context';
import { readable } from './readable';

/** A metric in large figures; an identity or coefficients as bars around zero on one shared scale. */
export function NumbersViewer({ value }: { readonly value: NumberValue | IdentityValue | CoefficientsValue }) {
  const t = useTranslate();
  if (value.kind === 'number') {
    return (
      <div className="number-viewer">
        <strong>{readable(value.value)}<small>{value.unit}</small></strong>
        <span>{value.name}{value.better !== 'neither' && ` · ${t(`better.${value.better}`)}`}</span>
      </div>
    );
  }
  if (value.kind === 'identity') return <Bars title={`${value.recogniser} · ${value.vector.shape.join('×')}`} groups={[[t('kind.identity'), value.vector.data ?? new Float32Array()]]} />;
  return <Bars title={`${value.model.name} ${value.model.version}`} groups={[[t('coefficients.identity'), value.identity], [t('coefficients.expression'), value.expression]]} />;
}

function Bars({ title, groups }: { readonly title: string; readonly groups: readonly (readonly [string, Float32Array])[] }) {
  const top = groups.reduce((most, [, values]) => values.reduce((max, value) => Math.max(max, Math.abs(value)), most), 1e-9);
  return (
    <div className="bars-viewer">
      <p className="muted">{title} · ±{readable(top)}</p>
      {groups.map(([name, values]) => (
        <figure key={name}>
          <figcaption>{name} <span className="unit">{values.length}</span></figcaption>
          <svg viewBox={`0 -50 ${Math.max(1, values.length)} 100`} preserveAspectRatio="none" role="img" aria-label={name}>
            <path d={Array.from(values, (value, index) => `M${index + 0.5} 0V${((-value / top) * 48).toFixed(2)}`).join('')} vectorEffect="non-scaling-stroke" />
          </svg>
        </figure>
      ))}
    </div>
  );
}
