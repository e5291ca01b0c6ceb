import { MACRO } from './types';
import type { Endpoint, GraphBody, GraphDocument, GraphNode, Link } from './types';

/** Stands between the key of a joined graph and the ids of its nodes. */
const BETWEEN = '~';

/** Id that a node of a joined graph has in the whole. */
export function joinedId(graph: string | undefined, node: string): string {
  return graph === undefined ? node : `${graph}${BETWEEN}${node}`;
}

/**
 * One document that holds a graph and others beside it, unlinked: what computes them all in one run, so that equal steps are computed once and every wire of one
 * can be compared with every wire of another. The first graph keeps its ids; those of the others, and of their macros, carry the graph's key in front.
 */
export function joinGraphs(first: GraphDocument, others: Readonly<Record<string, GraphDocument>>): GraphDocument {
  if (Object.keys(others).length === 0) return first;
  const parts = Object.entries(others).map(([key, graph]) => renamed(key, graph));
  return {
    ...first,
    nodes: Object.assign({}, first.nodes, ...parts.map(({ nodes }) => nodes)) as GraphBody['nodes'],
    links: [...first.links, ...parts.flatMap(({ links }) => links)],
    macros: Object.assign({}, first.macros, ...parts.map(({ macros }) => macros)) as GraphDocument['macros'],
  };
}

function renamed(key: string, graph: GraphDocument): Pick<GraphDocument, 'nodes' | 'links' | 'macros'> {
  const rename = (id: string): string => joinedId(key, id);
  /** Nodes that stand for a macro follow its new name; inside a macro ids stay. */
  const follow = (node: GraphNode): GraphNode => {
    const macro = node.type === MACRO ? node.params['macro'] : undefined;
    return typeof macro === 'string' ? { ...node, params: { ...node.params, macro: rename(macro) } } : node;
  };
  const end = ([node, port]: Endpoint): Endpoint => [rename(node), port];
  return {
    nodes: Object.fromEntries(Object.entries(graph.nodes).map(([id, node]) => [rename(id), follow(node)])),
    links: graph.links.map((link): Link => ({ ...link, from: end(link.from), to: end(link.to) })),
    macros: Object.fromEntries(Object.entries(graph.macros).map(([id, macro]) => [rename(id), { ...macro, nodes: Object.fromEntries(Object.entries(macro.nodes).map(([inner, node]) => [inner, follow(node)])) }])),
  };
}
