import { useSession, useSessionState, useTranslate } from '../context';
import { openBody } from '../scope';

/** An empty canvas says what to do with it. */
export function EmptyCanvas() {
  const session = useSession();
  const t = useTranslate();
  const empty = useSessionState((state) => Object.keys(openBody(state.document, state.scope).nodes).length === 0);
  if (!empty) return null;
  return (
    <div className="empty-canvas">
      <h2>{t('empty.title')}</h2>
      <p>{t('empty.text')}</p>
      <button type="button" className="button primary" onClick={() => session.set({ dialog: { name: 'gallery' } })}>{t('action.gallery')}</button>
    </div>
  );
}
