import { endKey } from './endpoints';
import { LIMITS } from './limits';
import type { Macros } from './macro-nesting';
import { withExposedParams } from './macro-params';
import { macroOf } from './macro-nesting';
import { nodeName } from './names';
import { orderOf } from './order';
import { own } from './record';
import { MACRO, REROUTE, REROUTE_INPUT, REROUTE_OUTPUT } from './types';
import type { Endpoint, GraphBody, GraphNode, GraphWarning, Macro } from './types';

/** An input or an output of some node at some level, in flat ids. */
export interface Tap { readonly side: 'input' | 'output'; readonly end: Endpoint }

/** What an output of a node that vanishes stands for. */
export type Through =
  | Tap
  /** The first of these inputs that carries the kind of `like`: the output of a bypassed macro. */
  | { readonly side: 'first-of'; readonly inputs: readonly Endpoint[]; readonly like: Endpoint | undefined };

export interface FlatNode {
  readonly node: GraphNode;
  readonly path: readonly string[];
  /** Inside a bypassed macro: known for its kinds, never run. */
  readonly hidden: boolean;
}

/** All levels of a document laid side by side, wires not yet resolved. */
export interface Expanded {
  /** Nodes that are neither reroutes nor expanded macros. */
  readonly nodes: ReadonlyMap<string, FlatNode>;
  /** What feeds an input. */
  readonly into: ReadonlyMap<string, Tap>;
  readonly through: ReadonlyMap<string, Through>;
  /** Every node that stays, by id, and every output of one that vanishes, each after those it needs, loops aside. */
  readonly sequence: readonly (string | Endpoint)[];
  /** Outputs that something reads. */
  readonly used: ReadonlySet<string>;
  readonly problems: readonly GraphWarning[];
}

interface Level { readonly path: readonly string[]; readonly within: readonly string[]; readonly bypass: boolean; readonly hidden: boolean }

/** Lays macros open and registers every wire. `hide` says what becomes of a bypassed macro: its inside hidden, or bypassed node by node. */
export function expand(document: GraphBody & { readonly macros: Macros }, hide: boolean): Expanded {
  const nodes = new Map<string, FlatNode>();
  const into = new Map<string, Tap>();
  const through = new Map<string, Through>();
  const sequence: (string | Endpoint)[] = [];
  const used = new Set<string>();
  const problems: GraphWarning[] = [];
  const ids = new Set<string>();
  let reportedSize = false;

  const vanish = (end: Endpoint, stand: Through): void => {
    through.set(endKey(end), stand);
    sequence.push(end);
  };
  const complain = (path: readonly string[], en: string, zh: string, port?: string): void => {
    problems.push({ where: { node: path.join('/'), ...(port === undefined ? {} : { port }) }, message: { en, zh } });
  };

  const open = (body: GraphBody, level: Level): ReadonlyMap<string, string> => {
    const flatIds = new Map<string, string>();
    for (const id of Object.keys(body.nodes)) {
      let flat = [...level.path, id].join('/');
      while (ids.has(flat)) flat += '_';
      ids.add(flat);
      flatIds.set(id, flat);
    }
    for (const { from, to } of body.links) {
      const source = flatIds.get(from[0]);
      const target = flatIds.get(to[0]);
      if (source === undefined || target === undefined) continue;
      const key = endKey([target, to[1]]);
      if (!into.has(key)) into.set(key, { side: 'output', end: [source, from[1]] });
      used.add(endKey([source, from[1]]));
    }
    const { order, stuck } = orderOf(body);
    for (const id of [...order, ...stuck]) place(id, flatIds.get(id)!, body, level);
    return flatIds;
  };

  const place = (id: string, flat: string, body: GraphBody, level: Level): void => {
    const node = body.nodes[id]!;
    const path = [...level.path, id];
    if (node.type === REROUTE) {
      vanish([flat, REROUTE_OUTPUT], { side: 'input', end: [flat, REROUTE_INPUT] });
      return;
    }
    const found = node.type === MACRO ? openable(node, path, level) : undefined;
    if (found) unfoldMacro(found.id, withExposedParams(found.macro, node), flat, path, node.bypass === true, level, body, id);
    else {
      nodes.set(flat, { node: level.bypass && node.bypass !== true ? { ...node, bypass: true } : node, path, hidden: level.hidden });
      sequence.push(flat);
    }
  };

  const openable = (node: GraphNode, path: readonly string[], level: Level): ReturnType<typeof macroOf> => {
    const found = macroOf(document.macros, node);
    const called = nodeName(path[path.length - 1]!, node);
    if (!found) {
      complain(path, `${called} stands for a macro that is not in the graph. Remove it or paste the macro again.`, `${called} 代表的宏不在图中。请删除它或重新粘贴该宏。`);
    } else if (level.within.includes(found.id)) {
      complain(path, `The macro “${found.id}” holds itself through ${called}. Remove that node from the macro.`, `宏“${found.id}”通过 ${called} 包含了自身。请从宏中删除该节点。`);
      return undefined;
    } else if (level.within.length >= LIMITS.macroNesting) {
      complain(path, `Macros lie more than ${LIMITS.macroNesting} deep in one another at ${called}. Unfold some of them.`, `在 ${called} 处宏嵌套超过 ${LIMITS.macroNesting} 层。请展开其中一些宏。`);
      return undefined;
    } else if (ids.size + Object.keys(found.macro.nodes).length > LIMITS.flatNodes) {
      if (!reportedSize) complain(path, `With its macros expanded this graph has more than ${LIMITS.flatNodes} nodes. Use fewer macro nodes inside macros.`, `展开宏后此图超过 ${LIMITS.flatNodes} 个节点。请减少宏中的宏节点。`);
      reportedSize = true;
      return undefined;
    }
    return found;
  };

  const unfoldMacro = (id: string, macro: Macro, flat: string, path: readonly string[], bypass: boolean, level: Level, body: GraphBody, local: string): void => {
    const inner: Level = { path, within: [...level.within, id], bypass: level.bypass || (bypass && !hide), hidden: level.hidden || (bypass && hide) };
    const flatIds = open(macro, inner);
    const inside = (end: Endpoint | undefined): Endpoint | undefined => {
      const target = end && flatIds.get(end[0]);
      return end && target !== undefined ? [target, end[1]] : undefined;
    };
    for (const port of macro.inputs) {
      for (const end of port.ends) {
        const target = inside(end);
        if (target) into.set(endKey(target), { side: 'input', end: [flat, port.name] });
      }
    }
    for (const port of macro.outputs) {
      const source = inside(port.ends[0]);
      if (source) used.add(endKey(source));
      if (bypass && hide) vanish([flat, port.name], { side: 'first-of', inputs: macro.inputs.map((input): Endpoint => [flat, input.name]), like: source });
      else if (source) vanish([flat, port.name], { side: 'output', end: source });
    }
    complainOfPorts(macro, path, body, local);
  };

  const complainOfPorts = (macro: Macro, path: readonly string[], body: GraphBody, local: string): void => {
    const called = nodeName(local, own(body.nodes, local));
    for (const { from, to } of body.links) {
      if (to[0] === local && !macro.inputs.some((port) => port.name === to[1])) complain(path, `${called} has no input “${to[1]}” any more. Remove the link into it.`, `${called} 已没有输入“${to[1]}”。请删除接入它的连线。`, to[1]);
      const output = from[0] === local ? macro.outputs.find((port) => port.name === from[1]) : undefined;
      if (output && output.ends.length === 0) complain(path, `Nothing inside ${called} leads to its output “${from[1]}”. Open the macro and connect it.`, `${called} 内部没有通向其输出“${from[1]}”的节点。请打开该宏并连接它。`, from[1]);
      else if (from[0] === local && !output) complain(path, `${called} has no output “${from[1]}” any more. Remove the link from it.`, `${called} 已没有输出“${from[1]}”。请删除从它引出的连线。`, from[1]);
    }
  };

  open(document, { path: [], within: [], bypass: false, hidden: false });
  return { nodes, into, through, sequence, used, problems };
}
