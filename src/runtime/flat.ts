import { flatten } from '../graph/flatten';
import { nodeName } from '../graph/names';
import type { Wiring } from '../graph/order';
import { REROUTE_OUTPUT, type Endpoint, type GraphDocument, type GraphNode, type LocalText } from '../graph/types';
import type { BothLanguages } from './define';
import type { Problem } from './engine-types';
import { portsOf, type Definitions } from './ports';

export type FlatWiring = Wiring<GraphNode>;

export interface FlatGraph {
  readonly flat: FlatWiring;
  readonly problems: readonly Problem[];
  /** The output in the flat graph that an output of the document shows: through reroutes, bypassed nodes and macros. */
  readonly resolve: (node: string, port: string) => Endpoint | undefined;
  /** The nodes of the flat graph that a node of the document stands for: itself, what a macro holds, or what feeds a reroute or a bypassed node. */
  readonly nodesBehind: (node: string) => readonly string[];
}

/** The graph that runs: macros opened, reroutes and bypassed nodes replaced by what feeds them. */
export function flatGraph(document: GraphDocument, definitions: Definitions): FlatGraph {
  const expanded = flatten(document, (node) => {
    const definition = definitions.get(node.type);
    if (!definition) return undefined;
    const { inputs, outputs } = portsOf(definition, node.params);
    return {
      inputs: Object.keys(inputs),
      outputs: Object.fromEntries(Object.entries(outputs).map(([port, output]) => [port, output.kind])),
    };
  });
  const flat: FlatWiring = { nodes: expanded.nodes, links: expanded.links };
  const problems = expanded.problems.map((warning): Problem => ({
    severity: 'error', code: 'macro', message: bothLanguages(warning.message),
    ...(warning.where.node !== undefined ? { node: warning.where.node } : {}), ...(warning.where.port !== undefined ? { port: warning.where.port } : {}),
  }));
  for (const [id, node] of Object.entries(flat.nodes)) {
    if (!node.bypass || !definitions.has(node.type)) continue;
    const name = nodeName(id, node);
    problems.push({ severity: 'error', code: 'bypass', node: id, message: {
      en: `${name} cannot be bypassed: no linked input is of the same kind as its output. Switch it on again, or link what follows to another node.`,
      zh: `${name} 无法旁路：没有与其输出同类的已连接输入。请重新启用它，或将后续节点连接到其他节点。`,
    } });
  }
  return {
    flat, problems,
    resolve: (node, port) => expanded.sourceOf([node, port]),
    nodesBehind(id) {
      if (Object.hasOwn(flat.nodes, id)) return [id];
      const inside = Object.keys(flat.nodes).filter((flatId) => expanded.pathOf.get(flatId)?.[0] === id);
      if (inside.length > 0) return inside;
      const node = document.nodes[id];
      const definition = node && definitions.get(node.type);
      const outputs = definition ? Object.keys(portsOf(definition, node.params).outputs) : [REROUTE_OUTPUT];
      return outputs.flatMap((port) => expanded.sourceOf([id, port])?.[0] ?? []);
    },
  };
}

function bothLanguages(text: LocalText): BothLanguages {
  return typeof text === 'string' ? { en: text, zh: text } : text;
}
