import { useEffect, useState } from 'react';
import { parseGraph } from '../../graph/parse';
import type { GraphDocument } from '../../graph/types';
import { useLanguage, useLocalText, useSession, useTranslate } from '../context';
import { savedStates, type SavedState } from '../documents/journal';
import { DialogFrame } from './dialog';
import { GraphSketch } from './graph-sketch';

/** The last states of this document, newest first; any of them can be looked at and brought back as an edit that can itself be undone. */
export default function HistoryDialog() {
  const session = useSession();
  const t = useTranslate();
  const [states, setStates] = useState<readonly SavedState[]>();
  const [chosen, setChosen] = useState(0);
  useEffect(() => { void savedStates(session.get().document.id).then(setStates); }, [session]);
  const state = states?.[chosen];
  const graph = state && parseGraph(state.text, (type) => session.definitions.get(type)).graph;
  const restore = (): void => {
    if (!graph) return;
    session.editDocument((document) => ({ document: { ...graph, id: document.id } }), { label: { en: 'Bring back', zh: '恢复' } });
    session.set({ dialog: undefined });
  };
  return (
    <DialogFrame title={t('history.title')} wide>
      <p className="muted">{t('history.text')}</p>
      {states?.length === 0 && <p className="picker-empty">{t('history.none')}</p>}
      {states && states.length > 0 && (
        <div className="history">
          <ol className="history-list">{states.map((each, index) => <li key={each.savedAtMs}><StateLine state={each} current={index === chosen} choose={() => setChosen(index)} /></li>)}</ol>
          <Preview graph={graph} />
        </div>
      )}
      <div className="button-row end"><button type="button" className="button primary" disabled={!graph} onClick={restore}>{t('history.restore')}</button></div>
    </DialogFrame>
  );
}

function StateLine({ state, current, choose }: { readonly state: SavedState; readonly current: boolean; readonly choose: () => void }) {
  const t = useTranslate();
  const language = useLanguage();
  const at = new Date(state.savedAtMs);
  return <button type="button" className="history-line" aria-current={current || undefined} onClick={choose}><span>{at.toLocaleTimeString(language)}</span><small>{at.toLocaleDateString(language)} · {t('gallery.count', { nodes: state.nodes })}</small></button>;
}

function Preview({ graph }: { readonly graph: GraphDocument | undefined }) {
  const session = useSession();
  const text = useLocalText();
  return <div className="history-preview">{graph && <><GraphSketch graph={graph} definitions={session.definitions} /><b>{text(graph.title)}</b></>}</div>;
}
