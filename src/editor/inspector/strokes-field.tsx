import type { Json } from '../../graph/types';
import { useSession, useTranslate } from '../context';
import { paintedMask } from '../documents/painted-mask';
import type { FieldProps } from './field-props';

/** Strokes painted over the picture: how many there are, and the way to the brush. */
export function StrokesField({ id, label, value, change, node, param }: FieldProps<Json> & { readonly node: string; readonly param: string }) {
  const session = useSession();
  const t = useTranslate();
  // A painted mask holds its strokes beside its ground.
  const painting = typeof value === 'object' && value !== null && !Array.isArray(value) ? paintedMask(value) : undefined;
  const count = painting ? painting.strokes.length : Array.isArray(value) ? value.length : 0;
  return (
    <div className="field">
      <span className="field-name" id={id}>{label}</span>
      <div className="button-row" role="group" aria-labelledby={id}>
        <button type="button" className="button" onClick={() => session.set({ dialog: { name: 'paint', node, param } })}>{t('paint.open')}</button>
        {count > 0 && <button type="button" className="button" onClick={() => change(painting ? { strokes: [], rest: painting.rest } : [])}>{t('paint.clear', { count })}</button>}
      </div>
    </div>
  );
}
