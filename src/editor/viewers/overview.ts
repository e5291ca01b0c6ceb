import type { GraphDocument } from '../../graph/types';
import type { Kind } from '../../runtime/values';
import { describeNode } from '../describe';
import { flatId, openBody } from '../scope';
import type { Session } from '../session';
import type { Pin, SessionState } from '../state';

const PICTURES: readonly Kind[] = ['image', 'crop', 'mask'];
/** What a swap begins with, by the names that shipped graphs, batches and the command line use. */
const INPUTS: readonly string[] = ['source', 'target'];
/** The result that is shown when there is room for one. */
const RESULT = 'result';

type Open = Pick<SessionState, 'document' | 'scope'>;

/**
 * What the strip shows when nothing is pinned or selected: the two faces a swap begins with, then the pictures of the result nodes from left
 * to right on the canvas. With room for fewer (`most`), the result named `result` stays longest, then the other results, then target and source.
 */
export function overviewPins(definitions: Session['definitions'], { document, scope }: Open, most: number): readonly Pin[] {
  const { nodes, view } = openBody(document, scope);
  const pictureOf = (id: string): Pin | undefined => {
    const port = firstPicture(id, document, scope, definitions);
    return port === undefined ? undefined : { node: flatId(scope, id), port };
  };
  const at = (id: string): number => (view.nodes[id]?.x ?? 0) * 1e5 + (view.nodes[id]?.y ?? 0);
  const results = Object.keys(nodes).filter((id) => definitions.get(nodes[id]?.type ?? '')?.sink && pictureOf(id)).sort((a, b) => at(a) - at(b));
  const inputs = INPUTS.filter((id) => Object.hasOwn(nodes, id) && pictureOf(id));
  const kept = new Set([...results.filter((id) => id === RESULT), ...results.filter((id) => id !== RESULT), ...results.length > 0 ? inputs.toReversed() : []].slice(0, most));
  return [...inputs, ...results].filter((id) => kept.has(id)).flatMap((id) => pictureOf(id) ?? []);
}

/** What the strip shows of one selected node, or beside pinned outputs: its first output. */
export function previewPin(definitions: Session['definitions'], { document, scope }: Open, selection: ReadonlySet<string>): Pin | undefined {
  const { nodes } = openBody(document, scope);
  const of = (id: string): Pin | undefined => {
    const node = nodes[id];
    const view = node && describeNode(node, document, definitions);
    const port = view && view.what !== 'reroute' ? view.outputs[0] : undefined;
    return port && { node: flatId(scope, id), port: port.name };
  };
  const chosen = [...selection].filter((id) => Object.hasOwn(nodes, id));
  if (chosen.length === 1 && chosen[0] !== undefined) return of(chosen[0]);
  const sinks = Object.keys(nodes).filter((id) => definitions.get(nodes[id]?.type ?? '')?.sink).sort((a, b) => Number(b === RESULT) - Number(a === RESULT));
  return sinks.map(of).find((pin) => pin !== undefined);
}

function firstPicture(id: string, document: GraphDocument, scope: SessionState['scope'], definitions: Session['definitions']): string | undefined {
  const node = openBody(document, scope).nodes[id];
  const view = node && describeNode(node, document, definitions);
  if (!view || view.what === 'reroute') return undefined;
  return view.outputs.find((output) => output.kinds.length === 1 && output.kinds[0] !== undefined && PICTURES.includes(output.kinds[0]))?.name;
}
