import { nodeName } from '../graph/names';
import { describeCycle, orderOf, type Order } from '../graph/order';
import type { GraphDocument } from '../graph/types';
import { checkWires, feedsOf, type Feeds } from './check-wires';
import type { Problem } from './engine-types';
import { flatGraph, type FlatGraph, type FlatWiring } from './flat';
import { inferTypes, type Types } from './infer';
import { checkParams } from './params';
import type { Definitions } from './ports';
import { checkSweeps } from './sweep/check-sweeps';

export interface Checked {
  readonly problems: readonly Problem[];
  /** Types of all outputs, keyed `node.port`. */
  readonly types: Types;
  /** The graph that runs: macros opened, reroutes and bypassed nodes gone. */
  readonly flat: FlatWiring;
  /** Where an output of the document comes from in the flat graph. */
  readonly resolve: FlatGraph['resolve'];
  /** The nodes of the flat graph that a node of the document stands for. */
  readonly nodesBehind: FlatGraph['nodesBehind'];
  readonly feeds: Feeds;
  readonly order: Order;
}

/**
 * Everything that can be said of a document without running it: unknown types, bad params, wires that do not fit (with the node that would convert),
 * open inputs, loops, and what each `infer` refuses. Pure and quick: safe on the main thread.
 */
export function checkGraph(document: GraphDocument, definitions: Definitions): Checked {
  const { flat, resolve, nodesBehind, problems: flattening } = flatGraph(document, definitions);
  const order = orderOf(flat);
  const feeds = feedsOf(flat);
  const { types, problems: refused } = inferTypes(flat, order.order, feeds, definitions);
  const problems = [...flattening, ...checkNodes(flat, definitions), ...checkWires(flat, feeds, definitions), ...checkSweeps(flat, definitions), ...checkLoops(flat, order), ...refused];
  return { problems, types, flat, resolve, nodesBehind, feeds, order };
}

function checkNodes(flat: FlatWiring, definitions: Definitions): readonly Problem[] {
  const problems: Problem[] = [];
  for (const [id, node] of Object.entries(flat.nodes)) {
    const definition = definitions.get(node.type);
    const name = nodeName(id, node);
    if (!definition) {
      problems.push({ severity: 'error', code: 'unknown-type', node: id, message: {
        en: `Node "${id}" is of type "${node.type}", which this version does not know. Replace or remove it, or open the graph in the version that made it.`,
        zh: `节点“${id}”的类型“${node.type}”在此版本中未知。请替换或删除它，或用创建该图的版本打开。`,
      } });
      continue;
    }
    if (node.version > definition.version) {
      problems.push({ severity: 'error', code: 'newer-version', node: id, message: {
        en: `${name} was saved by a newer version of "${definition.title.en}" (${node.version}; this one has ${definition.version}). Update Swapgraph to run it.`,
        zh: `${name} 由更新版本的“${definition.title.zh}”保存（${node.version}；此处为 ${definition.version}）。请更新 Swapgraph 后再运行。`,
      } });
    }
    for (const { param, code, message } of checkParams(definition, node.params)) {
      problems.push({ severity: 'error', code, node: id, param, message: { en: `${name}: ${message.en}`, zh: `${name}：${message.zh}` } });
    }
  }
  return problems;
}

function checkLoops(flat: FlatWiring, order: Order): readonly Problem[] {
  return order.cycles.flatMap((cycle) => cycle.map((id): Problem => ({ severity: 'error', code: 'cycle', node: id, message: describeCycle(flat, cycle) })));
}
