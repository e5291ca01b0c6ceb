import type { InputPort, InputPorts, NodeDefinition, OutputPorts } from './define';
import type { JsonObject } from '../graph/types';
import type { Kind } from './values';

export type Definitions = ReadonlyMap<string, NodeDefinition>;

/** The ports of a node: fixed by its definition, or made from its params (an ONNX file's own inputs). A `ports` that throws gives the fixed ones. */
export function portsOf(definition: NodeDefinition, params: JsonObject): { readonly inputs: InputPorts; readonly outputs: OutputPorts } {
  if (!definition.ports) return definition;
  try {
    return definition.ports(params);
  } catch {
    return definition;
  }
}

export function kindsOf(port: InputPort): readonly Kind[] {
  return typeof port.kind === 'string' ? [port.kind] : port.kind;
}

export function accepts(port: InputPort, kind: Kind): boolean {
  return kindsOf(port).includes(kind);
}
