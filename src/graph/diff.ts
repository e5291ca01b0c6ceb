import { endKey } from './endpoints';
import { sameJson } from './equal';
import { own } from './record';
import type { GraphBody, GraphDocument, GraphNode, Json, Link, Macro } from './types';

export interface ValueChange { readonly name: string; readonly before: Json | undefined; readonly after: Json | undefined }

export interface NodeChange {
  readonly id: string;
  readonly params: readonly ValueChange[];
  /** Other keys: type, version, label, bypass, and what foreign writers put there. */
  readonly keys: readonly ValueChange[];
}

export interface Ids { readonly added: readonly string[]; readonly removed: readonly string[]; readonly changed: readonly string[] }

export interface BodyDiff {
  readonly nodes: { readonly added: readonly string[]; readonly removed: readonly string[]; readonly changed: readonly NodeChange[] };
  readonly links: { readonly added: readonly Link[]; readonly removed: readonly Link[] };
  /** Ids whose place, width or folding is another; frames and notes by id. */
  readonly view: { readonly nodes: readonly string[]; readonly frames: Ids; readonly notes: Ids };
}

export interface DocumentDiff extends BodyDiff {
  readonly macros: { readonly added: readonly string[]; readonly removed: readonly string[]; readonly changed: Readonly<Record<string, BodyDiff & { readonly ports: boolean; readonly title: boolean }>> };
  /** Document keys besides these, such as title and about. */
  readonly keys: readonly string[];
}

/** What makes `after` of `before`. What the two share by reference is not looked into, so after an edit this costs what the edit changed. */
export function diffDocuments(before: GraphDocument, after: GraphDocument): DocumentDiff {
  const macros = before.macros === after.macros ? { added: [], removed: [], changed: [] } : diffIds(before.macros, after.macros);
  const own = new Set(['nodes', 'links', 'view', 'macros']);
  const keys = new Set([...Object.keys(before), ...Object.keys(after)].filter((key) => !own.has(key)));
  return {
    ...diffBodies(before, after),
    macros: { ...macros, changed: Object.fromEntries(macros.changed.map((id) => [id, diffMacros(before.macros[id]!, after.macros[id]!)])) },
    keys: [...keys].filter((key) => !sameJson(before[key], after[key])),
  };
}

function diffMacros(before: Macro, after: Macro): DocumentDiff['macros']['changed'][string] {
  return {
    ...diffBodies(before, after),
    ports: !sameJson([before.inputs, before.outputs, before.params], [after.inputs, after.outputs, after.params]),
    title: !sameJson(before.title, after.title),
  };
}

export function diffBodies(before: GraphBody, after: GraphBody): BodyDiff {
  const nodes = before.nodes === after.nodes ? { added: [], removed: [], changed: [] } : diffIds(before.nodes, after.nodes);
  return {
    nodes: { ...nodes, changed: nodes.changed.map((id) => diffNodes(id, before.nodes[id]!, after.nodes[id]!)) },
    links: diffLinks(before.links, after.links),
    view: {
      nodes: before.view.nodes === after.view.nodes ? [] : Object.values(diffIds(before.view.nodes, after.view.nodes)).flat(),
      frames: diffLists(before.view.frames, after.view.frames),
      notes: diffLists(before.view.notes, after.view.notes),
    },
  };
}

export function isEmptyDiff({ nodes, links, view, macros, keys }: DocumentDiff): boolean {
  const none = (ids: { readonly added: readonly unknown[]; readonly removed: readonly unknown[]; readonly changed: readonly unknown[] }): boolean =>
    ids.added.length + ids.removed.length + ids.changed.length === 0;
  return none(nodes) && links.added.length + links.removed.length + view.nodes.length + keys.length === 0 && none(view.frames) && none(view.notes)
    && none({ ...macros, changed: Object.keys(macros.changed) });
}

function diffNodes(id: string, before: GraphNode, after: GraphNode): NodeChange {
  const { params: paramsBefore, ...restBefore } = before;
  const { params: paramsAfter, ...restAfter } = after;
  return { id, params: diffValues(paramsBefore, paramsAfter), keys: diffValues(restBefore as Values, restAfter as Values) };
}

type Values = Readonly<Record<string, Json | undefined>>;

function diffValues(before: Values, after: Values): readonly ValueChange[] {
  if (before === after) return [];
  return [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .map((name) => ({ name, before: own(before, name), after: own(after, name) }))
    .filter((change) => !sameJson(change.before, change.after));
}

function diffLinks(before: readonly Link[], after: readonly Link[]): { readonly added: readonly Link[]; readonly removed: readonly Link[] } {
  if (before === after) return { added: [], removed: [] };
  const shared = new Set<Link>(after);
  const removed = new Map(before.filter((link) => !shared.has(link)).map((link) => [`${endKey(link.from)}\u0000${endKey(link.to)}`, link]));
  const kept = new Set<Link>(before);
  const added = after.filter((link) => !kept.has(link) && !dropSame(removed, link));
  return { added, removed: [...removed.values()] };
}

function dropSame(removed: Map<string, Link>, link: Link): boolean {
  const key = `${endKey(link.from)}\u0000${endKey(link.to)}`;
  const other = removed.get(key);
  return other !== undefined && sameJson(other, link) && removed.delete(key);
}

function diffLists(before: readonly { readonly id: string }[], after: readonly { readonly id: string }[]): Ids {
  if (before === after) return { added: [], removed: [], changed: [] };
  const byId = (items: readonly { readonly id: string }[]): Readonly<Record<string, unknown>> => Object.fromEntries(items.map((item) => [item.id, item]));
  return diffIds(byId(before), byId(after));
}

function diffIds(before: Readonly<Record<string, unknown>>, after: Readonly<Record<string, unknown>>): Ids {
  const added: string[] = [];
  const changed: string[] = [];
  for (const id of Object.keys(after)) {
    if (!Object.hasOwn(before, id)) added.push(id);
    else if (before[id] !== after[id] && !sameJson(before[id], after[id])) changed.push(id);
  }
  return { added, removed: Object.keys(before).filter((id) => !Object.hasOwn(after, id)), changed };
}
