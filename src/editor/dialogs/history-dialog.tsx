import { useEffect, useState } from 'react';
import type { History } from '../../graph/history';
import { parseGraph } from '../../graph/parse';
import type { GraphDocument, LocalText } from '../../graph/types';
import { useLanguage, useLocalText, useSession, useSessionState, useTranslate } from '../context';
import { savedStates, type SavedState } from '../documents/journal';
import type { Session } from '../session';
import { stepName } from '../step-names';
import { DialogFrame } from './dialog';
import { GraphSketch } from './graph-sketch';

/** The most steps that are listed, on each side of now. */
const LISTED = 100;

/** A step of this session: `by` steps ahead of now (before it when negative), and the document it led to. */
interface Step { readonly by: number; readonly label: LocalText; readonly document: GraphDocument }
type Choice = { readonly step: Step } | { readonly state: SavedState };

/** The steps since the document was opened and the states kept in the browser, newest first; any of them can be looked at and gone to, and nothing is lost by it. */
export default function HistoryDialog() {
  const session = useSession();
  const t = useTranslate();
  const history = useSessionState((state) => state.history);
  const [states, setStates] = useState<readonly SavedState[]>();
  const [choice, setChoice] = useState<Choice>();
  useEffect(() => { void savedStates(session.get().document.id).then(setStates); }, [session]);
  const steps = stepsOf(history);
  const graph = choice && ('step' in choice ? choice.step.document : parseGraph(choice.state.text, (type) => session.definitions.get(type)).graph);
  const restore = (): void => {
    if (choice && graph) bringBack(session, choice, graph);
    session.set({ dialog: undefined });
  };
  return (
    <DialogFrame title={t('history.title')} wide>
      <p className="muted">{t('history.text')}</p>
      <div className="history">
        <div className="history-lists">
          <h3 id="history-steps">{t('history.steps')}</h3>
          <ol className="history-list" aria-labelledby="history-steps">
            {steps.map((step) => <li key={step.by}><StepLine step={step} current={choice !== undefined && 'step' in choice && choice.step.by === step.by} choose={() => setChoice({ step })} /></li>)}
          </ol>
          <h3 id="history-kept">{t('history.kept')}</h3>
          {states?.length === 0 && <p className="picker-empty">{t('history.none')}</p>}
          <ol className="history-list" aria-labelledby="history-kept">
            {states?.map((state) => <li key={state.savedAtMs}><StateLine state={state} current={choice !== undefined && 'state' in choice && choice.state === state} choose={() => setChoice({ state })} /></li>)}
          </ol>
        </div>
        <Preview graph={graph ?? history.present} />
      </div>
      <div className="button-row end"><button type="button" className="button primary" disabled={!graph || (choice !== undefined && 'step' in choice && choice.step.by === 0)} onClick={restore}>{t('history.restore')}</button></div>
    </DialogFrame>
  );
}

function stepsOf({ present, past, future }: History): readonly Step[] {
  const ahead = future.map(({ label, document }, index): Step => ({ by: future.length - index, label, document }));
  const behind = past.map(({ label }, index): Step => ({ by: index + 1 - past.length, label, document: past[index + 1]?.document ?? present })).reverse();
  const opened: Step = { by: -past.length, label: stepName('step.opened'), document: past[0]?.document ?? present };
  return [...ahead.slice(-LISTED), ...behind.slice(0, LISTED), opened];
}

function bringBack(session: Session, choice: Choice, graph: GraphDocument): void {
  if ('state' in choice) session.editDocument((document) => ({ document: { ...graph, id: document.id } }), { label: stepName('step.bringBack') });
  else if (choice.step.by > 0) session.redo(choice.step.by);
  else session.undo(-choice.step.by);
}

function StepLine({ step, current, choose }: { readonly step: Step; readonly current: boolean; readonly choose: () => void }) {
  const t = useTranslate();
  const text = useLocalText();
  return <button type="button" className="history-line" data-ahead={step.by > 0 || undefined} aria-current={current || undefined} onClick={choose}><span>{text(step.label)}{step.by === 0 && <small> · {t('history.now')}</small>}</span></button>;
}

function StateLine({ state, current, choose }: { readonly state: SavedState; readonly current: boolean; readonly choose: () => void }) {
  const t = useTranslate();
  const language = useLanguage();
  const text = useLocalText();
  const at = new Date(state.savedAtMs);
  return (
    <button type="button" className="history-line" aria-current={current || undefined} onClick={choose}>
      <span>{state.step === undefined ? text(state.title) : text(state.step)}</span>
      <small>{at.toLocaleTimeString(language)} · {at.toLocaleDateString(language)} · {t('gallery.count', { nodes: state.nodes })}</small>
    </button>
  );
}

function Preview({ graph }: { readonly graph: GraphDocument }) {
  const session = useSession();
  const text = useLocalText();
  return <div className="history-preview"><GraphSketch graph={graph} definitions={session.definitions} /><b>{text(graph.title)}</b></div>;
}
