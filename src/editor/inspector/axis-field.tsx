import { useMemo, useState } from 'react';
import type { Json } from '../../graph/types';
import { useLocalText, useSession, useSessionState, useTranslate } from '../context';
import { Icon } from '../icons';
import { flatId } from '../scope';
import { axisGroups, axisJson, firstAxis, readNumbers, viewOf, type AxisChoice, type AxisGroup, type AxisView } from './axis-choices';
import type { FieldProps } from './field-props';

/** One axis of a sweep: which setting of which node, over which values, and what moves along with it. */
export function AxisField({ id, label, value, change, node }: FieldProps<Json> & { readonly node: string }) {
  const session = useSession();
  const t = useTranslate();
  const flat = useSessionState((state) => flatId(state.scope, node));
  const checked = useSessionState((state) => state.checked);
  const groups = useMemo(() => axisGroups(checked, session.definitions, flat), [checked, session, flat]);
  const axis = viewOf(value);
  const find = (one: { readonly node: string; readonly param: string }): AxisChoice | undefined => groups.find((group) => group.node === one.node)?.choices.find((choice) => choice.param === one.param);
  const chosen = axis && find(axis);
  const put = (part: Partial<AxisView>): void => { if (axis) change(axisJson({ ...axis, ...part })); };
  const numeric = chosen?.of.kind === 'number' || chosen?.of.kind === 'seed';
  return (
    <fieldset className="field-group axis-field">
      <legend className="field-name">{label}</legend>
      <ChoiceSelect id={id} label={t('sweep.parameter')} none={t('sweep.none')} groups={groups} value={axis} change={(choice) => change(choice ? firstAxis(choice) : null)} />
      {axis && numeric && (
        <div className="segments" role="group" aria-label={t('sweep.values')}>
          <button type="button" className="chip" aria-pressed={axis.range !== undefined} onClick={() => put({ range: axis.range ?? rangeOf(axis.values) })}>{t('sweep.range')}</button>
          <button type="button" className="chip" aria-pressed={axis.range === undefined} onClick={() => put({ range: undefined, values: axis.range ? spread(axis.range) : axis.values })}>{t('sweep.list')}</button>
        </div>
      )}
      {axis && numeric && axis.range && <Range id={id} range={axis.range} change={(range) => put({ range })} />}
      {axis && numeric && !axis.range && <NumberList id={`${id}-list`} values={axis.values} change={(values) => put({ values })} />}
      {axis && chosen && !numeric && <Options choice={chosen} values={axis.values} change={(values) => put({ values })} />}
      {axis?.with.map((other, at) => (
        <div key={`${other.node}.${other.param}`} className="axis-along">
          <span className="clip" title={`${other.node}.${other.param}`}>{t('sweep.along', { name: `${other.node}.${other.param}` })}</span>
          <button type="button" className="icon-button small" aria-label={`${t('sweep.remove')}: ${other.node}.${other.param}`} title={t('sweep.remove')} onClick={() => put({ with: axis.with.toSpliced(at, 1) })}><Icon name="close" /></button>
          {numeric && <div className="field-line">
            <Typed label={t('sweep.times')} sign="×" value={other.times} change={(times) => put({ with: axis.with.with(at, { ...other, times }) })} />
            <Typed label={t('sweep.plus')} sign="+" value={other.plus} change={(plus) => put({ with: axis.with.with(at, { ...other, plus }) })} />
          </div>}
        </div>
      ))}
      {axis && chosen && (
        <ChoiceSelect id={`${id}-along`} label={t('sweep.addAlong')} none={t('sweep.addAlong')} value={undefined}
          groups={groups.map((group) => ({ ...group, choices: group.choices.filter((choice) => choice.of.kind === chosen.of.kind && choice !== chosen && !axis.with.some((other) => other.node === choice.node && other.param === choice.param)) }))}
          change={(choice) => { if (choice) put({ with: [...axis.with, { node: choice.node, param: choice.param, times: 1, plus: 0 }] }); }} />
      )}
    </fieldset>
  );
}

function ChoiceSelect({ id, label, none, groups, value, change }: { readonly id: string; readonly label: string; readonly none: string; readonly groups: readonly AxisGroup[]; readonly value: { readonly node: string; readonly param: string } | undefined; readonly change: (choice: AxisChoice | undefined) => void }) {
  const text = useLocalText();
  const all = groups.flatMap((group) => group.choices);
  const keyOf = (one: { readonly node: string; readonly param: string }): string => `${one.node}.${one.param}`;
  const key = value ? keyOf(value) : '';
  return (
    <select id={id} aria-label={label} value={key} onChange={(event) => { const wanted = event.currentTarget.value; change(all.find((choice) => keyOf(choice) === wanted)); }}>
      <option value="">{none}</option>
      {key !== '' && !all.some((choice) => keyOf(choice) === key) && <option value={key}>{key}</option>}
      {groups.filter((group) => group.choices.length > 0).map((group) => (
        <optgroup key={group.node} label={`${text(group.title)} (${group.node})`}>
          {group.choices.map((choice) => <option key={choice.param} value={keyOf(choice)}>{`${text(choice.title)} · ${group.node}`}</option>)}
        </optgroup>
      ))}
    </select>
  );
}

function Range({ id, range, change }: { readonly id: string; readonly range: NonNullable<AxisView['range']>; readonly change: (range: NonNullable<AxisView['range']>) => void }) {
  const t = useTranslate();
  return (
    <div className="axis-range">
      {(['from', 'to', 'steps'] as const).map((name) => (
        <label key={name} htmlFor={`${id}-${name}`}>{t(`sweep.${name}`)}
          <input id={`${id}-${name}`} className="number" type="number" step={name === 'steps' ? 1 : 'any'} min={name === 'steps' ? 1 : undefined} value={range[name]} onChange={(event) => { if (Number.isFinite(event.currentTarget.valueAsNumber)) change({ ...range, [name]: event.currentTarget.valueAsNumber }); }} />
        </label>
      ))}
    </div>
  );
}

/** Keeps what is being typed until it is a list of numbers. */
function NumberList({ id, values, change }: { readonly id: string; readonly values: readonly Json[]; readonly change: (values: readonly number[]) => void }) {
  const t = useTranslate();
  const [draft, setDraft] = useState<string>();
  return (
    <input id={id} type="text" aria-label={t('sweep.list')} placeholder="0, 0.5, 1" value={draft ?? values.join(', ')} aria-invalid={draft !== undefined && readNumbers(draft) === undefined}
      onChange={(event) => { const text = event.currentTarget.value, read = readNumbers(text); setDraft(text); if (read) change(read); }} onBlur={() => setDraft(undefined)} />
  );
}

function Options({ choice, values, change }: { readonly choice: AxisChoice; readonly values: readonly Json[]; readonly change: (values: readonly Json[]) => void }) {
  const text = useLocalText();
  const t = useTranslate();
  const options: readonly (readonly [Json, string])[] = choice.of.kind === 'choice' ? Object.entries(choice.of.options).map(([key, title]) => [key, text(title)] as const) : [[false, t('sweep.off')], [true, t('sweep.on')]];
  return (
    <div>
      {options.map(([option, title]) => (
        <label key={String(option)} className="check-line"><input type="checkbox" checked={values.includes(option)} onChange={(event) => { const on = event.currentTarget.checked; change(options.map(([one]) => one).filter((one) => (one === option ? on : values.includes(one)))); }} />{title}</label>
      ))}
    </div>
  );
}

function Typed({ label, sign, value, change }: { readonly label: string; readonly sign: string; readonly value: number; readonly change: (value: number) => void }) {
  return <label className="axis-typed" title={label}><span aria-hidden="true">{sign}</span><input className="number" type="number" step="any" aria-label={label} value={value} onChange={(event) => { if (Number.isFinite(event.currentTarget.valueAsNumber)) change(event.currentTarget.valueAsNumber); }} /></label>;
}

function rangeOf(values: readonly Json[]): NonNullable<AxisView['range']> {
  const numbers = values.filter((value) => typeof value === 'number');
  return { from: numbers[0] ?? 0, to: numbers.at(-1) ?? 1, steps: Math.max(1, numbers.length) };
}

function spread({ from, to, steps }: NonNullable<AxisView['range']>): readonly number[] {
  return Array.from({ length: Math.min(400, Math.max(1, Math.round(steps))) }, (_, at) => Number((steps > 1 ? from + ((to - from) * at) / (steps - 1) : from).toPrecision(6)));
}
