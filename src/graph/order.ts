import { nodeName } from './names';
import { own } from './record';
import type { GraphNode, Link } from './types';

/** What order needs of a body: works on documents, macros, flat graphs, and on macros that hold macros. */
export interface Wiring<Node = unknown> {
  readonly nodes: Readonly<Record<string, Node>>;
  readonly links: readonly Link[];
}

export interface Order {
  /** Every node that can be computed, each after all it needs; ties keep the document's order. */
  readonly order: readonly string[];
  /** One loop for each knot of nodes that need one another: `[a, b]` means a → b → a. */
  readonly cycles: readonly (readonly string[])[];
  /** Nodes of the knots and all that follow them: they cannot be computed. */
  readonly stuck: readonly string[];
}

/** Topological order in O(nodes + links). Links to absent nodes are ignored. */
export function orderOf(wiring: Wiring): Order {
  const ids = Object.keys(wiring.nodes);
  const waiting = new Map<string, number>(ids.map((id) => [id, 0]));
  const following = new Map<string, string[]>();
  for (const { from: [source], to: [target] } of wiring.links) {
    const count = waiting.get(target);
    if (count === undefined || !waiting.has(source)) continue;
    waiting.set(target, count + 1);
    push(following, source, target);
  }
  const order = ids.filter((id) => waiting.get(id) === 0);
  for (let i = 0; i < order.length; i += 1) {
    for (const target of following.get(order[i]!) ?? []) {
      const count = waiting.get(target)! - 1;
      waiting.set(target, count);
      if (count === 0) order.push(target);
    }
  }
  if (order.length === ids.length) return { order, cycles: [], stuck: [] };
  const done = new Set(order);
  const stuck = ids.filter((id) => !done.has(id));
  return { order, cycles: loopsAmong(stuck, following), stuck };
}

/** Walks each unvisited stuck node forwards, depth first without recursion; a step onto the current path closes a loop. */
function loopsAmong(stuck: readonly string[], following: ReadonlyMap<string, readonly string[]>): string[][] {
  const inside = new Set(stuck);
  const state = new Map<string, 'open' | 'done'>();
  const inLoop = new Set<string>();
  const loops: string[][] = [];
  for (const start of stuck) {
    if (state.has(start)) continue;
    const path = [start];
    const nextIndex = [0];
    state.set(start, 'open');
    while (path.length > 0) {
      const current = path[path.length - 1]!;
      const targets = following.get(current) ?? [];
      const index = nextIndex[nextIndex.length - 1]!;
      const target = targets[index];
      if (target === undefined) {
        state.set(current, 'done');
        path.pop();
        nextIndex.pop();
        continue;
      }
      nextIndex[nextIndex.length - 1] = index + 1;
      if (!inside.has(target)) continue;
      if (state.get(target) === 'open') {
        const loop = path.slice(path.lastIndexOf(target));
        if (!loop.some((id) => inLoop.has(id))) loops.push(loop);
        for (const id of loop) inLoop.add(id);
      } else if (!state.has(target)) {
        state.set(target, 'open');
        path.push(target);
        nextIndex.push(0);
      }
    }
  }
  return loops;
}

/** A loop in words, by node names, with the way out. */
export function describeCycle(wiring: Wiring<GraphNode>, cycle: readonly string[]): { readonly en: string; readonly zh: string } {
  const shown = cycle.length > 8 ? [...cycle.slice(0, 7), '…', cycle[cycle.length - 1]!] : cycle;
  const round = [...shown, ...cycle.slice(0, 1)].map((id) => (id === '…' ? id : nodeName(id, own(wiring.nodes, id)))).join(' → ');
  return {
    en: `These nodes wait for one another: ${round}. Remove one of the links between them.`,
    zh: `这些节点互相等待：${round}。请删除其中一条连线。`,
  };
}

/** The given nodes and all that they need, in the direction against the wires. */
export function upstreamOf(wiring: Wiring, ids: Iterable<string>): ReadonlySet<string> {
  return reach(wiring, ids, (link) => [link.to[0], link.from[0]]);
}

/** The given nodes and all that depend on them. */
export function downstreamOf(wiring: Wiring, ids: Iterable<string>): ReadonlySet<string> {
  return reach(wiring, ids, (link) => [link.from[0], link.to[0]]);
}

/** Whether a link from one node to another would close a loop. */
export function closesLoop(wiring: Wiring, from: string, to: string): boolean {
  return downstreamOf(wiring, [to]).has(from);
}

/** Nodes on a path that leaves the set and enters it again: while there are any, the set cannot become one node. */
export function between(wiring: Wiring, ids: ReadonlySet<string>): ReadonlySet<string> {
  const after = downstreamOf(wiring, ids);
  const before = upstreamOf(wiring, ids);
  return new Set([...after].filter((id) => before.has(id) && !ids.has(id)));
}

function reach(wiring: Wiring, ids: Iterable<string>, ends: (link: Link) => readonly [string, string]): Set<string> {
  const steps = new Map<string, string[]>();
  for (const link of wiring.links) {
    const [here, there] = ends(link);
    push(steps, here, there);
  }
  const found = new Set<string>();
  const open: string[] = [];
  const visit = (id: string): void => {
    if (found.has(id) || !Object.hasOwn(wiring.nodes, id)) return;
    found.add(id);
    open.push(id);
  };
  for (const id of ids) visit(id);
  for (let id = open.pop(); id !== undefined; id = open.pop()) for (const next of steps.get(id) ?? []) visit(next);
  return found;
}

function push(lists: Map<string, string[]>, key: string, value: string): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}
