import type { Json } from '../../graph/types';
import { useSession, useTranslate } from '../context';
import type { FieldProps } from './field-props';

/** Strokes painted over the picture: how many there are, and the way to the brush. */
export function StrokesField({ id, label, value, change, node, param }: FieldProps<Json> & { readonly node: string; readonly param: string }) {
  const session = useSession();
  const t = useTranslate();
  const count = Array.isArray(value) ? value.length : 0;
  return (
    <div className="field">
      <span className="field-name" id={id}>{label}</span>
      <div className="button-row" role="group" aria-labelledby={id}>
        <button type="button" className="button" onClick={() => session.set({ dialog: { name: 'paint', node, param } })}>{t('paint.open')}</button>
        {count > 0 && <button type="button" className="button" onClick={() => change([])}>{t('paint.clear', { count })}</button>}
      </div>
    </div>
  );
}
