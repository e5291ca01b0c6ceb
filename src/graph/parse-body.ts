import { endKey } from './endpoints';
import { isSafeName, safeName } from './names';
import { own } from './record';
import type { Remarks } from './remarks';
import { atNode, isObject, putAside, step, warn } from './remarks';
import { parseText } from './parse-text';
import type { Endpoint, GraphBody, GraphNode, Json, JsonObject, Link } from './types';
import { parseView } from './parse-view';

/** Reads nodes, links and view of a document (`at` = '') or of a macro (`at` = 'macros/id/'). `rename` maps ids that had to change. */
export function parseBody(raw: JsonObject, at: string, remarks: Remarks): { readonly body: GraphBody; readonly rename: (id: string) => string } {
  const { nodes, rename } = parseNodes(raw, at, remarks);
  const links = parseLinks(raw, at, nodes, rename, remarks);
  return { body: { nodes, links, view: parseView(raw['view'], `${at}view`, rename, remarks) }, rename };
}

function parseNodes(raw: JsonObject, at: string, remarks: Remarks): { readonly nodes: Readonly<Record<string, GraphNode>>; readonly rename: (id: string) => string } {
  const given = isObject(raw['nodes']) ? raw['nodes'] : {};
  const renamed = new Map<string, string>();
  const nodes: Record<string, GraphNode> = {};
  for (const [id, value] of Object.entries(given)) {
    const path = `${at}nodes/${step(id)}`;
    const node = parseNode(value, id, path, remarks);
    if (!node) continue;
    if (isSafeName(id)) {
      nodes[id] = node;
      continue;
    }
    const next = safeName(id, (candidate) => Object.hasOwn(given, candidate) || Object.hasOwn(nodes, candidate));
    renamed.set(id, next);
    nodes[next] = node;
    warn(remarks, atNode(path, next), `The node id “${id}” cannot be used; the node is now called “${next}”.`, `节点名称“${id}”不可用；该节点现名为“${next}”。`);
  }
  return { nodes, rename: (id) => renamed.get(id) ?? id };
}

function parseNode(value: Json, id: string, path: string, remarks: Remarks): GraphNode | undefined {
  const type = isObject(value) ? value['type'] : undefined;
  if (!isObject(value) || typeof type !== 'string' || type === '' || type in Object.prototype) {
    putAside(remarks, { path }, value, `The node “${id}” has no usable “type”.`, `节点“${id}”没有可用的“type”。`);
    return undefined;
  }
  const aside = (key: string, en: string, zh: string): void => {
    const wrong = value[key];
    const where = atNode(`${path}/${key}`, id);
    if (wrong === undefined) warn(remarks, where, en, zh);
    else putAside(remarks, where, wrong, en, zh);
  };
  let { version, params } = value;
  if (typeof version !== 'number' || !Number.isInteger(version) || version < 1) {
    aside('version', `The node “${id}” has no whole “version” from 1 up; it is read as version 1.`, `节点“${id}”没有从 1 起的整数“version”；按版本 1 读取。`);
    version = 1;
  }
  if (!isObject(params)) {
    aside('params', `The node “${id}” has no “params” object; its defaults hold.`, `节点“${id}”没有“params”对象；使用默认参数。`);
    params = {};
  }
  const { label, bypass, ...rest } = value;
  const name = parseText(label);
  if (label !== undefined && name === undefined) aside('label', `The label of node “${id}” is no text.`, `节点“${id}”的标签不是文本。`);
  if (bypass !== undefined && typeof bypass !== 'boolean') aside('bypass', `“bypass” of node “${id}” is neither true nor false.`, `节点“${id}”的“bypass”既不是 true 也不是 false。`);
  return {
    ...rest, type, version, params,
    ...(name === undefined ? {} : { label: name }),
    ...(typeof bypass === 'boolean' ? { bypass } : {}),
  };
}

function parseLinks(raw: JsonObject, at: string, nodes: Readonly<Record<string, GraphNode>>, rename: (id: string) => string, remarks: Remarks): readonly Link[] {
  const given = raw['links'];
  if (given === undefined) return [];
  if (!Array.isArray(given)) {
    putAside(remarks, { path: `${at}links` }, given, 'The “links” are not a list.', '“links”不是列表。');
    return [];
  }
  const links: Link[] = [];
  const fed = new Set<string>();
  (given as readonly Json[]).forEach((value, index) => {
    const where = { link: index, path: `${at}links/${index}` };
    const from = isObject(value) ? parseEnd(value['from'], rename) : undefined;
    const to = isObject(value) ? parseEnd(value['to'], rename) : undefined;
    if (!isObject(value) || !from || !to) {
      putAside(remarks, where, value,
        `Link ${index + 1} has no “from” and “to” of the form ["node", "port"].`, `第 ${index + 1} 条连线缺少形如 ["节点", "端口"] 的“from”和“to”。`);
      return;
    }
    const absent = [from, to].find(([id]) => !own(nodes, id));
    if (absent) {
      putAside(remarks, where, value,
        `Link ${index + 1} goes to a node that is not there, “${absent[0]}”.`, `第 ${index + 1} 条连线指向不存在的节点“${absent[0]}”。`);
    } else if (fed.has(endKey(to))) {
      putAside(remarks, { ...where, ...atNode(where.path, to[0]), port: to[1] }, value,
        `Link ${index + 1} goes into “${to[1]}” of “${to[0]}”, which has a link already; an input takes one.`,
        `第 ${index + 1} 条连线接入“${to[0]}”的“${to[1]}”，但该输入已有连线；一个输入只能接一条。`);
    } else {
      fed.add(endKey(to));
      links.push({ ...value, from, to });
    }
  });
  return links;
}

/** `["node", "port"]` with the node's id as it is called now. */
export function parseEnd(value: Json | undefined, rename: (id: string) => string): Endpoint | undefined {
  if (!Array.isArray(value) || value.length !== 2) return undefined;
  const [node, port] = value as readonly Json[];
  return typeof node === 'string' && typeof port === 'string' && isSafeName(port) ? [rename(node), port] : undefined;
}
