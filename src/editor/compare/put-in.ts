import { sameJson } from '../../graph/equal';
import { nodeName } from '../../graph/names';
import type { GraphDocument, GraphNode } from '../../graph/types';
import type { Definitions } from '../../runtime/ports';

/** An input of another graph that stands where one of the open graph does; `same` when it could be given the same values. */
export interface InputMatch { readonly own: string; readonly other: string; readonly same: boolean }

/**
 * Gives another graph the values of the open one's inputs: source, target and whatever else begins a pipeline, matched by id, then by name, then in order among those
 * of one type. An input of another type keeps its own values; that it does is told.
 */
export function putIn(own: GraphDocument, other: GraphDocument, definitions: Definitions): { readonly graph: GraphDocument; readonly inputs: readonly InputMatch[] } {
  const [mine, theirs] = [inputsOf(own, definitions), inputsOf(other, definitions)];
  const pairs = new Map<string, string>();
  const free = (id: string): boolean => ![...pairs.values()].includes(id);
  const match = (fits: (mine: readonly [string, GraphNode], theirs: readonly [string, GraphNode]) => boolean): void => {
    for (const their of theirs) {
      const found = pairs.has(their[0]) ? undefined : mine.find((one) => free(one[0]) && fits(one, their));
      if (found) pairs.set(their[0], found[0]);
    }
  };
  match(([id], [otherId]) => id === otherId);
  match(([, a], [, b]) => a.label !== undefined && nodeName('', a) === nodeName('', b));
  match(([, a], [, b]) => a.type === b.type);
  const nodes = { ...other.nodes };
  const inputs = [...pairs].map(([theirId, ownId]): InputMatch => {
    const [given, taken] = [own.nodes[ownId]!, other.nodes[theirId]!];
    const same = given.type === taken.type;
    if (same && !sameJson(given.params, taken.params)) nodes[theirId] = { ...taken, version: given.version, params: given.params };
    return { own: ownId, other: theirId, same };
  });
  return { graph: { ...other, nodes }, inputs };
}

function inputsOf(document: GraphDocument, definitions: Definitions): readonly (readonly [string, GraphNode])[] {
  return Object.entries(document.nodes).filter(([, { type }]) => definitions.get(type)?.category === 'input');
}
