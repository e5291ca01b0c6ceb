import type { Edited } from './edited';
import { refuse } from './edited';
import { endKey } from './endpoints';
import { sameJson } from './equal';
import type { Side } from './macro-ends';
import { mapEnds } from './macro-ends';
import { moveNamed } from './macro-params';
import { isSafeName } from './names';
import { mapRecord, own, withKey } from './record';
import { MACRO } from './types';
import type { Endpoint, GraphBody, GraphDocument, LocalText, Macro, MacroPort } from './types';

/**
 * Makes a port of a macro, or gives one other ends: for an input the inside inputs it feeds, for an output the one inside output it
 * shows. Inside inputs are taken from the wires and ports that fed them.
 */
export function setMacroPort(document: GraphDocument, macroId: string, side: Side, name: string, ends: readonly Endpoint[]): Edited<GraphDocument> {
  const macro = own(document.macros, macroId);
  if (!macro) return refuseMacro(document, macroId);
  if (!isSafeName(name)) return refuseName(document, name);
  const missing = ends.find(([id, port]) => !Object.hasOwn(macro.nodes, id) || !isSafeName(port));
  if (missing) return refuse(document, `There is no port “${missing[1]}” of a node “${missing[0]}” in this macro.`, `此宏中没有节点“${missing[0]}”的端口“${missing[1]}”。`);
  const wanted = side === 'inputs' ? [...new Map(ends.map((end) => [endKey(end), end])).values()] : ends.slice(0, 1);
  const port = macro[side].find((one) => one.name === name);
  if (port && sameJson(port.ends, wanted)) return { document };
  const keys = new Set(wanted.map(endKey));
  const freed: Macro = side === 'outputs' ? macro : mapEnds({ ...macro, links: macro.links.filter((link) => !keys.has(endKey(link.to))) }, (end, of) => (of === 'inputs' && keys.has(endKey(end)) ? [] : [end]));
  const ports = port ? freed[side].map((one) => (one.name === name ? { ...one, ends: wanted } : one)) : [...freed[side], { name, ends: wanted }];
  return withMacro(document, macroId, { ...freed, [side]: ports });
}

/** Renames a port; the wires at every node that stands for the macro follow. */
export function renameMacroPort(document: GraphDocument, macroId: string, side: Side, name: string, next: string): Edited<GraphDocument> {
  const macro = own(document.macros, macroId);
  if (!macro) return refuseMacro(document, macroId);
  if (!macro[side].some((port) => port.name === name)) return refusePort(document, name);
  if (name === next) return { document };
  if (!isSafeName(next) || macro[side].some((port) => port.name === next)) return refuseName(document, next);
  const renamed = withMacro(document, macroId, { ...macro, [side]: macro[side].map((port) => (port.name === name ? { ...port, name: next } : port)) });
  return { document: mapUses(renamed.document, macroId, side, (port) => (port === name ? next : port)) };
}

/** Removes a port, with the wires at every node that stands for the macro. */
export function removeMacroPort(document: GraphDocument, macroId: string, side: Side, name: string): Edited<GraphDocument> {
  const macro = own(document.macros, macroId);
  if (!macro) return refuseMacro(document, macroId);
  if (!macro[side].some((port) => port.name === name)) return { document };
  const removed = withMacro(document, macroId, { ...macro, [side]: macro[side].filter((port) => port.name !== name) });
  return { document: mapUses(removed.document, macroId, side, (port) => (port === name ? undefined : port)) };
}

/** Sets the words shown for a port; undefined shows its name. */
export function setMacroPortTitle(document: GraphDocument, macroId: string, side: Side, name: string, title: LocalText | undefined): Edited<GraphDocument> {
  const macro = own(document.macros, macroId);
  const port = macro?.[side].find((one) => one.name === name);
  if (!macro) return refuseMacro(document, macroId);
  if (!port) return refusePort(document, name);
  if (sameJson(port.title, title)) return { document };
  const { title: _old, ...rest } = port;
  const next: MacroPort = title === undefined ? rest : { ...rest, title };
  return withMacro(document, macroId, { ...macro, [side]: macro[side].map((one) => (one === port ? next : one)) });
}

/** Moves a port by so many places among those of its side; wires go by name, so they stay. */
export function moveMacroPort(document: GraphDocument, macroId: string, side: Side, name: string, by: number): Edited<GraphDocument> {
  const macro = own(document.macros, macroId);
  if (!macro) return refuseMacro(document, macroId);
  const moved = moveNamed(macro[side], name, by);
  return moved === macro[side] ? { document } : withMacro(document, macroId, { ...macro, [side]: moved });
}

/** Changes, in every body, the port names of wires and ends at nodes that stand for a macro. */
function mapUses(document: GraphDocument, macroId: string, side: Side, change: (port: string) => string | undefined): GraphDocument {
  const mapBody = <B extends GraphBody>(body: B): B => {
    const uses = new Set(Object.entries(body.nodes).filter(([, node]) => node.type === MACRO && node.params['macro'] === macroId).map(([id]) => id));
    if (uses.size === 0) return body;
    const follow = (end: Endpoint): readonly Endpoint[] => {
      if (!uses.has(end[0])) return [end];
      const port = change(end[1]);
      return port === undefined ? [] : [[end[0], port]];
    };
    const links = body.links.flatMap((link) => (side === 'inputs' ? follow(link.to).map((to) => ({ ...link, to })) : follow(link.from).map((from) => ({ ...link, from }))));
    return mapEnds({ ...body, links }, (end, of) => (of === side ? follow(end) : [end]));
  };
  return { ...mapBody(document), macros: mapRecord(document.macros, mapBody) };
}

function withMacro(document: GraphDocument, macroId: string, macro: Macro): Edited<GraphDocument> {
  return { document: { ...document, macros: withKey(document.macros, macroId, macro) } };
}

function refuseMacro<B>(document: B, id: string): Edited<B> {
  return refuse(document, `There is no macro “${id}” in this graph.`, `此图中没有宏“${id}”。`);
}

function refusePort<B>(document: B, name: string): Edited<B> {
  return refuse(document, `The macro has no port “${name}”.`, `该宏没有端口“${name}”。`);
}

function refuseName<B>(document: B, name: string): Edited<B> {
  return refuse(document, `“${name}” cannot be the name of this port: it is taken, or holds a slash or another character that names cannot have.`, `“${name}”不能用作此端口的名称：该名称已被使用，或含有斜杠等不允许的字符。`);
}
