import { orderOf } from './order';
import { own } from './record';
import { MACRO } from './types';
import type { GraphBody, GraphNode, Link, Macro } from './types';

export type Macros = Readonly<Record<string, Macro>>;

/** The macro that a node stands for; undefined for other nodes and for a name that leads nowhere. */
export function macroOf(macros: Macros, node: GraphNode | undefined): { readonly id: string; readonly macro: Macro } | undefined {
  const id = node?.type === MACRO ? node.params['macro'] : undefined;
  const macro = typeof id === 'string' ? own(macros, id) : undefined;
  return typeof id === 'string' && macro ? { id, macro } : undefined;
}

/** Macros that a body's nodes stand for, each once. */
export function macrosUsedBy(macros: Macros, body: Pick<GraphBody, 'nodes'>): ReadonlySet<string> {
  const used = new Set<string>();
  for (const node of Object.values(body.nodes)) {
    const found = macroOf(macros, node);
    if (found) used.add(found.id);
  }
  return used;
}

/** The given macros and all that they hold. */
export function macrosWithin(macros: Macros, ids: Iterable<string>): ReadonlySet<string> {
  const found = new Set<string>();
  const open = [...ids];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    const macro = own(macros, id);
    if (!macro || found.has(id)) continue;
    found.add(id);
    open.push(...macrosUsedBy(macros, macro));
  }
  return found;
}

/** How deep macros lie in one another (1 = a macro without macros), and loops of macros that hold one another. */
export function macroNesting(macros: Macros): { readonly depth: number; readonly loops: readonly (readonly string[])[] } {
  const links: Link[] = Object.entries(macros).flatMap(([id, macro]) =>
    [...macrosUsedBy(macros, macro)].map((inner): Link => ({ from: [inner, 'in'], to: [id, 'holds'] })));
  const { order, cycles } = orderOf({ nodes: macros, links });
  const depths = new Map<string, number>(order.map((id) => [id, 1]));
  const holders = new Map<string, string[]>();
  for (const { from: [inner], to: [outer] } of links) holders.set(inner, [...(holders.get(inner) ?? []), outer]);
  let depth = 0;
  for (const id of order) {
    const own = depths.get(id)!;
    depth = Math.max(depth, own);
    for (const outer of holders.get(id) ?? []) if (depths.has(outer)) depths.set(outer, Math.max(depths.get(outer)!, own + 1));
  }
  return { depth, loops: cycles };
}
