import { useEffect } from 'react';
import { useSession, useSessionState, useTranslate } from '../context';
import { Icon } from '../icons';

const STEPS = ['canvas', 'run', 'inspector', 'dock', 'add'] as const;
const SEEN_KEY = 'swapgraph.tour-seen';

export function tourSeen(): boolean {
  try {
    return localStorage.getItem(SEEN_KEY) === 'yes';
  } catch {
    return true;
  }
}

/** Five cards on a first visit, beside the page and not over it; closed for good with one press. */
export function Tour() {
  const session = useSession();
  const t = useTranslate();
  const at = useSessionState((state) => state.tour);
  const step = at === undefined ? undefined : STEPS[at];
  useEffect(() => {
    if (step === undefined) return undefined;
    const target = document.querySelector(TARGETS[step]);
    target?.classList.add('tour-target');
    return () => target?.classList.remove('tour-target');
  }, [step]);
  if (at === undefined || step === undefined) return null;
  const end = (): void => {
    try {
      localStorage.setItem(SEEN_KEY, 'yes');
    } catch {
      // Shown again next time; no harm done.
    }
    session.set({ tour: undefined });
  };
  const last = at === STEPS.length - 1;
  return (
    <aside className="tour" role="dialog" aria-label={t('tour.label')}>
      <header><b>{t(`tour.${step}`)}</b><button type="button" className="icon-button small" aria-label={t('tour.close')} title={t('tour.close')} onClick={end}><Icon name="close" /></button></header>
      <p>{t(`tour.${step}Text`)}</p>
      <footer>
        <span className="tour-dots" aria-label={t('tour.of', { at: at + 1, all: STEPS.length })} role="img">{STEPS.map((name, index) => <i key={name} data-on={index === at || undefined} />)}</span>
        {at > 0 && <button type="button" className="button" onClick={() => session.set({ tour: at - 1 })}>{t('tour.back')}</button>}
        <button type="button" className="button primary" onClick={() => (last ? end() : session.set({ tour: at + 1 }))}>{t(last ? 'tour.done' : 'tour.next')}</button>
      </footer>
    </aside>
  );
}

const TARGETS: Readonly<Record<(typeof STEPS)[number], string>> = { canvas: '.canvas-room', run: '.run-button', inspector: '.inspector', dock: '.dock', add: '.canvas-tools' };
