import { useState } from 'react';
import type { Json } from '../../graph/types';
import { useTranslate } from '../context';
import type { FieldProps } from './field-props';

/** Settings that are a whole JSON value: edited as text, taken over when it parses. */
export function JsonField({ id, label, value, change }: FieldProps<Json>) {
  const t = useTranslate();
  const [draft, setDraft] = useState<string>();
  const [fault, setFault] = useState<string>();
  const take = (text: string): void => {
    setDraft(text);
    try {
      change(JSON.parse(text) as Json);
      setFault(undefined);
    } catch (error) {
      setFault(error instanceof Error ? error.message : String(error));
    }
  };
  return (
    <div className="field">
      <label className="field-name" htmlFor={id}>{label}</label>
      <textarea id={id} className="code" rows={6} spellCheck={false} value={draft ?? JSON.stringify(value, undefined, 1)} aria-invalid={fault !== undefined}
        onChange={(event) => take(event.currentTarget.value)} onBlur={() => { if (fault === undefined) setDraft(undefined); }} />
      {fault !== undefined && <p className="field-fault">{t('field.notJson', { why: fault })}</p>}
    </div>
  );
}
