import { foldSelection as fold, unfoldMacro } from '../graph/macros';
import { openBody } from './scope';
import type { Session } from './session';
import { stepName, subject } from './step-names';

/** Folds the selection into one macro node of the open body. */
export function foldSelection(session: Session): void {
  const { scope, selection } = session.get();
  session.editDocument((document) => fold(document, selection, session.t('macro.new'), session.random, scope.at(-1)?.macro), { label: stepName('step.fold', { what: subject(session, selection) }), select: 'added' });
}

/** Puts the inside of a macro in its node's place. */
export function unfoldSelection(session: Session, id: string | undefined): void {
  if (id === undefined) return;
  session.editDocument((document) => unfoldMacro(document, id, session.random, session.get().scope.at(-1)?.macro), { label: stepName('step.unfold', { what: subject(session, [id]) }), select: 'added' });
}

/** Shows the inside of a macro on the canvas. */
export function enterMacro(session: Session, id: string | undefined): void {
  const { document, scope } = session.get();
  const macro = id === undefined ? undefined : openBody(document, scope).nodes[id]?.params.macro;
  if (id === undefined || typeof macro !== 'string' || !Object.hasOwn(document.macros, macro)) return;
  session.set({ scope: [...scope, { node: id, macro }], selection: new Set(), selectedWire: undefined });
}
