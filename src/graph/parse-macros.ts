import { endKey } from './endpoints';
import { parseMacroParams } from './macro-params';
import { isSafeName, safeName } from './names';
import { parseBody, parseEnd } from './parse-body';
import { parseText } from './parse-text';
import { own } from './record';
import type { Remarks } from './remarks';
import { isObject, putAside, step, warn } from './remarks';
import { MACRO } from './types';
import type { Endpoint, GraphBody, Json, JsonObject, Macro, MacroPort } from './types';

export interface ParsedMacros {
  readonly macros: Readonly<Record<string, Macro>>;
  /** Gives a body's macro nodes the macro ids that hold now. */
  readonly follow: <B extends GraphBody>(body: B) => B;
}

export function parseMacros(raw: Json | undefined, remarks: Remarks): ParsedMacros {
  if (raw !== undefined && !isObject(raw)) putAside(remarks, { path: 'macros' }, raw, 'The “macros” are not an object.', '“macros”不是对象。');
  const given = isObject(raw) ? raw : {};
  const macros: Record<string, Macro> = {};
  const renamed = new Map<string, string>();
  for (const [id, value] of Object.entries(given)) {
    const path = `macros/${step(id)}`;
    if (!isObject(value) || !isObject(value['nodes'])) {
      putAside(remarks, { path }, value, `The macro “${id}” has no “nodes”.`, `宏“${id}”没有“nodes”。`);
      continue;
    }
    const macro = parseMacro(value, id, remarks);
    if (isSafeName(id)) {
      macros[id] = macro;
      continue;
    }
    const next = safeName(id, (candidate) => Object.hasOwn(given, candidate) || Object.hasOwn(macros, candidate));
    renamed.set(id, next);
    macros[next] = macro;
    warn(remarks, { path }, `The macro id “${id}” cannot be used; the macro is now called “${next}”.`, `宏名称“${id}”不可用；该宏现名为“${next}”。`);
  }
  const follow = <B extends GraphBody>(body: B): B => (renamed.size === 0 ? body : {
    ...body,
    nodes: Object.fromEntries(Object.entries(body.nodes).map(([id, node]) => {
      const next = node.type === MACRO && typeof node.params['macro'] === 'string' ? renamed.get(node.params['macro']) : undefined;
      return [id, next === undefined ? node : { ...node, params: { ...node.params, macro: next } }];
    })),
  });
  return { macros: Object.fromEntries(Object.entries(macros).map(([id, macro]) => [id, follow(macro)])), follow };
}

function parseMacro(raw: JsonObject, id: string, remarks: Remarks): Macro {
  const { body, rename } = parseBody(raw, `macros/${step(id)}/`, remarks);
  const title = parseText(raw['title']);
  if (title === undefined && raw['title'] !== undefined) putAside(remarks, { path: `macros/${step(id)}/title` }, raw['title'], `The title of macro “${id}” is no text.`, `宏“${id}”的标题不是文本。`);
  const { nodes: _nodes, links: _links, view: _view, params: _params, ...rest } = raw;
  const params = parseMacroParams(raw['params'], id, `macros/${step(id)}/params`, body, rename, remarks);
  return {
    ...rest, ...body, title: title ?? id, ...(params.length === 0 ? {} : { params }),
    inputs: parsePorts(raw['inputs'], 'inputs', id, body, rename, remarks),
    outputs: parsePorts(raw['outputs'], 'outputs', id, body, rename, remarks),
  };
}

function parsePorts(raw: Json | undefined, side: 'inputs' | 'outputs', macro: string, body: GraphBody, rename: (id: string) => string, remarks: Remarks): readonly MacroPort[] {
  const at = `macros/${step(macro)}/${side}`;
  const words = side === 'inputs' ? { en: 'input', zh: '输入' } : { en: 'output', zh: '输出' };
  if (raw === undefined) return [];
  if (!Array.isArray(raw)) {
    putAside(remarks, { path: at }, raw, `The ${words.en}s of macro “${macro}” are not a list.`, `宏“${macro}”的${words.zh}不是列表。`);
    return [];
  }
  const names = new Set<string>();
  const fed = new Set(body.links.map((link) => endKey(link.to)));
  const ports: MacroPort[] = [];
  (raw as readonly Json[]).forEach((value, index) => {
    const path = `${at}/${index}`;
    const name = isObject(value) ? value['name'] : undefined;
    const given = isObject(value) ? value['ends'] : undefined;
    if (!isObject(value) || typeof name !== 'string' || !isSafeName(name) || names.has(name) || !Array.isArray(given)) {
      putAside(remarks, { path }, value,
        `The ${words.en} number ${index + 1} of macro “${macro}” lacks a “name” of its own or its “ends”.`, `宏“${macro}”的第 ${index + 1} 个${words.zh}缺少唯一的“name”或“ends”。`);
      return;
    }
    names.add(name);
    const { title: rawTitle, ...rest } = value;
    const title = parseText(rawTitle);
    if (title === undefined && rawTitle !== undefined) putAside(remarks, { path: `${path}/title` }, rawTitle, `The title of port “${name}” of macro “${macro}” is no text.`, `宏“${macro}”端口“${name}”的标题不是文本。`);
    const ends: Endpoint[] = [];
    (given as readonly Json[]).forEach((one, i) => {
      const end = parseEnd(one, rename);
      const usable = end && own(body.nodes, end[0]) && (side === 'inputs' ? !fed.has(endKey(end)) : ends.length === 0);
      if (!end || !usable) {
        putAside(remarks, { path: `${path}/ends/${i}` }, one,
          `An end of the ${words.en} “${name}” of macro “${macro}” leads to no free port of a node inside.`, `宏“${macro}”的${words.zh}“${name}”有一端没有通向内部节点的空闲端口。`);
        return;
      }
      if (side === 'inputs') fed.add(endKey(end));
      ends.push(end);
    });
    ports.push({ ...rest, name, ends, ...(title === undefined ? {} : { title }) });
  });
  return ports;
}
