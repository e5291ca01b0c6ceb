import { endKey } from './endpoints';
import { cleanJson } from './json-copy';
import { mapEnds } from './macro-ends';
import { nodeName } from './names';
import { own } from './record';
import type { Remarks } from './remarks';
import { atNode, isObject, putAside, warn } from './remarks';
import type { Endpoint, GraphBody, GraphNode, Json, JsonObject, Link } from './types';

/** The format this code writes. */
export const FORMAT = 1;

/** From format n (index 0 = format 1) to n + 1, on the raw JSON. Each keeps keys it does not know. */
export type FormatMigration = (document: JsonObject) => JsonObject;

/** Empty while there is one format; a new one is appended, never changed, with a fixture of the old format beside the tests. */
export const FORMAT_MIGRATIONS: readonly FormatMigration[] = [];

/** Brings raw JSON of an older format up to `migrations.length + 1`; the given object is not touched. */
export function migrateFormat(document: JsonObject, format: number, migrations: readonly FormatMigration[] = FORMAT_MIGRATIONS): JsonObject {
  let current = document;
  for (let from = Math.max(1, format); from <= migrations.length; from += 1) current = { ...migrations[from - 1]!(current), format: from + 1 };
  return current;
}

/** One step up for a node type: its params, and old port name → new port name. */
export interface NodeMigration {
  readonly params: (params: JsonObject) => JsonObject;
  readonly inputs?: Readonly<Record<string, string>>;
  readonly outputs?: Readonly<Record<string, string>>;
}

/** What migration needs of a node definition: its version, and the way from each earlier one (index 0 = from version 1). */
export interface NodeHistory {
  readonly version: number;
  readonly migrations?: readonly NodeMigration[];
}

/** Looks a node type's history up; undefined for types that are not known here. */
export type NodeHistories = (type: string) => NodeHistory | undefined;

interface Renames { readonly inputs: Map<string, string>; readonly outputs: Map<string, string> }

/**
 * Brings every node of a body to its type's version, links and macro ports included. A node of an unknown type or a newer version
 * stays as it is, and so does one whose migration fails; both with a warning where the user should know.
 */
export function migrateNodes<B extends GraphBody>(body: B, histories: NodeHistories, at: string, remarks: Remarks): B {
  const renames = new Map<string, Renames>();
  let changed = false;
  const nodes = Object.fromEntries(Object.entries(body.nodes).map(([id, node]): [string, GraphNode] => {
    const history = histories(node.type);
    if (!history || history.version === node.version) return [id, node];
    const where = atNode(`${at}nodes/${id}`, id);
    if (node.version > history.version) {
      warn(remarks, where,
        `${nodeName(id, node)} was made with version ${node.version} of its node type; this program has version ${history.version}. It may behave differently; a newer program would read it exactly.`,
        `${nodeName(id, node)} 由其节点类型的版本 ${node.version} 创建；本程序为版本 ${history.version}。其行为可能不同；更新的程序可准确读取。`);
      return [id, node];
    }
    const params = climb(node, history);
    if (!params) {
      warn(remarks, where,
        `${nodeName(id, node)} could not be brought from version ${node.version} to ${history.version} of its node type; it is kept as it was. Replace it by a new node of the same type.`,
        `${nodeName(id, node)} 无法从其节点类型的版本 ${node.version} 升级到 ${history.version}；已按原样保留。请用同类型的新节点替换。`);
      return [id, node];
    }
    changed = true;
    renames.set(id, portRenames(node.version, history));
    return [id, { ...node, version: history.version, params }];
  }));
  if (!changed) return body;
  const input = (end: Endpoint): Endpoint => renamed(end, renames.get(end[0])?.inputs);
  const output = (end: Endpoint): Endpoint => renamed(end, renames.get(end[0])?.outputs);
  const fed = new Set<string>();
  const keepOne = (end: Endpoint, path: string, value: Json): boolean => {
    if (!fed.has(endKey(end))) return fed.add(endKey(end)) !== undefined;
    putAside(remarks, { ...atNode(`${at}${path}`, end[0]), port: end[1] }, value,
      `“${end[1]}” of “${end[0]}” takes over what were two inputs; what fed the second has no place.`, `“${end[0]}”的“${end[1]}”合并了原来的两个输入；第二个输入的来源无处可接。`);
    return false;
  };
  const links = body.links.map((link): Link => ({ ...link, from: output(link.from), to: input(link.to) }))
    .filter(({ from, to }, index) => keepOne(to, `links/${index}`, { from, to }));
  return mapEnds({ ...body, nodes, links }, (end, side) => {
    if (side === 'outputs') return [output(end)];
    return keepOne(input(end), 'inputs', end) ? [input(end)] : [];
  });
}

function climb(node: GraphNode, history: NodeHistory): JsonObject | undefined {
  let params: JsonObject = node.params;
  try {
    for (let version = node.version; version < history.version; version += 1) {
      const step = history.migrations?.[version - 1];
      const next = step && cleanJson(step.params(params));
      if (!isObject(next)) return undefined;
      params = next;
    }
    return params;
  } catch {
    return undefined;
  }
}

function portRenames(from: number, history: NodeHistory): Renames {
  const follow = (side: 'inputs' | 'outputs'): Map<string, string> => {
    const names = new Map<string, string>();
    for (const step of (history.migrations ?? []).slice(from - 1, history.version - 1)) {
      const table = step[side] ?? {};
      const earlier = [...names];
      const targets = new Set(names.values());
      for (const [oldName, newName] of Object.entries(table)) if (!targets.has(oldName) && !names.has(oldName)) names.set(oldName, newName);
      for (const [first, last] of earlier) names.set(first, own(table, last) ?? last);
    }
    return names;
  };
  return { inputs: follow('inputs'), outputs: follow('outputs') };
}

function renamed(end: Endpoint, names: ReadonlyMap<string, string> | undefined): Endpoint {
  const next = names?.get(end[1]);
  return next === undefined ? end : [end[0], next];
}
