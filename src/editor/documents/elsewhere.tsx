import { useSession, useSessionState, useTranslate } from '../context';

/** Told to the second tab that opens the same document. */
export function ElsewhereBanner() {
  const session = useSession();
  const t = useTranslate();
  const elsewhere = useSessionState((state) => state.openElsewhere);
  if (!elsewhere) return null;
  const copy = (): void => session.open({ ...session.get().document, id: crypto.randomUUID() });
  return <div className="banner" role="alert"><p>{t('elsewhere.text')}</p><button type="button" className="button" onClick={copy}>{t('elsewhere.copy')}</button></div>;
}
