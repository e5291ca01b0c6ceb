import type { Endpoint, GraphBody } from '../graph/types';
import type { Kind } from '../runtime/values';
import type { CanvasWire } from './canvas/area';
import { describeNode, type NodeView, type PortView } from './describe';
import { openBody } from './scope';
import type { Session } from './session';

/** A port of a node of the open body, as the editor shows it. */
export function portOf(session: Session, body: GraphBody, [id, name]: Endpoint, side: 'input' | 'output'): PortView | undefined {
  const node = body.nodes[id];
  if (!node) return undefined;
  const view = describeNode(node, session.get().document, session.definitions);
  return (side === 'input' ? view.inputs : view.outputs).find((port) => port.name === name);
}

/** The first pair of a node's ports that fits into a wire; undefined when the node cannot stand there. */
export function portsForWire(session: Session, id: string, wire: CanvasWire): { readonly input: string; readonly output: string } | undefined {
  const { document, scope } = session.get();
  const body = openBody(document, scope);
  const node = body.nodes[id];
  const from = portOf(session, body, [wire.source, wire.sourceOutput], 'output');
  const to = portOf(session, body, [wire.target, wire.targetInput], 'input');
  return node && from && to ? fittingPorts(describeNode(node, document, session.definitions), from.kinds, to.kinds) : undefined;
}

export function fittingPorts(view: NodeView, offered: readonly Kind[], wanted: readonly Kind[]): { readonly input: string; readonly output: string } | undefined {
  const input = view.inputs.find((port) => port.kinds.some((kind) => offered.includes(kind)));
  const output = view.outputs.find((port) => port.kinds.some((kind) => wanted.includes(kind)));
  return input && output && { input: input.name, output: output.name };
}
