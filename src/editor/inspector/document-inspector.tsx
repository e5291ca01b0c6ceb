import { useState } from 'react';
import type { LocalText } from '../../graph/types';
import { useLocalText, useSession, useSessionState, useTranslate } from '../context';
import { backendsOf, shortTime } from '../status';
import { stepName } from '../step-names';

/** With nothing selected: what the document is about, and how the last run went. */
export function DocumentInspector() {
  const t = useTranslate();
  const session = useSession();
  const text = useLocalText();
  const document = useSessionState((state) => state.document);
  const report = useSessionState((state) => state.run.report);
  const backends = useSessionState(backendsOf);
  const edit = (change: { readonly title?: LocalText; readonly about?: LocalText }, merge: 'title' | 'about'): void => { session.editDocument((current) => ({ document: { ...current, ...change } }), { merge, label: stepName(merge === 'title' ? 'step.title' : 'step.about') }); };
  return (
    <div className="inspector-body">
      <h2>{t('inspector.document')}</h2>
      <TextLine id="document-title" label={t('document.title')} value={text(document.title)} change={(title) => edit({ title }, 'title')} />
      <TextLine id="document-about" label={t('document.about')} value={text(document.about)} long change={(about) => edit({ about }, 'about')} />
      <dl className="facts">
        <div><dt>{t('document.nodes')}</dt><dd>{Object.keys(document.nodes).length}</dd></div>
        <div><dt>{t('document.links')}</dt><dd>{document.links.length}</dd></div>
        {report && <div><dt>{t('document.lastRun')}</dt><dd>{shortTime(report.ms)}</dd></div>}
        {backends !== '' && <div><dt>{t('document.backend')}</dt><dd>{backends.split(' ').map((backend) => t(`backend.${backend as 'wasm'}`)).join(' + ')}</dd></div>}
      </dl>
      <p className="hint">{t('inspector.hint')}</p>
    </div>
  );
}

function TextLine({ id, label, value, change, long = false }: { readonly id: string; readonly label: string; readonly value: string; readonly change: (value: string) => void; readonly long?: boolean }) {
  const [draft, setDraft] = useState<string>();
  const common = { id, value: draft ?? value, onBlur: () => setDraft(undefined) };
  const take = (next: string): void => {
    setDraft(next);
    change(next);
  };
  return (
    <div className="field">
      <label className="field-name" htmlFor={id}>{label}</label>
      {long ? <textarea {...common} rows={4} onChange={(event) => take(event.currentTarget.value)} /> : <input {...common} type="text" onChange={(event) => take(event.currentTarget.value)} />}
    </div>
  );
}
