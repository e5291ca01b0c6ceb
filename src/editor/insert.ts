import { addNode } from '../graph/edit';
import type { Edited } from '../graph/edited';
import { connect, disconnect } from '../graph/edit-links';
import type { Endpoint, GraphBody } from '../graph/types';
import type { NodeDefinition } from '../runtime/define';
import { accepts } from '../runtime/ports';
import type { Kind } from '../runtime/values';
import type { SocketRef } from './canvas/flow';
import { CARD, cardLayout, placeOf, snap, type Point } from './canvas/layout';
import { describeNode } from './describe';
import { fittingPorts, portOf } from './ports-at';
import { openBody } from './scope';
import type { Session } from './session';
import { stepName } from './step-names';

/** Params a new node starts with: none are written down, so that a better default of a later version reaches it. */
export function addDefinition<B extends GraphBody>(body: B, definition: NodeDefinition, at: Point, random: () => number): Edited<B> {
  return addNode(body, { type: definition.type, version: definition.version, params: {}, at: { x: snap(at.x), y: snap(at.y) } }, random);
}

/** Puts a converting node between an output and an input that do not fit, a little before the input. */
export function insertConverter(session: Session, source: Endpoint, target: Endpoint, definition: NodeDefinition): void {
  const body = openBody(session.get().document, session.get().scope);
  const from = portOf(session, body, source, 'output');
  const to = portOf(session, body, target, 'input');
  const view = describeNode({ type: definition.type, version: definition.version, params: {} }, session.get().document, session.definitions);
  const ports = from && to && fittingPorts(view, from.kinds, to.kinds);
  if (!ports) return;
  const [a, b] = [placeOf(body, source[0]), placeOf(body, target[0])];
  session.edit((open) => {
    const added = addDefinition(open, definition, { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 + 48 }, session.random);
    const id = added.added?.[0];
    if (id === undefined) return added;
    const first = connect(disconnect(added.document, target).document, source, [id, ports.input]);
    if (first.refused) return { document: open, refused: first.refused };
    const second = connect(first.document, [id, ports.output], target);
    return second.refused ? { document: open, refused: second.refused } : { document: second.document, added: [id] };
  }, { label: stepName('step.insert', { what: definition.title }), select: 'added' });
}

/** Adds a node from the palette and joins it to the waiting wire, or puts it onto a wire. */
export function addFromPalette(session: Session, definition: NodeDefinition, at: Point, socket: SocketRef | undefined, onLink: Endpoint | undefined): void {
  const { document, scope } = session.get();
  const body = openBody(document, scope);
  const view = describeNode({ type: definition.type, version: definition.version, params: {} }, document, session.definitions);
  const layout = cardLayout(view, false);
  const place = socket ? { x: at.x - (socket.side === 'input' ? layout.width : 0), y: at.y - CARD.head - CARD.pad - CARD.row / 2 } : { x: at.x - layout.width / 2, y: at.y - CARD.head / 2 };
  const link = onLink && body.links.find(({ to }) => to[0] === onLink[0] && to[1] === onLink[1]);
  const joined = socket && matchingPort(definition, kindsAt(session, body, socket), socket.side);
  session.edit((open) => {
    const added = addDefinition(open, definition, place, session.random);
    const id = added.added?.[0];
    if (id === undefined) return added;
    if (link) {
      const from = portOf(session, body, link.from, 'output');
      const to = portOf(session, body, link.to, 'input');
      const ports = from && to && fittingPorts(view, from.kinds, to.kinds);
      if (!ports) return added;
      const first = connect(disconnect(added.document, link.to).document, link.from, [id, ports.input]);
      return { document: connect(first.document, [id, ports.output], link.to).document, added: [id] };
    }
    if (!socket || joined === undefined) return added;
    const own: Endpoint = [id, joined];
    const other: Endpoint = [socket.node, socket.port];
    const linked = socket.side === 'output' ? connect(added.document, other, own) : connect(added.document, own, other);
    return { ...linked, added: [id] };
  }, { label: stepName(link ? 'step.insert' : 'step.add', { what: definition.title }), select: 'added' });
}

export function kindsAt(session: Session, body: GraphBody, socket: SocketRef): readonly Kind[] {
  const inHand = session.get().wireInHand;
  if (inHand && inHand.from.node === socket.node && inHand.from.port === socket.port) return inHand.kinds;
  return portOf(session, body, [socket.node, socket.port], socket.side)?.kinds ?? [];
}

/** The port of a definition that a waiting wire would be joined to. */
export function matchingPort(definition: NodeDefinition, kinds: readonly Kind[], side: SocketRef['side']): string | undefined {
  if (side === 'input') return Object.entries(definition.outputs).find(([, output]) => kinds.includes(output.kind))?.[0];
  const fits = Object.entries(definition.inputs).filter(([, input]) => kinds.some((kind) => accepts(input, kind)));
  return (fits.find(([, input]) => !input.optional) ?? fits[0])?.[0];
}
