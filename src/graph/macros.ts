import type { Edited } from './edited';
import { refuse, refuseMissing } from './edited';
import { viewIdTaken } from './edit-view';
import { endKey } from './endpoints';
import { LIMITS } from './limits';
import { mapEnds } from './macro-ends';
import { macroOf, macrosUsedBy } from './macro-nesting';
import { freeName, mapMacroParams, withExposedParams } from './macro-params';
import { freshId, nodeName, safeName } from './names';
import { between } from './order';
import { own, withKey, withoutKeys } from './record';
import type { Scope } from './scope';
import { bodyAt, checkNesting } from './scope';
import { anchorOf, splitView } from './view-parts';
import { MACRO } from './types';
import type { Endpoint, GraphBody, GraphDocument, GraphNode, Link, LocalText, Macro, MacroParam, MacroPort } from './types';

/**
 * Folds nodes (and frames and notes, by id) into one macro node; wires that cross the border become its ports: one input for each
 * outside source, one output for each inside source, named after the inside port. `added` holds the macro node's id.
 * Refused when a wire leaves the selection and comes back: one node cannot be before and after another.
 */
export function foldSelection(document: GraphDocument, ids: Iterable<string>, title: LocalText, random: () => number, scope?: Scope): Edited<GraphDocument> {
  const body = bodyAt(document, scope);
  if (!body) return refuse(document, `There is no macro “${scope ?? ''}” in this graph.`, `此图中没有宏“${scope ?? ''}”。`);
  const wanted = new Set(ids);
  const chosen = new Set(Object.keys(body.nodes).filter((id) => wanted.has(id)));
  if (chosen.size === 0) return refuse(document, 'Select at least one node to fold into a macro.', '请至少选择一个节点来折叠为宏。');
  const [outside] = between(body, chosen);
  if (outside !== undefined) {
    const name = nodeName(outside, own(body.nodes, outside));
    return refuse(document,
      `These nodes cannot become one: ${name} lies between them. Select it too, or leave some out.`,
      `这些节点无法合并为一个：${name} 位于它们之间。请将其一并选中，或减少所选节点。`);
  }
  const macroId = freshId('macro', (id) => Object.hasOwn(document.macros, id), random);
  const nodeId = freshId('macro', (id) => viewIdTaken(body, id), random);
  const { macro, around } = foldBody(body, chosen, wanted, title, macroId, nodeId);
  const macros = withKey(scope === undefined ? document.macros : withKey(document.macros, scope, around as Macro), macroId, macro);
  const folded = scope === undefined ? { ...document, ...around, macros } : { ...document, macros };
  return checkNesting(document, { document: folded, added: [nodeId] });
}

function foldBody(body: GraphBody, chosen: ReadonlySet<string>, wanted: ReadonlySet<string>, title: LocalText, macroId: string, nodeId: string): { readonly macro: Macro; readonly around: GraphBody } {
  const inputs = portNames();
  const outputs = portNames();
  const inside: Link[] = [];
  const rest: Link[] = [];
  const seenInputs = new Set<string>();
  for (const link of body.links) {
    const { from, to } = link;
    if (chosen.has(from[0]) && chosen.has(to[0])) inside.push(link);
    else if (chosen.has(to[0])) {
      const { port, fresh } = inputs.port(endKey(from), to[1]);
      port.ends.push(to);
      if (fresh) rest.push({ ...link, from, to: [nodeId, port.name] });
    } else if (chosen.has(from[0])) {
      const { port, fresh } = outputs.port(endKey(from), from[1]);
      if (fresh) port.ends.push(from);
      rest.push({ ...link, from: [nodeId, port.name], to });
    } else rest.push(link);
  }
  let portIndex = 0;
  const withEnds = mapEnds({ ...body, links: rest }, (end, side) => {
    if (!chosen.has(end[0])) return [end];
    if (side === 'outputs') {
      const { port, fresh } = outputs.port(endKey(end), end[1]);
      if (fresh) port.ends.push(end);
      return [[nodeId, port.name]];
    }
    if (seenInputs.has(endKey(end))) return [];
    seenInputs.add(endKey(end));
    portIndex += 1;
    const { port } = inputs.port(`${portIndex}`, end[1]);
    port.ends.push(end);
    return [[nodeId, port.name]];
  });
  const params: MacroParam[] = [];
  const withParamsInside = mapMacroParams(withEnds, (param) => {
    if (!chosen.has(param.node)) return param;
    const name = freeName(params, param.name);
    params.push({ ...param, name });
    return { ...param, node: nodeId, param: name };
  });
  const { taken, left } = splitView(body.view, (id) => chosen.has(id), (id) => wanted.has(id));
  const place = anchorOf(taken);
  const node: GraphNode = { type: MACRO, version: 1, params: { macro: macroId } };
  return {
    macro: {
      title, inputs: inputs.all, outputs: outputs.all, ...(params.length === 0 ? {} : { params }), links: inside, view: taken,
      nodes: Object.fromEntries(Object.entries(body.nodes).filter(([id]) => chosen.has(id))),
    },
    around: {
      ...withParamsInside,
      nodes: withKey(withoutKeys(body.nodes, chosen), nodeId, node),
      view: place ? { ...left, nodes: withKey(left.nodes, nodeId, place) } : left,
    },
  };
}

interface GrowingPort { readonly name: string; readonly ends: Endpoint[] }

/** Ports in the order they are met, one a key, each with a name of its own. */
function portNames(): { readonly all: readonly MacroPort[]; readonly port: (key: string, wish: string) => { readonly port: GrowingPort; readonly fresh: boolean } } {
  const all: GrowingPort[] = [];
  const byKey = new Map<string, GrowingPort>();
  const names = new Set<string>();
  const port = (key: string, wish: string): { readonly port: GrowingPort; readonly fresh: boolean } => {
    const known = byKey.get(key);
    if (known) return { port: known, fresh: false };
    const made: GrowingPort = { name: safeName(wish, (name) => names.has(name)), ends: [] };
    names.add(made.name);
    byKey.set(key, made);
    all.push(made);
    return { port: made, fresh: true };
  };
  return { all, port };
}

/**
 * Puts a macro's inside in the place of its node, wires joined again; ids that are taken become fresh ones. The macro leaves the
 * document when no other node stands for it. `added` holds the ids of what came out.
 */
export function unfoldMacro(document: GraphDocument, nodeId: string, random: () => number, scope?: Scope): Edited<GraphDocument> {
  const body = bodyAt(document, scope);
  const node = body && own(body.nodes, nodeId);
  if (!body || !node) return refuseMissing(document, nodeId);
  const found = macroOf(document.macros, node);
  if (!found) return refuse(document, `${nodeName(nodeId, node)} is no macro that could be unfolded.`, `${nodeName(nodeId, node)} 不是可展开的宏。`);
  if (Object.keys(body.nodes).length + Object.keys(found.macro.nodes).length > LIMITS.nodes) {
    return refuse(document, `A graph holds at most ${LIMITS.nodes} nodes.`, `一个图最多包含 ${LIMITS.nodes} 个节点。`);
  }
  const { around, added } = unfoldInto(body, nodeId, node, withExposedParams(found.macro, node), random);
  const macros = scope === undefined ? document.macros : withKey(document.macros, scope, around as Macro);
  const unfolded = scope === undefined ? { ...document, ...around } : { ...document, macros };
  const stillUsed = [unfolded, ...Object.values(macros)].some((one) => macrosUsedBy(macros, one).has(found.id));
  return { document: stillUsed ? unfolded : { ...unfolded, macros: withoutKeys(macros, new Set([found.id])) }, added };
}

function unfoldInto(body: GraphBody, nodeId: string, node: GraphNode, macro: Macro, random: () => number): { readonly around: GraphBody; readonly added: readonly string[] } {
  const renamed = new Map<string, string>();
  const used = new Set<string>();
  for (const id of [...Object.keys(macro.nodes), ...macro.view.frames.map((frame) => frame.id), ...macro.view.notes.map((note) => note.id)]) {
    const taken = (candidate: string): boolean => used.has(candidate) || (candidate !== nodeId && viewIdTaken(body, candidate));
    const next = taken(id) ? freshId(own(macro.nodes, id)?.type ?? id, (c) => taken(c) || Object.hasOwn(macro.nodes, c), random) : id;
    used.add(next);
    renamed.set(id, next);
  }
  const inside = (end: Endpoint): Endpoint => [renamed.get(end[0]) ?? end[0], end[1]];
  const targets = (end: Endpoint): readonly Endpoint[] =>
    (end[0] !== nodeId ? [end] : macro.inputs.find((port) => port.name === end[1])?.ends.map(inside) ?? []);
  const source = (end: Endpoint): Endpoint | undefined => {
    if (end[0] !== nodeId) return end;
    const shown = macro.outputs.find((port) => port.name === end[1])?.ends[0];
    return shown && inside(shown);
  };
  const outer = body.links.flatMap((link): Link[] => {
    if (link.from[0] !== nodeId && link.to[0] !== nodeId) return [link];
    const from = source(link.from);
    return from ? targets(link.to).map((to): Link => ({ ...link, from, to })) : [];
  });
  const anchor = anchorOf(macro.view);
  const place = own(body.view.nodes, nodeId);
  const dx = anchor && place ? place.x - anchor.x : 0;
  const dy = anchor && place ? place.y - anchor.y : 0;
  const shift = <T extends { readonly x: number; readonly y: number }>(item: T): T => ({ ...item, x: item.x + dx, y: item.y + dy });
  const shiftItem = <T extends { readonly id: string; readonly x: number; readonly y: number }>(item: T): T => ({ ...shift(item), id: renamed.get(item.id)! });
  const inner = Object.entries(macro.nodes).map(([id, one]): [string, GraphNode] => [renamed.get(id)!, node.bypass === true ? { ...one, bypass: true } : one]);
  const places = Object.entries(macro.view.nodes).flatMap(([id, one]) => (renamed.has(id) && Object.hasOwn(macro.nodes, id) ? [[renamed.get(id)!, shift(one)] as const] : []));
  const gone = new Set([nodeId]);
  const around = mapEnds({
    ...body,
    nodes: { ...withoutKeys(body.nodes, gone), ...Object.fromEntries(inner) },
    links: [...outer, ...macro.links.map((link): Link => ({ ...link, from: inside(link.from), to: inside(link.to) }))],
    view: {
      ...body.view,
      nodes: { ...withoutKeys(body.view.nodes, gone), ...Object.fromEntries(places) },
      frames: [...body.view.frames, ...macro.view.frames.map(shiftItem)],
      notes: [...body.view.notes, ...macro.view.notes.map(shiftItem)],
    },
  }, (end, side) => {
    if (side === 'inputs') return targets(end);
    const from = source(end);
    return from ? [from] : [];
  });
  const exposed = (param: MacroParam): MacroParam | undefined => {
    if (param.node !== nodeId) return param;
    const inner = macro.params?.find((one) => one.name === param.param);
    return inner && { ...param, node: renamed.get(inner.node) ?? inner.node, param: inner.param };
  };
  return { around: mapMacroParams(around, exposed), added: [...renamed.values()] };
}
