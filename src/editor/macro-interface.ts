import { sameEnd } from '../graph/endpoints';
import { setMacroTitle } from '../graph/edit-document';
import type { Edited } from '../graph/edited';
import type { Side } from '../graph/macro-ends';
import { exposeParam, hideParam, moveMacroParam, setMacroParamTitle } from '../graph/macro-params';
import { moveMacroPort, removeMacroPort, renameMacroPort, setMacroPort, setMacroPortTitle } from '../graph/macro-ports';
import { safeName } from '../graph/names';
import type { Endpoint, GraphDocument, LocalText, Macro, MacroParam, MacroPort } from '../graph/types';
import { describeNode, type PortView } from './describe';
import type { Session } from './session';
import type { SessionState } from './state';
import { nodeWords, stepName } from './step-names';

/** What a macro shows to the outside, edited from inside it: every function here is one step of undo on the macro that is open. */

/** The macro whose inside is on the canvas. */
export function openMacro(state: Pick<SessionState, 'scope' | 'document'>): Macro | undefined {
  const step = state.scope.at(-1);
  return step && state.document.macros[step.macro];
}

/** The port of a macro that an inside port belongs to. */
export function portAt(macro: Macro | undefined, side: Side, end: Endpoint): MacroPort | undefined {
  return macro?.[side].find((port) => port.ends.some((one) => sameEnd(one, end)));
}

/** An inside port that may become one of the macro's, with what it is called. */
export interface Candidate { readonly end: Endpoint; readonly node: LocalText; readonly port: PortView }

/** Inside inputs that nothing feeds, or inside outputs that no port shows. */
export function portCandidates(session: Session, macro: Macro, side: Side): readonly Candidate[] {
  const { document } = session.get();
  return Object.entries(macro.nodes).flatMap(([id, node]) => {
    const view = describeNode(node, document, session.definitions);
    return (side === 'inputs' ? view.inputs : view.outputs).map((port): Candidate => ({ end: [id, port.name], node: node.label ?? view.title, port }))
      .filter(({ end }) => !portAt(macro, side, end) && !(side === 'inputs' && macro.links.some((link) => sameEnd(link.to, end))));
  });
}

function edit(session: Session, label: LocalText, change: (document: GraphDocument, macroId: string) => Edited<GraphDocument>): void {
  const macroId = session.get().scope.at(-1)?.macro;
  if (macroId !== undefined) session.editDocument((document) => change(document, macroId), { label });
}

export function renameMacro(session: Session, title: string): void {
  edit(session, stepName('step.macroTitle'), (document, id) => setMacroTitle(document, id, title));
}

/** Makes an inside port a port of the macro, named after it. */
export function addPort(session: Session, side: Side, end: Endpoint): void {
  const name = safeName(end[1], (taken) => openMacro(session.get())?.[side].some((port) => port.name === taken) ?? false);
  edit(session, stepName('step.portAdd', { port: name }), (document, id) => setMacroPort(document, id, side, name, [end]));
}

/** Takes an inside port off a port of the macro; a port that then leads nowhere goes too. */
export function leavePort(session: Session, side: Side, port: MacroPort, end: Endpoint): void {
  if (port.ends.length < 2) removePort(session, side, port);
  else setEnds(session, side, port, port.ends.filter((one) => !sameEnd(one, end)));
}

export function setEnds(session: Session, side: Side, port: MacroPort, ends: readonly Endpoint[]): void {
  edit(session, stepName('step.portEnds', { port: port.title ?? port.name }), (document, id) => setMacroPort(document, id, side, port.name, ends));
}

/** Gives a port another name, which is also what it is shown as; wires outside follow. */
export function renamePort(session: Session, side: Side, port: MacroPort, next: string): void {
  edit(session, stepName('step.portRename', { port: port.title ?? port.name }), (document, id) => {
    const renamed = renameMacroPort(document, id, side, port.name, next);
    return renamed.refused ? renamed : setMacroPortTitle(renamed.document, id, side, next, next);
  });
}

export function movePort(session: Session, side: Side, port: MacroPort, by: number): void {
  edit(session, stepName('step.portMove', { port: port.title ?? port.name }), (document, id) => moveMacroPort(document, id, side, port.name, by));
}

export function removePort(session: Session, side: Side, port: MacroPort): void {
  edit(session, stepName('step.portRemove', { port: port.title ?? port.name }), (document, id) => removeMacroPort(document, id, side, port.name));
}

/** Shows a setting of an inside node on the macro's own node. */
export function expose(session: Session, node: string, param: string, title: LocalText): void {
  edit(session, stepName('step.expose', { param: title, node: nodeWords(session, node) }), (document, id) => exposeParam(document, id, node, param));
}

export function hide(session: Session, param: MacroParam): void {
  edit(session, stepName('step.hide', { param: param.title ?? param.name }), (document, id) => hideParam(document, id, param.name));
}

export function renameParam(session: Session, param: MacroParam, title: string): void {
  edit(session, stepName('step.rename', { from: param.title ?? param.name }), (document, id) => setMacroParamTitle(document, id, param.name, title));
}

export function moveParam(session: Session, param: MacroParam, by: number): void {
  edit(session, stepName('step.portMove', { port: param.title ?? param.name }), (document, id) => moveMacroParam(document, id, param.name, by));
}
