import { endKey } from './endpoints';
import type { Expanded, Tap } from './expand';
import { expand } from './expand';
import type { Macros } from './macro-nesting';
import { own } from './record';
import type { Endpoint, GraphBody, GraphNode, GraphWarning, Link } from './types';

/** A node's inputs in their order, and the kind of each output: all that bypass needs to know of a node type. */
export interface PortKinds {
  readonly inputs: readonly string[];
  readonly outputs: Readonly<Record<string, string>>;
}

/** A body without macros and reroutes, for running. */
export interface FlatGraph {
  /** Ids are the document's; inside a macro they are `macroNode/inner`. */
  readonly nodes: Readonly<Record<string, GraphNode>>;
  readonly links: readonly Link[];
  /** From flat id to the ids from the document down: `['m', 'inner']`. The first is the node that stands on the canvas. */
  readonly pathOf: ReadonlyMap<string, readonly string[]>;
  /** The flat output behind an output of any node of the document: of a reroute, of a macro node, of a bypassed node (ids as in `nodes`); undefined when nothing feeds it. */
  readonly sourceOf: (end: Endpoint) => Endpoint | undefined;
  /** The flat output that feeds an input of any node of the document, macro nodes and reroutes included. */
  readonly feedOf: (end: Endpoint) => Endpoint | undefined;
  /** What could not be expanded, `where.node` as a flat id; such nodes stay in `nodes` as they are. */
  readonly problems: readonly GraphWarning[];
}

/** Vanishing nodes in a row inside a loop; outside loops each source is settled before it is asked for. */
const MAX_WALK = 300;

/**
 * Expands macros and takes reroutes away, in O(nodes + links) of the result. Total on any document; loops of nodes stay loops.
 *
 * With `kindsOf` bypassed nodes go too: each output hands on the first input that carries its kind. A bypassed node whose outputs are
 * read but match no input stays, `bypass` still true, for the caller to report. Without `kindsOf` all bypassed nodes stay, and those
 * inside a bypassed macro count as bypassed.
 */
export function flatten(document: GraphBody & { readonly macros: Macros }, kindsOf?: (node: GraphNode) => PortKinds | undefined): FlatGraph {
  const expanded = expand(document, kindsOf !== undefined);
  const { sourceOf, feedOf, stays } = resolver(expanded, kindsOf);
  const kept = [...expanded.nodes].filter(([id, { hidden }]) => !hidden && stays(id));
  const flatIds = new Set(kept.map(([id]) => id));
  const links: Link[] = [];
  for (const [key, tap] of expanded.into) {
    const to = key.split('\u0000') as unknown as Endpoint;
    const from = flatIds.has(to[0]) ? (tap.side === 'output' ? sourceOf(tap.end) : feedOf(tap.end)) : undefined;
    if (from && flatIds.has(from[0])) links.push({ from, to: [to[0], to[1]] });
  }
  return {
    nodes: Object.fromEntries(kept.map(([id, { node }]) => [id, node])),
    links,
    pathOf: new Map(kept.map(([id, { path }]) => [id, path])),
    sourceOf, feedOf,
    problems: expanded.problems,
  };
}

interface Resolver {
  readonly sourceOf: (end: Endpoint) => Endpoint | undefined;
  readonly feedOf: (end: Endpoint) => Endpoint | undefined;
  readonly stays: (id: string) => boolean;
}

function resolver({ nodes, into, through, sequence, used }: Expanded, kindsOf: ((node: GraphNode) => PortKinds | undefined) | undefined): Resolver {
  const settled = new Map<string, Endpoint | undefined>();
  const walking = new Set<string>();
  const vanished = new Map<string, ReadonlyMap<string, Endpoint | undefined> | 'stays'>();

  const feedOf = (end: Endpoint): Endpoint | undefined => {
    const tap = into.get(endKey(end));
    return tap && follow(tap);
  };
  const follow = (tap: Tap): Endpoint | undefined => (tap.side === 'output' ? sourceOf(tap.end) : feedOf(tap.end));

  /** Memoised; a walk that comes back to where it is finds nothing there. */
  const sourceOf = (end: Endpoint): Endpoint | undefined => {
    const key = endKey(end);
    if (settled.has(key)) return settled.get(key);
    if (walking.has(key) || walking.size > MAX_WALK) return undefined;
    walking.add(key);
    const source = walk(end, key);
    walking.delete(key);
    settled.set(key, source);
    return source;
  };
  const walk = (end: Endpoint, key: string): Endpoint | undefined => {
    const stand = through.get(key);
    if (stand) return stand.side === 'first-of' ? firstOf(stand.inputs, kindOf(stand.like && sourceOf(stand.like))) : follow(stand);
    if (!nodes.has(end[0])) return undefined;
    const handed = bypassed(end[0]);
    return handed === 'stays' ? end : handed.get(end[1]);
  };

  const kindOf = (end: Endpoint | undefined): string | undefined => {
    const flat = end && nodes.get(end[0]);
    const kinds = flat && kindsOf?.(flat.node);
    return end && kinds && own(kinds.outputs, end[1]);
  };
  const firstOf = (inputs: readonly Endpoint[], kind: string | undefined): Endpoint | undefined => {
    if (kind === undefined) return undefined;
    for (const input of inputs) {
      const source = feedOf(input);
      if (source && kindOf(source) === kind) return source;
    }
    return undefined;
  };

  /** What each output of a bypassed node hands on; 'stays' for any other node and for one that cannot be bypassed. */
  const bypassed = (id: string): ReadonlyMap<string, Endpoint | undefined> | 'stays' => {
    const known = vanished.get(id);
    if (known) return known;
    const flat = nodes.get(id);
    const kinds = flat?.node.bypass === true ? kindsOf?.(flat.node) : undefined;
    let result: ReadonlyMap<string, Endpoint | undefined> | 'stays' = 'stays';
    if (kinds) {
      const inputs = kinds.inputs.map((port): Endpoint => [id, port]);
      const handed = new Map(Object.entries(kinds.outputs).map(([port, kind]) => [port, firstOf(inputs, kind)]));
      const missed = [...handed].some(([port, source]) => source === undefined && used.has(endKey([id, port])));
      if (!missed) result = handed;
    }
    vanished.set(id, result);
    return result;
  };

  // In the order of need: every source is settled before it is asked for, so chains of any length need no deep walk.
  for (const item of sequence) {
    if (typeof item === 'string') bypassed(item);
    else sourceOf(item);
  }
  return { sourceOf, feedOf, stays: (id) => bypassed(id) === 'stays' };
}
