import type { Edited } from './edited';
import { refuse } from './edited';
import { viewIdTaken } from './edit-view';
import { endKey } from './endpoints';
import { sameJson } from './equal';
import { LIMITS } from './limits';
import type { Macros } from './macro-nesting';
import { macrosUsedBy, macrosWithin } from './macro-nesting';
import type { NodeHistories } from './migrate';
import { freshId } from './names';
import { parseEnd } from './parse-body';
import type { ParsedGraph } from './parse';
import { parseGraph } from './parse';
import { own } from './record';
import type { Scope } from './scope';
import { bodyAt, checkNesting, editScope } from './scope';
import { serialise } from './serialise';
import { cornerOf, splitView } from './view-parts';
import { EMPTY_VIEW, MACRO } from './types';
import type { GraphBody, GraphDocument, GraphNode, Json, JsonObject, Link } from './types';

/** A part of a document that can be put elsewhere: nodes, frames and notes, wires among them, the macros they need. */
export interface Fragment extends GraphBody {
  readonly macros: Macros;
  /** Wires that came into the part from outside. */
  readonly outside: readonly Link[];
}

/** Document key of the outside wires in a fragment's text. */
const OUTSIDE = 'x-outside';

/** Copies nodes, frames and notes by id; undefined when none of the ids is there. */
export function extractFragment(document: GraphDocument, ids: Iterable<string>, scope?: Scope): Fragment | undefined {
  const wanted = new Set(ids);
  const body = bodyAt(document, scope);
  if (!body) return undefined;
  const nodes = Object.fromEntries(Object.entries(body.nodes).filter(([id]) => wanted.has(id)));
  const { taken } = splitView(body.view, (id) => Object.hasOwn(nodes, id), (id) => wanted.has(id));
  if (Object.keys(nodes).length + taken.frames.length + taken.notes.length === 0) return undefined;
  const needed = macrosWithin(document.macros, macrosUsedBy(document.macros, { nodes }));
  const inside = (end: readonly [string, string]): boolean => Object.hasOwn(nodes, end[0]);
  return {
    nodes,
    links: body.links.filter(({ from, to }) => inside(from) && inside(to)),
    outside: body.links.filter(({ from, to }) => !inside(from) && inside(to)),
    view: taken,
    macros: Object.fromEntries(Object.entries(document.macros).filter(([id]) => needed.has(id))),
  };
}

export interface InsertOptions {
  readonly random: () => number;
  /** The macro to put it into; the document itself when absent. */
  readonly scope?: Scope;
  /** Where the top left corner comes to lie, in canvas units. */
  readonly at?: { readonly x: number; readonly y: number };
  /** Or how far from where it was. */
  readonly offset?: { readonly x: number; readonly y: number };
  /** Ties the wires that came from outside to the same nodes here, where they are. */
  readonly keepOutside?: boolean;
}

/** Puts a fragment in: ids that are taken become fresh ones, macros that are here already serve again. `added` holds the new ids. */
export function insertFragment(document: GraphDocument, fragment: Fragment, options: InsertOptions): Edited<GraphDocument> {
  const { random, scope } = options;
  const target = bodyAt(document, scope);
  if (!target) return refuse(document, `There is no macro “${scope ?? ''}” in this graph.`, `此图中没有宏“${scope ?? ''}”。`);
  if (Object.keys(target.nodes).length + Object.keys(fragment.nodes).length > LIMITS.nodes || target.links.length + fragment.links.length + fragment.outside.length > LIMITS.links) {
    return refuse(document, `A graph holds at most ${LIMITS.nodes} nodes and ${LIMITS.links} links.`, `一个图最多包含 ${LIMITS.nodes} 个节点和 ${LIMITS.links} 条连线。`);
  }
  const { macros, follow } = joinMacros(document.macros, fragment.macros, random);
  const renamed = renameAll(target, fragment, random);
  const edited = editScope({ ...document, macros }, scope, (body) => ({
    document: joinBody(body, { ...fragment, nodes: follow(fragment.nodes) }, renamed, options),
    added: [...renamed.values()],
  }));
  return edited.refused ? { document, refused: edited.refused } : checkNesting(document, edited);
}

/** Copies nodes, frames and notes beside themselves; wires from outside are kept unless told otherwise. */
export function duplicate(document: GraphDocument, ids: Iterable<string>, options: InsertOptions): Edited<GraphDocument> {
  const fragment = extractFragment(document, ids, options.scope);
  if (!fragment) return { document };
  return insertFragment(document, fragment, { offset: { x: 40, y: 40 }, keepOutside: true, ...options });
}

/** A fragment as text for the clipboard: itself a small document, so that it can be saved as a file too. */
export function fragmentText({ outside, ...body }: Fragment): string {
  return serialise({ format: 1, id: 'fragment', title: '', ...body, ...(outside.length > 0 ? { [OUTSIDE]: outside } : {}) });
}

/** Reads a fragment from text; any document's text will do. */
export function readFragment(text: string, nodeHistories?: NodeHistories): { readonly fragment: Fragment } | (ParsedGraph & { readonly graph: undefined }) {
  const parsed = parseGraph(text, nodeHistories);
  if (!parsed.graph) return parsed;
  const { nodes, links, view, macros, [OUTSIDE]: outside } = parsed.graph;
  const wires = (Array.isArray(outside) ? (outside as readonly Json[]) : []).flatMap((one): Link[] => {
    const { from: rawFrom, to: rawTo } = (typeof one === 'object' && one !== null ? one : {}) as JsonObject;
    const [from, to] = [rawFrom, rawTo].map((end) => parseEnd(end, (id) => id));
    return from && to ? [{ from, to }] : [];
  });
  return { fragment: { nodes, links, view, macros, outside: wires } };
}

/** Macros of both; one that is here already, the same to its depths, is not doubled. */
function joinMacros(here: Macros, coming: Macros, random: () => number): { readonly macros: Macros; readonly follow: (nodes: GraphBody['nodes']) => GraphBody['nodes'] } {
  const same = (id: string): boolean => [...macrosWithin(coming, [id])].every((inner) => sameJson(own(here, inner), own(coming, inner)));
  const ids = new Map(Object.keys(coming).map((id): [string, string] => {
    const taken = (candidate: string): boolean => Object.hasOwn(here, candidate) || (candidate !== id && Object.hasOwn(coming, candidate));
    return [id, same(id) || !Object.hasOwn(here, id) ? id : freshId('macro', taken, random)];
  }));
  const follow = (nodes: GraphBody['nodes']): GraphBody['nodes'] => Object.fromEntries(Object.entries(nodes).map(([id, node]) => {
    const macro = node.type === MACRO ? node.params['macro'] : undefined;
    const next = typeof macro === 'string' ? ids.get(macro) : undefined;
    return [id, next === undefined || next === macro ? node : { ...node, params: { ...node.params, macro: next } }];
  }));
  const added = Object.entries(coming).filter(([id]) => !same(id)).map(([id, macro]) => [ids.get(id)!, { ...macro, nodes: follow(macro.nodes) }] as const);
  return { macros: added.length === 0 ? here : { ...here, ...Object.fromEntries(added) }, follow };
}

function renameAll(target: GraphBody, fragment: Fragment, random: () => number): ReadonlyMap<string, string> {
  const own = [...Object.keys(fragment.nodes), ...fragment.view.frames.map(({ id }) => id), ...fragment.view.notes.map(({ id }) => id)];
  const coming = new Set(own);
  const used = new Set<string>();
  return new Map(own.map((id): [string, string] => {
    const taken = (candidate: string): boolean => used.has(candidate) || viewIdTaken(target, candidate);
    const stem = Object.hasOwn(fragment.nodes, id) ? fragment.nodes[id]!.type : id.replace(/-[0-9a-z]{4}$/, '');
    const next = taken(id) ? freshId(stem, (candidate) => taken(candidate) || coming.has(candidate), random) : id;
    used.add(next);
    return [id, next];
  }));
}

function joinBody<B extends GraphBody>(body: B, fragment: Fragment, renamed: ReadonlyMap<string, string>, options: InsertOptions): B {
  const view = { ...EMPTY_VIEW, ...fragment.view };
  const corner = cornerOf(view);
  const dx = options.at && corner ? options.at.x - corner.x : options.offset?.x ?? 0;
  const dy = options.at && corner ? options.at.y - corner.y : options.offset?.y ?? 0;
  const shift = <T extends { readonly x: number; readonly y: number }>(item: T): T => ({ ...item, x: item.x + dx, y: item.y + dy });
  const rename = (id: string): string => renamed.get(id) ?? id;
  const inside = fragment.links.map((link): Link => ({ ...link, from: [rename(link.from[0]), link.from[1]], to: [rename(link.to[0]), link.to[1]] }));
  const fed = new Set(inside.map((link) => endKey(link.to)));
  const outside = options.keepOutside !== true ? [] : fragment.outside
    .filter((link) => Object.hasOwn(body.nodes, link.from[0]) && renamed.has(link.to[0]))
    .map((link): Link => ({ ...link, to: [rename(link.to[0]), link.to[1]] }))
    .filter((link) => !fed.has(endKey(link.to)));
  const nodes = Object.entries(fragment.nodes).map(([id, node]): [string, GraphNode] => [rename(id), node]);
  return {
    ...body,
    nodes: { ...body.nodes, ...Object.fromEntries(nodes) },
    links: [...body.links, ...inside, ...outside],
    view: {
      ...body.view,
      nodes: { ...body.view.nodes, ...Object.fromEntries(Object.entries(view.nodes).map(([id, place]) => [rename(id), shift(place)])) },
      frames: [...body.view.frames, ...view.frames.map((frame) => ({ ...shift(frame), id: rename(frame.id) }))],
      notes: [...body.view.notes, ...view.notes.map((note) => ({ ...shift(note), id: rename(note.id) }))],
    },
  };
}
