import { useState } from 'react';
import type { Param } from '../../runtime/define';
import { useLocalText, useSession, useTranslate } from '../context';
import { Icon } from '../icons';
import type { FieldProps } from './field-props';

type NumberParam = Extract<Param, { kind: 'number' }>;

/** A slider and a number field for the same value. Logarithmic ranges have evenly spread factors, not differences. */
export function NumberField({ id, label, value, compact, change, param }: FieldProps<number> & { readonly param: NumberParam }) {
  const step = param.integer ? Math.max(1, param.step ?? 1) : param.step ?? niceStep(param.max - param.min);
  const log = param.scale === 'log' && param.min > 0;
  const toSlider = (real: number): number => (log ? Math.log(real / param.min) / Math.log(param.max / param.min) : real);
  const fromSlider = (at: number): number => (log ? tidy(param.min * (param.max / param.min) ** at, step) : at);
  const bounded = (next: number): number => Math.min(param.max, Math.max(param.min, param.integer ? Math.round(next) : next));
  const slider = (
    <input type="range" className="slider" id={compact ? id : `${id}-slider`} aria-label={label} min={log ? 0 : param.min} max={log ? 1 : param.max} step={log ? 0.001 : step}
      value={toSlider(value)} style={{ ['--part' as string]: `${(100 * (toSlider(value) - toSlider(param.min))) / (toSlider(param.max) - toSlider(param.min) || 1)}%` }}
      aria-valuetext={`${format(value)}${param.unit ? ` ${param.unit}` : ''}`} onChange={(event) => change(bounded(fromSlider(event.currentTarget.valueAsNumber)))} />
  );
  if (compact) {
    return <div className="field-compact"><span className="field-name" title={label}>{label}</span>{slider}<output className="field-value">{format(value)}{shortUnit(param.unit)}</output></div>;
  }
  return (
    <div className="field">
      <label className="field-name" htmlFor={id}>{label}{param.unit && <span className="unit">{param.unit}</span>}</label>
      <div className="field-line">{slider}<TypedNumber id={id} value={value} step={step} min={param.min} max={param.max} change={(next) => change(bounded(next))} /></div>
    </div>
  );
}

/** Keeps what is being typed until it is a number in range, so that "-" and "0." are not fought over. */
function TypedNumber({ id, value, step, min, max, change }: { readonly id: string; readonly value: number; readonly step: number; readonly min: number; readonly max: number; readonly change: (value: number) => void }) {
  const [draft, setDraft] = useState<string>();
  const take = (raw: string): void => {
    const next = Number(raw);
    setDraft(raw);
    if (raw.trim() !== '' && Number.isFinite(next) && next >= min && next <= max) change(next);
  };
  return (
    <input id={id} className="number" type="number" inputMode="decimal" step={step} min={min} max={max} value={draft ?? format(value)}
      onChange={(event) => take(event.currentTarget.value)}
      onBlur={() => {
        if (draft !== undefined && draft.trim() !== '' && Number.isFinite(Number(draft))) change(Number(draft));
        setDraft(undefined);
      }} />
  );
}

export function SeedField({ id, label, value, compact, change }: FieldProps<number>) {
  const session = useSession();
  const t = useTranslate();
  const roll = (): void => change(Math.floor(session.random() * 0x100000000));
  const dice = <button type="button" className="icon-button" aria-label={t('field.roll', { name: label })} title={t('field.roll', { name: label })} onClick={roll} tabIndex={compact ? -1 : undefined}><Icon name="dice" /></button>;
  const number = <input id={id} className="number" type="number" min={0} max={0xffffffff} step={1} value={value} aria-label={label}
    onChange={(event) => { if (Number.isInteger(event.currentTarget.valueAsNumber) && event.currentTarget.valueAsNumber >= 0 && event.currentTarget.valueAsNumber <= 0xffffffff) change(event.currentTarget.valueAsNumber); }} />;
  if (compact) return <div className="field-compact"><span className="field-name" title={label}>{label}</span>{number}{dice}</div>;
  return <div className="field"><label className="field-name" htmlFor={id}>{label}</label><div className="field-line">{number}{dice}</div></div>;
}

type NumbersParam = Extract<Param, { kind: 'numbers' }>;

/** One slider a name. Only the numbers that were moved are written into the document. */
export function NumbersField({ id, label, value, change, param }: FieldProps<Readonly<Record<string, number>>> & { readonly param: NumbersParam }) {
  const text = useLocalText();
  const t = useTranslate();
  const moved = Object.keys(value).length > 0;
  return (
    <fieldset className="field-group">
      <legend className="field-name">{label}{moved && <button type="button" className="link-button" onClick={() => change({})}>{t('field.resetAll')}</button>}</legend>
      {param.names.map(({ name, title, min, max }) => (
        <NumberField key={name} id={`${id}-${name}`} label={text(title)} compact={false} value={value[name] ?? param.initial[name] ?? Math.min(Math.max(0, min), max)}
          param={{ kind: 'number', title, initial: 0, min, max }} change={(next) => change({ ...value, [name]: next })} />
      ))}
    </fieldset>
  );
}

function niceStep(range: number): number {
  return 10 ** Math.floor(Math.log10(range / 100));
}

function tidy(value: number, step: number): number {
  return Number((Math.round(value / step) * step).toPrecision(6));
}

function format(value: number): string {
  if (value === 0) return '0';
  return Math.abs(value) >= 1e6 || Math.abs(value) < 1e-4 ? value.toExponential(2) : String(Number(value.toPrecision(5)));
}

function shortUnit(unit: string | undefined): string {
  if (unit === undefined) return '';
  return unit === 'deg' || unit === '°' ? '°' : unit === '%' ? '%' : ` ${unit}`;
}
