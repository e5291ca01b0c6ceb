import { nodeName } from '../graph/names';
import type { Feeds } from './check-wires';
import type { Inferred, NodeDefinition, ParamValues, Params } from './define';
import type { Problem } from './engine-types';
import type { FlatWiring } from './flat';
import { accepts, portsOf, type Definitions } from './ports';
import { resolveParams } from './params';
import type { WireType } from './values';

/** Types of outputs, keyed `node.port`. */
export type Types = Record<string, WireType>;

/**
 * Runs every definition's `infer`, inputs first, and gathers the types of all outputs and the problems found.
 * An `infer` that throws is itself such a problem; the node's outputs then have their plain kinds.
 */
export function inferTypes(wiring: FlatWiring, order: readonly string[], feeds: Feeds, definitions: Definitions): { readonly types: Types; readonly problems: readonly Problem[] } {
  const types: Types = {};
  const problems: Problem[] = [];
  for (const id of order) {
    const node = wiring.nodes[id]!;
    const definition = definitions.get(node.type);
    if (!definition) continue;
    const ports = portsOf(definition, node.params);
    const inputs: Record<string, WireType | undefined> = {};
    for (const [port, input] of Object.entries(ports.inputs)) {
      const feed = feeds.get(id)?.get(port);
      const type = feed ? types[`${feed[0]}.${feed[1]}`] : undefined;
      if (type && accepts(input, type.kind)) inputs[port] = type;
    }
    const inferred = callInfer(definition, inputs, node.params, id, problems);
    for (const [port, output] of Object.entries(ports.outputs)) types[`${id}.${port}`] = inferred.outputs[port] ?? { kind: output.kind };
    for (const found of inferred.problems ?? []) {
      const converter = found.converter ? definitions.get(found.converter) : undefined;
      const name = nodeName(id, node);
      problems.push({
        severity: 'error', code: 'refused', node: id,
        ...(found.port !== undefined ? { port: found.port } : {}), ...(found.param !== undefined ? { param: found.param } : {}),
        message: { en: `${name}: ${found.message.en}`, zh: `${name}:${found.message.zh}` },
        ...(converter ? { remedy: { message: { en: `Insert "${converter.title.en}"`, zh: `插入“${converter.title.zh}”` }, insertNode: converter.type } } : {}),
      });
    }
  }
  return { types, problems };
}

function callInfer(definition: NodeDefinition, inputs: Readonly<Record<string, WireType | undefined>>, params: FlatWiring['nodes'][string]['params'], id: string, problems: Problem[]): Inferred {
  if (!definition.infer) return { outputs: {} };
  try {
    return definition.infer(inputs, resolveParams(definition, params) as ParamValues<Params>);
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error);
    problems.push({ severity: 'error', code: 'infer', node: id, message: { en: `${definition.title.en} (${id}) cannot work with these inputs and settings: ${words}`, zh: `${definition.title.zh}(${id})无法使用这些输入和设置：${words}` } });
    return { outputs: {} };
  }
}
