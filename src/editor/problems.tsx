import type { Problem } from '../runtime/engine-types';
import { useLocalText, useSession, useSessionState, useTranslate } from './context';
import { Icon } from './icons';
import { insertConverter } from './insert';
import { useProblemWords } from './problem-words';
import { openBody, placeOfFlatId } from './scope';
import type { Session } from './session';
import type { SessionState } from './state';

/** What is wrong before running and what went wrong while running; one of the same words and place is told once. */
export function allProblems({ checked, steps, run }: Pick<SessionState, 'checked' | 'steps' | 'run'>): readonly Problem[] {
  const found = [...checked.problems, ...Object.values(steps).flatMap((step) => step.report?.problems ?? []), ...(run.report?.problems ?? [])];
  return [...new Map(found.map((problem) => [`${problem.node ?? ''} ${problem.message.en}`, problem])).values()]
    .sort((a, b) => Number(b.severity === 'error') - Number(a.severity === 'error'));
}

export function ProblemsButton() {
  const session = useSession();
  const t = useTranslate();
  const checked = useSessionState((state) => state.checked);
  const steps = useSessionState((state) => state.steps);
  const run = useSessionState((state) => state.run);
  const open = useSessionState((state) => state.problemsOpen);
  const problems = allProblems({ checked, steps, run });
  const errors = problems.filter((problem) => problem.severity === 'error').length;
  return (
    <button type="button" className="problems-button" data-tone={errors > 0 ? 'bad' : problems.length > 0 ? 'warn' : 'good'} aria-expanded={open} onClick={() => session.set({ problemsOpen: !open })}>
      <Icon name={problems.length > 0 ? 'warn' : 'check'} />{problems.length === 0 ? t('problems.none') : t('problems.count', { count: problems.length })}
    </button>
  );
}

/** The list behind the button; each line leads to its node, and mends it where one step does. */
export function ProblemsPanel() {
  const session = useSession();
  const t = useTranslate();
  const text = useLocalText();
  const words = useProblemWords();
  const open = useSessionState((state) => state.problemsOpen);
  const checked = useSessionState((state) => state.checked);
  const steps = useSessionState((state) => state.steps);
  const run = useSessionState((state) => state.run);
  if (!open) return null;
  const problems = allProblems({ checked, steps, run });
  return (
    <section className="problems" aria-label={t('action.problems')}>
      <header><h2>{t('action.problems')}</h2><button type="button" className="icon-button" aria-label={t('dialog.close')} title={t('dialog.close')} onClick={() => session.set({ problemsOpen: false })}><Icon name="close" /></button></header>
      {problems.length === 0 ? <p className="muted">{t('problems.noneText')}</p> : (
        <ul>
          {problems.map((problem, index) => (
            <li key={index} data-tone={problem.severity === 'error' ? 'bad' : 'warn'}>
              <Icon name="warn" />
              {problem.node === undefined ? <p>{words(problem.message)}</p> : <button type="button" className="problem-line" onClick={() => goTo(session, problem.node ?? '')}>{words(problem.message)}</button>}
              {problem.remedy?.insertNode !== undefined && <button type="button" className="button small" onClick={() => mend(session, problem)}>{text(problem.remedy.message)}</button>}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** Opens the body that holds a node, selects and shows it; of several nodes all that stand in the body of the first. */
export function goTo(session: Session, ...flats: readonly string[]): void {
  const places = flats.flatMap((flat) => placeOfFlatId(session.get().document, flat) ?? []);
  const [first] = places;
  if (!first) return;
  const bodyOf = (scope: typeof first.scope): string => scope.map(({ node }) => node).join('/');
  const ids = places.filter(({ scope }) => bodyOf(scope) === bodyOf(first.scope)).map(({ id }) => id);
  session.set({ scope: first.scope, selection: new Set(ids), selectedWire: undefined });
  setTimeout(() => void (async () => { for (const id of ids) await session.stage.current?.reveal(id); })(), 50);
}

function mend(session: Session, problem: Problem): void {
  const place = problem.node === undefined ? undefined : placeOfFlatId(session.get().document, problem.node);
  const definition = session.definitions.get(problem.remedy?.insertNode ?? '');
  if (!place || !definition || problem.port === undefined) return;
  session.set({ scope: place.scope, selection: new Set([place.id]) });
  const link = openBody(session.get().document, place.scope).links.find(({ to }) => to[0] === place.id && to[1] === problem.port);
  if (link) insertConverter(session, link.from, link.to, definition);
}
