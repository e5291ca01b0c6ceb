import type { Edited } from './edited';
import { refuse, refuseMissing } from './edited';
import { sameJson } from './equal';
import { cleanJson } from './json-copy';
import { LIMITS } from './limits';
import { mapEnds } from './macro-ends';
import { mapMacroParams } from './macro-params';
import { freshId, isSafeName } from './names';
import { own, withKey, withoutKeys } from './record';
import { isObject } from './remarks';
import type { Endpoint, GraphBody, GraphNode, Json, JsonObject, LocalText } from './types';

export interface NewNode {
  readonly type: string;
  readonly version: number;
  readonly params: JsonObject;
  readonly label?: LocalText;
  /** Wanted id, such as `source`; refused when taken. Absent: made from the type. */
  readonly id?: string;
  /** Top left corner, in canvas units. */
  readonly at?: { readonly x: number; readonly y: number };
}

/** Adds a node; `added` holds its id. `random` gives numbers in [0, 1). */
export function addNode<B extends GraphBody>(body: B, spec: NewNode, random: () => number): Edited<B> {
  if (Object.keys(body.nodes).length >= LIMITS.nodes) {
    return refuse(body, `A graph holds at most ${LIMITS.nodes} nodes.`, `一个图最多包含 ${LIMITS.nodes} 个节点。`);
  }
  if (spec.type === '' || spec.type in Object.prototype || !Number.isInteger(spec.version) || spec.version < 1) {
    return refuse(body, `“${spec.type}” version ${spec.version} cannot be a node type.`, `“${spec.type}”版本 ${spec.version} 不能作为节点类型。`);
  }
  const taken = (id: string): boolean => Object.hasOwn(body.nodes, id);
  if (spec.id !== undefined && (!isSafeName(spec.id) || taken(spec.id))) return refuseId(body, spec.id);
  const id = spec.id ?? freshId(spec.type, taken, random);
  const params = cleanJson(spec.params);
  if (params === undefined || !isObject(params)) return refuseValue(body, spec.type);
  const node: GraphNode = { type: spec.type, version: spec.version, params, ...(spec.label === undefined ? {} : { label: spec.label }) };
  const at = spec.at && Number.isFinite(spec.at.x) && Number.isFinite(spec.at.y) ? spec.at : undefined;
  return {
    document: {
      ...body,
      nodes: withKey(body.nodes, id, node),
      ...(at ? { view: { ...body.view, nodes: withKey(body.view.nodes, id, { x: at.x, y: at.y }) } } : {}),
    },
    added: [id],
  };
}

/** Removes nodes with their links and places; ids that are not there are passed over. */
export function removeNodes<B extends GraphBody>(body: B, ids: Iterable<string>): Edited<B> {
  const gone = new Set([...ids].filter((id) => Object.hasOwn(body.nodes, id)));
  if (gone.size === 0) return { document: body };
  const links = body.links.filter((link) => !gone.has(link.from[0]) && !gone.has(link.to[0]));
  const removed = mapEnds({
    ...body,
    nodes: withoutKeys(body.nodes, gone),
    links: links.length === body.links.length ? body.links : links,
    view: { ...body.view, nodes: withoutKeys(body.view.nodes, gone) },
  }, (end) => (gone.has(end[0]) ? [] : [end]));
  return { document: mapMacroParams(removed, (param) => (gone.has(param.node) ? undefined : param)) };
}

/** Sets one param. Refused for a value that JSON cannot hold, such as NaN. */
export function setParam<B extends GraphBody>(body: B, id: string, name: string, value: Json): Edited<B> {
  const node = own(body.nodes, id);
  if (!node) return refuseMissing(body, id);
  const clean = cleanJson(value);
  if (clean === undefined || name === '__proto__') return refuseValue(body, name);
  if (Object.hasOwn(node.params, name) && sameJson(node.params[name], clean)) return { document: body };
  return changeNode(body, id, { ...node, params: { ...node.params, [name]: clean } });
}

/** Takes a param away, so that the node type's default holds again. */
export function resetParam<B extends GraphBody>(body: B, id: string, name: string): Edited<B> {
  const node = own(body.nodes, id);
  if (!node) return refuseMissing(body, id);
  if (!Object.hasOwn(node.params, name)) return { document: body };
  return changeNode(body, id, { ...node, params: withoutKeys(node.params, new Set([name])) });
}

/** Sets the user's own name of a node; an empty one takes it away. */
export function setLabel<B extends GraphBody>(body: B, id: string, label: string): Edited<B> {
  const node = own(body.nodes, id);
  if (!node) return refuseMissing(body, id);
  if ((node.label ?? '') === label) return { document: body };
  const { label: _old, ...rest } = node;
  return changeNode(body, id, (label === '' ? rest : { ...node, label }) as GraphNode);
}

export function setBypass<B extends GraphBody>(body: B, ids: Iterable<string>, bypass: boolean): Edited<B> {
  let nodes = body.nodes;
  for (const id of ids) {
    const node = own(nodes, id);
    if (!node || (node.bypass ?? false) === bypass) continue;
    const { bypass: _old, ...rest } = node;
    nodes = withKey(nodes, id, (bypass ? { ...node, bypass } : rest) as GraphNode);
  }
  return { document: nodes === body.nodes ? body : { ...body, nodes } };
}

/** Gives a node another id; its links, its place and the ports of a macro around it follow. */
export function renameNode<B extends GraphBody>(body: B, id: string, next: string): Edited<B> {
  if (!Object.hasOwn(body.nodes, id)) return refuseMissing(body, id);
  if (id === next) return { document: body };
  if (!isSafeName(next) || Object.hasOwn(body.nodes, next)) return refuseId(body, next);
  const follow = (end: Endpoint): Endpoint => (end[0] === id ? [next, end[1]] : end);
  const renameKey = <T>(record: Readonly<Record<string, T>>): Readonly<Record<string, T>> =>
    (Object.hasOwn(record, id) ? Object.fromEntries(Object.entries(record).map(([key, value]) => [key === id ? next : key, value])) : record);
  const renamed = mapEnds({
    ...body,
    nodes: renameKey(body.nodes),
    links: body.links.map((link) => (link.from[0] === id || link.to[0] === id ? { ...link, from: follow(link.from), to: follow(link.to) } : link)),
    view: { ...body.view, nodes: renameKey(body.view.nodes) },
  }, (end) => [follow(end)]);
  return { document: mapMacroParams(renamed, (param) => (param.node === id ? { ...param, node: next } : param)), added: [next] };
}

function changeNode<B extends GraphBody>(body: B, id: string, node: GraphNode): Edited<B> {
  return { document: { ...body, nodes: withKey(body.nodes, id, node) } };
}

function refuseId<B>(body: B, id: string): Edited<B> {
  return refuse(body,
    `“${id}” cannot be the name of a node here: it is taken, or holds a slash or another character that names cannot have.`,
    `“${id}”不能用作节点名称：该名称已被使用，或含有斜杠等不允许的字符。`);
}

function refuseValue<B>(body: B, name: string): Edited<B> {
  return refuse(body,
    `The value of “${name}” cannot be saved: it must be plain data, with finite numbers.`,
    `“${name}”的值无法保存：必须是普通数据，且数字必须有限。`);
}
