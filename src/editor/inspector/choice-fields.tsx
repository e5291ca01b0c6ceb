import type { Param } from '../../runtime/define';
import { useLocalText } from '../context';
import type { FieldProps } from './field-props';

export function BooleanField({ id, label, value, compact, change }: FieldProps<boolean>) {
  const box = <input id={id} className="switch" type="checkbox" role="switch" checked={value} onChange={(event) => change(event.currentTarget.checked)} />;
  return <div className={compact ? 'field-compact' : 'field field-row'}><label className="field-name" htmlFor={id} title={label}>{label}</label>{box}</div>;
}

export function ChoiceField({ id, label, value, compact, change, param }: FieldProps<string> & { readonly param: Extract<Param, { kind: 'choice' }> }) {
  const text = useLocalText();
  const known = Object.hasOwn(param.options, value);
  const select = (
    <select id={id} value={value} aria-label={label} onChange={(event) => change(event.currentTarget.value)}>
      {!known && <option value={value}>{value}</option>}
      {Object.entries(param.options).map(([key, title]) => <option key={key} value={key}>{text(title)}</option>)}
    </select>
  );
  return <div className={compact ? 'field-compact' : 'field'}><label className="field-name" htmlFor={id} title={label}>{label}</label>{select}</div>;
}

export function ChoicesField({ id, label, value, change, param }: FieldProps<readonly string[]> & { readonly param: Extract<Param, { kind: 'choices' }> }) {
  const text = useLocalText();
  const toggle = (key: string, on: boolean): void => change(Object.keys(param.options).filter((option) => (option === key ? on : value.includes(option))));
  return (
    <fieldset className="field-group">
      <legend className="field-name">{label}</legend>
      {Object.entries(param.options).map(([key, title]) => (
        <label key={key} className="check-line"><input id={`${id}-${key}`} type="checkbox" checked={value.includes(key)} onChange={(event) => toggle(key, event.currentTarget.checked)} />{text(title)}</label>
      ))}
    </fieldset>
  );
}

export function TextField({ id, label, value, compact, change, param }: FieldProps<string> & { readonly param: Extract<Param, { kind: 'text' }> }) {
  const long = !compact && param.maxLength > 80;
  return (
    <div className={compact ? 'field-compact' : 'field'}>
      <label className="field-name" htmlFor={id} title={label}>{label}</label>
      {long ? <textarea id={id} rows={3} maxLength={param.maxLength} value={value} onChange={(event) => change(event.currentTarget.value)} />
        : <input id={id} type="text" maxLength={param.maxLength} value={value} onChange={(event) => change(event.currentTarget.value)} />}
    </div>
  );
}
