import { insideFrame, moveBy } from '../graph/edit-view';
import { describeNode } from './describe';
import { localText } from './i18n';
import { flatId, openBody } from './scope';
import type { Session } from './session';
import type { Pin } from './state';
import { stepName, subject } from './step-names';

/** The name of a node of the open body, as its card shows it. */
export function titleOf(session: Session, id: string): string {
  const { document, scope, settings } = session.get();
  const node = openBody(document, scope).nodes[id];
  return node ? localText(node.label ?? describeNode(node, document, session.definitions).title, settings.language) : id;
}

/** Moves what is selected, and what lies in selected frames, by keys. */
export function moveSelection(session: Session, dx: number, dy: number): void {
  const { document, scope, selection } = session.get();
  const ids = new Set([...selection].flatMap((id) => [id, ...insideFrame(openBody(document, scope), id)]));
  session.edit((body) => moveBy(body, ids, dx, dy), { label: stepName('step.move', { what: subject(session, selection) }), merge: 'nudge' });
}

/** Opens the outputs of the selected nodes as viewers, side by side; those already open are closed. */
export function pinSelection(session: Session): void {
  const { document, scope, selection } = session.get();
  const body = openBody(document, scope);
  for (const id of selection) {
    const node = body.nodes[id];
    const port = node && mainOutput(session, id);
    if (port !== undefined) togglePin(session, { node: flatId(scope, id), port });
  }
}

/** The output a viewer of a node shows first. */
export function mainOutput(session: Session, id: string): string | undefined {
  const { document, scope } = session.get();
  const node = openBody(document, scope).nodes[id];
  return node && describeNode(node, document, session.definitions).outputs[0]?.name;
}

export function togglePin(session: Session, pin: Pin): void {
  const { pins, settings } = session.get();
  const open = pins.some((other) => other.node === pin.node && other.port === pin.port);
  session.set({
    pins: open ? pins.filter((other) => other.node !== pin.node || other.port !== pin.port) : [...pins, pin],
    settings: open ? settings : { ...settings, dockOpen: true },
  });
}
