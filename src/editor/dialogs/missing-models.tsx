import { useEffect } from 'react';
import { useSession, useSessionState } from '../context';
import { translator, localText, type Language } from '../i18n';
import { missingHere } from '../documents/models/manager';
import type { Need } from '../documents/models/needs';

/** Says once, when a graph is opened, which public networks it needs that are not on this machine: by name and hash. */
export default function MissingModels() {
  const session = useSession();
  const id = useSessionState((state) => state.document.id);
  useEffect(() => {
    let wanted = true;
    void missingHere(session).then((missing) => {
      if (!wanted || missing.length === 0) return;
      const words = (language: Language): string => translator(language)('models.missing', { list: missing.map((need) => nameOf(need, language)).join(', ') });
      const open = (language: Language): string => translator(language)('models.open');
      session.notify({ en: words('en'), zh: words('zh') }, 'info', { label: { en: open('en'), zh: open('zh') }, perform: () => session.set({ dialog: { name: 'models' } }) });
    });
    return () => { wanted = false; };
  }, [session, id]);
  return null;
}

function nameOf({ pack, sha256 }: Need, language: Language): string {
  const hash = sha256 ?? pack.file.sha256;
  return `${localText(pack.title, language)}${hash === undefined ? '' : ` (sha256 ${hash.slice(0, 12)}…)`}`;
}
