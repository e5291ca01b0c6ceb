import { useRef } from 'react';
import type { Param } from '../../runtime/define';
import { useSession, useTranslate } from '../context';
import { acceptFile } from '../documents/intake';
import { Icon } from '../icons';
import type { FieldProps } from './field-props';

/** A file of the user's: its bytes go to the engine's store, the document keeps only their sha256. */
export function FileField({ id, label, value, compact, change, param, node }: FieldProps<string> & { readonly param: Extract<Param, { kind: 'file' }>; readonly node: string }) {
  const session = useSession();
  const t = useTranslate();
  const input = useRef<HTMLInputElement>(null);
  const choose = async (file: File | undefined): Promise<void> => {
    if (!file) return;
    const reference = await acceptFile(session, file, node);
    if (reference !== undefined) change(reference);
  };
  const shown = value === '' ? t('field.noFile') : value.startsWith('sha256:') ? `${value.slice(7, 15)}…` : value;
  return (
    <div className={compact ? 'field-compact' : 'field'}>
      <label className="field-name" htmlFor={id} title={label}>{label}</label>
      <div className="field-line">
        <button type="button" id={id} className="button file-button" onClick={() => input.current?.click()}><Icon name="folder" /><span className="clip">{value === '' ? t('field.choose') : shown}</span></button>
        {!compact && value !== '' && <button type="button" className="icon-button" aria-label={t('field.clear')} title={t('field.clear')} onClick={() => change('')}><Icon name="close" /></button>}
        <input ref={input} type="file" hidden accept={param.accept} onChange={(event) => { void choose(event.currentTarget.files?.[0]); event.currentTarget.value = ''; }} />
      </div>
    </div>
  );
}
