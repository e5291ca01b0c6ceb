import { useEffect } from 'react';
import { useLocalText, useSession, useSessionState, useTranslate } from './context';
import { Icon } from './icons';
import type { Notice } from './state';

const SHOWN_MS = 9000;

/** Short messages at the foot of the canvas; one that offers something to do stays until it is answered or closed. */
export function Notices() {
  const notices = useSessionState((state) => state.notices);
  return <div className="notices">{notices.map((notice) => <NoticeLine key={notice.id} notice={notice} />)}</div>;
}

function NoticeLine({ notice }: { readonly notice: Notice }) {
  const session = useSession();
  const text = useLocalText();
  const t = useTranslate();
  const close = (): void => session.set({ notices: session.get().notices.filter(({ id }) => id !== notice.id) });
  useEffect(() => {
    const timer = setTimeout(() => session.set({ notices: session.get().notices.filter(({ id }) => id !== notice.id) }), notice.action ? SHOWN_MS * 3 : SHOWN_MS);
    return () => clearTimeout(timer);
  }, [session, notice]);
  return (
    <div className="notice" data-tone={notice.tone} role={notice.tone === 'bad' ? 'alert' : 'status'}>
      {notice.tone === 'bad' && <Icon name="warn" />}
      <p>{text(notice.text)}</p>
      {notice.action && <button type="button" className="button" onClick={() => { close(); notice.action?.perform(); }}>{text(notice.action.label)}</button>}
      <button type="button" className="icon-button small" aria-label={t('dialog.close')} onClick={close}><Icon name="close" /></button>
    </div>
  );
}
