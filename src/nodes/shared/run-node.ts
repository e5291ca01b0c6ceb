import type { Json } from '../../graph/types';
import type { AnyRun, InputPorts, InputValues, NodeDefinition, OutputPorts, OutputValues, Params, RunContext } from '../../runtime/define';
import type { Value } from '../../runtime/values';

/** Runs a node in a test, with the initial values of all params that are not given. */
export async function runNode<I extends InputPorts, O extends OutputPorts, P extends Params>(
  definition: NodeDefinition<I, O, P>, run: AnyRun, inputs: Partial<InputValues<I>>, params: Readonly<Record<string, Json>>, context: RunContext,
): Promise<OutputValues<O>> {
  const initial = Object.fromEntries(Object.entries(definition.params).map(([name, param]) => [name, param.initial as Json]));
  return await run(inputs as Readonly<Record<string, Value | undefined>>, { ...initial, ...params }, context) as unknown as OutputValues<O>;
}
