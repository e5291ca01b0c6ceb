import type { Edited } from './edited';
import { refuse } from './edited';
import { isMacroBody } from './macro-ends';
import { isSafeName, safeName } from './names';
import { parseText } from './parse-text';
import { own, withKey } from './record';
import type { Remarks } from './remarks';
import { isObject, putAside } from './remarks';
import type { GraphBody, GraphDocument, GraphNode, Json, LocalText, Macro, MacroParam } from './types';

/** Key of a macro node's params that names its macro: no exposed param can be called so. */
const TAKEN = 'macro';

/** A macro's inside as one macro node sees it: params that the node sets through exposed ones take the place of the inside nodes' own. */
export function withExposedParams(macro: Macro, node: GraphNode): Macro {
  let { nodes } = macro;
  for (const { name, node: id, param } of macro.params ?? []) {
    const inner = own(nodes, id);
    const value = own(node.params, name);
    if (inner && value !== undefined) nodes = withKey(nodes, id, { ...inner, params: { ...inner.params, [param]: value } });
  }
  return nodes === macro.nodes ? macro : { ...macro, nodes };
}

/** Exposes a param of an inside node under a name of its own; each node that stands for the macro can then set it for itself. */
export function exposeParam(document: GraphDocument, macroId: string, id: string, param: string, title?: LocalText): Edited<GraphDocument> {
  const macro = own(document.macros, macroId);
  if (!macro || !Object.hasOwn(macro.nodes, id)) return refuse(document, `There is no node “${id}” in this macro.`, `此宏中没有节点“${id}”。`);
  const params = macro.params ?? [];
  if (params.some((one) => one.node === id && one.param === param)) return { document };
  const added: MacroParam = { name: freeName(params, param), ...(title === undefined ? {} : { title }), node: id, param };
  return changed(document, macroId, { ...macro, params: [...params, added] });
}

/** Stops exposing a param. What nodes set through it goes; the inside node's own value holds again. */
export function hideParam(document: GraphDocument, macroId: string, name: string): Edited<GraphDocument> {
  const macro = own(document.macros, macroId);
  if (!macro?.params?.some((one) => one.name === name)) return { document };
  const hidden = changed(document, macroId, withParams(macro, macro.params.filter((one) => one.name !== name))).document;
  const forget = <B extends GraphBody>(body: B): B => ({
    ...body,
    nodes: Object.fromEntries(Object.entries(body.nodes).map(([id, node]) => {
      if (node.type !== TAKEN || node.params['macro'] !== macroId || !Object.hasOwn(node.params, name)) return [id, node];
      const { [name]: _gone, ...params } = node.params;
      return [id, { ...node, params }];
    })),
  });
  return { document: { ...forget(hidden), macros: Object.fromEntries(Object.entries(hidden.macros).map(([id, one]) => [id, forget(one)])) } };
}

/** Sets the words shown for an exposed param. */
export function setMacroParamTitle(document: GraphDocument, macroId: string, name: string, title: LocalText): Edited<GraphDocument> {
  const macro = own(document.macros, macroId);
  if (!macro?.params?.some((one) => one.name === name && one.title !== title)) return { document };
  return changed(document, macroId, { ...macro, params: macro.params.map((one) => (one.name === name ? { ...one, title } : one)) });
}

/** Moves an exposed param by so many places. */
export function moveMacroParam(document: GraphDocument, macroId: string, name: string, by: number): Edited<GraphDocument> {
  const macro = own(document.macros, macroId);
  const moved = macro?.params && moveNamed(macro.params, name, by);
  return macro && moved && moved !== macro.params ? changed(document, macroId, { ...macro, params: moved }) : { document };
}

/** A list with the entry of a name moved by so many places, not beyond its ends; the same list when nothing moves. */
export function moveNamed<T extends { readonly name: string }>(list: readonly T[], name: string, by: number): readonly T[] {
  const at = list.findIndex((one) => one.name === name);
  const to = Math.min(list.length - 1, Math.max(0, at + by));
  const entry = list[at];
  if (!entry || to === at) return list;
  const rest = list.filter((one) => one !== entry);
  return [...rest.slice(0, to), entry, ...rest.slice(to)];
}

/** Exposed params whose inside node goes elsewhere: each becomes another or none. A document, which has none, stays as it is. */
export function mapMacroParams<B extends GraphBody>(body: B, change: (param: MacroParam) => MacroParam | undefined): B {
  if (!isMacroBody(body) || body.params === undefined) return body;
  const params = body.params.flatMap((one) => change(one) ?? []);
  return params.length === body.params.length && params.every((one, i) => one === body.params?.[i]) ? body : withParams(body, params);
}

/** The macro with other exposed params; the key goes with the last of them. */
export function withParams<M extends Macro>(macro: M, params: readonly MacroParam[]): M {
  const { params: _old, ...rest } = macro;
  return (params.length === 0 ? rest : { ...macro, params }) as M;
}

/** A name that is none of the given ones and may be a param of a macro node. */
export function freeName(params: readonly MacroParam[], wish: string): string {
  return safeName(wish, (name) => name === TAKEN || params.some((one) => one.name === name));
}

/** Reads a macro's exposed params; those that lead to no node inside are put aside. */
export function parseMacroParams(raw: Json | undefined, macro: string, at: string, body: GraphBody, rename: (id: string) => string, remarks: Remarks): readonly MacroParam[] {
  if (raw === undefined) return [];
  const given: readonly Json[] = Array.isArray(raw) ? raw as readonly Json[] : [raw];
  const params: MacroParam[] = [];
  given.forEach((value, index) => {
    const { name, node, param, title: rawTitle, ...rest } = isObject(value) ? value : {};
    const id = typeof node === 'string' ? rename(node) : '';
    const usable = typeof name === 'string' && isSafeName(name) && name !== TAKEN && !params.some((one) => one.name === name);
    if (!usable || typeof param !== 'string' || param === '__proto__' || !own(body.nodes, id)) {
      putAside(remarks, { path: `${at}/${index}` }, value, `The exposed setting number ${index + 1} of macro “${macro}” leads to no node inside.`, `宏“${macro}”的第 ${index + 1} 个公开参数没有对应的内部节点。`);
      return;
    }
    const title = parseText(rawTitle);
    params.push({ ...rest, name, ...(title === undefined ? {} : { title }), node: id, param });
  });
  return params;
}

function changed(document: GraphDocument, macroId: string, macro: Macro): Edited<GraphDocument> {
  return { document: { ...document, macros: withKey(document.macros, macroId, macro) } };
}
