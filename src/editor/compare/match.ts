import { upstreamOf } from '../../graph/order';
import type { Endpoint } from '../../graph/types';
import type { Checked } from '../../runtime/check';
import { portsOf, type Definitions } from '../../runtime/ports';

/** How two nodes were found to correspond: they are one step, have one id in two versions of a graph, one type at like places, feed the same port, read the same, or are what the lanes show. */
export type How = 'shared' | 'id' | 'type' | 'role' | 'feeds' | 'ends';

export interface NodePair {
  readonly a: string;
  readonly b: string;
  readonly how: How;
  /** Outputs that correspond, of `a` and of `b`. */
  readonly ports: readonly (readonly [a: string, b: string])[];
}

export interface Matching {
  /** Along the path of the second lane, inputs first. */
  readonly pairs: readonly NodePair[];
  readonly onlyA: readonly string[];
  readonly onlyB: readonly string[];
}

/**
 * Which nodes of two lanes correspond. `same` tells steps that are equal by their content (of two graphs, or twice on one canvas); `idOf` gives a node's id in its own
 * graph, the same for two versions of one graph, undefined within one.
 */
export function matchLanes(checked: Pick<Checked, 'flat' | 'feeds' | 'order'>, definitions: Definitions, ends: readonly [Endpoint, Endpoint], same: (a: string, b: string) => boolean, idOf?: (flat: string) => string): Matching {
  const place = new Map(checked.order.order.map((id, index) => [id, index]));
  const inOrder = (ids: Iterable<string>): string[] => [...ids].filter((id) => place.has(id)).sort((x, y) => place.get(x)! - place.get(y)!);
  const [upA, upB] = [inOrder(upstreamOf(checked.flat, [ends[0][0]])), inOrder(upstreamOf(checked.flat, [ends[1][0]]))];
  const ofA = new Map<string, NodePair>(), ofB = new Map<string, NodePair>();
  const freeA = (): string[] => upA.filter((id) => !ofA.has(id)), freeB = (): string[] => upB.filter((id) => !ofB.has(id));
  const typeOf = (id: string): string => checked.flat.nodes[id]!.type;
  const outputs = (id: string): Readonly<Record<string, { readonly kind: string }>> => { const node = checked.flat.nodes[id]!, definition = definitions.get(node.type); return definition ? portsOf(definition, node.params).outputs : {}; };
  const pair = (a: string, b: string, how: How, first?: readonly [string, string]): boolean => {
    const ports = first ? [first] : portsBetween(outputs(a), outputs(b));
    if (ports.length === 0) return false;
    const made = { a, b, how, ports };
    ofA.set(a, made);
    ofB.set(b, made);
    return true;
  };

  const inB = new Set(upB);
  for (const id of upA) if (inB.has(id)) pair(id, id, 'shared');
  for (const b of freeB()) { const a = freeA().find((id) => typeOf(id) === typeOf(b) && same(id, b)); if (a !== undefined) pair(a, b, 'shared'); }
  if (idOf) for (const b of freeB()) { const a = freeA().find((id) => idOf(id) === idOf(b) && typeOf(id) === typeOf(b)); if (a !== undefined) pair(a, b, 'id'); }
  for (const [a, b] of aligned(freeA(), freeB(), (x, y) => typeOf(x) === typeOf(y))) pair(a, b, 'type');
  // Lanes of different architectures meet where their outputs are used alike, from the ends backwards.
  if (!ofA.has(ends[0][0]) && !ofB.has(ends[1][0])) pair(ends[0][0], ends[1][0], 'role', [ends[0][1], ends[1][1]]);
  const open = [...new Set(ofA.values())].filter(({ a, b }) => a !== b).reverse();
  for (let at = 0; at < open.length; at++) {
    const { a, b } = open[at]!;
    for (const [port, from] of checked.feeds.get(a) ?? []) {
      const other = checked.feeds.get(b)?.get(port);
      if (!other || ofA.has(from[0]) || ofB.has(other[0]) || outputs(from[0])[from[1]]?.kind !== outputs(other[0])[other[1]]?.kind) continue;
      if (pair(from[0], other[0], 'role', [from[1], other[1]])) open.push(ofA.get(from[0])!);
    }
  }
  const reads = (id: string): string => [...checked.feeds.get(id)?.values() ?? []].map((from) => ofA.get(from[0])?.a ?? ofB.get(from[0])?.a ?? from[0]).sort().join();
  for (const b of freeB()) {
    const a = freeA().find((id) => reads(id) !== '' && reads(id) === reads(b) && portsBetween(outputs(id), outputs(b), true).length > 0);
    if (a !== undefined) pair(a, b, 'feeds', portsBetween(outputs(a), outputs(b), true)[0]);
  }
  const read = new Set([...ends, ...[...upA, ...upB].flatMap((id) => [...checked.feeds.get(id)?.values() ?? []])].map((end) => end.join('.')));
  /** The outputs that lead on to the ends; what a node gives besides is no part of the lane. */
  const onPath = (made: NodePair): NodePair => {
    const ports = made.ports.filter(([a, b]) => read.has(`${made.a}.${a}`) || read.has(`${made.b}.${b}`));
    return ports.length > 0 && ports.length < made.ports.length ? { ...made, ports } : made;
  };
  const pairs = [...new Set(ofB.values())].map(onPath).sort((x, y) => Math.max(place.get(x.a)!, place.get(x.b)!) - Math.max(place.get(y.a)!, place.get(y.b)!));
  // What the lanes show is compared in any case: an end may correspond to something in the middle of the other lane, such as the target itself.
  const [endA, endB] = ends;
  const ended = pairs.some(({ a, b, ports }) => a === endA[0] && b === endB[0] && ports.some(([portA, portB]) => portA === endA[1] && portB === endB[1]));
  const extra: readonly NodePair[] = ended ? [] : [{ a: endA[0], b: endB[0], how: 'ends', ports: [[endA[1], endB[1]]] }];
  return { pairs: [...pairs, ...extra], onlyA: freeA().filter((id) => ended || id !== endA[0]), onlyB: freeB().filter((id) => ended || id !== endB[0]) };
}

/** Outputs of one name and kind; between different types any of one kind, in order. */
function portsBetween(a: Readonly<Record<string, { readonly kind: string }>>, b: Readonly<Record<string, { readonly kind: string }>>, anyName = false): readonly (readonly [string, string])[] {
  if (!anyName) return Object.entries(a).filter(([name, { kind }]) => b[name]?.kind === kind).map(([name]) => [name, name] as const);
  return Object.entries(a).flatMap(([name, { kind }]) => { const other = Object.entries(b).find(([, port]) => port.kind === kind); return other ? [[name, other[0]] as const] : []; });
}

/** The longest common subsequence of two lists, ties taken from the back: where one lane repeats a block, the last one counts. */
function aligned(a: readonly string[], b: readonly string[], equal: (x: string, y: string) => boolean): readonly (readonly [string, string])[] {
  const length = Array.from({ length: a.length + 1 }, () => new Int32Array(b.length + 1));
  for (let i = 1; i <= a.length; i++) for (let j = 1; j <= b.length; j++) {
    length[i]![j] = equal(a[i - 1]!, b[j - 1]!) ? length[i - 1]![j - 1]! + 1 : Math.max(length[i - 1]![j]!, length[i]![j - 1]!);
  }
  const found: (readonly [string, string])[] = [];
  for (let i = a.length, j = b.length; i > 0 && j > 0;) {
    if (equal(a[i - 1]!, b[j - 1]!)) found.unshift([a[--i]!, b[--j]!]);
    else if (length[i - 1]![j]! > length[i]![j - 1]!) i--;
    else j--;
  }
  return found;
}
