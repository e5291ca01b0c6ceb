import { inspectOnnx } from '../../../src/runtime/onnx/inspect';
import { fieldsOf, textOf, type Field } from '../../../src/runtime/onnx/protobuf';
import { joined, varint, type Written } from '../../../src/runtime/onnx/write';

const GRAPH = 7, NODE = 1, OUTPUT = 12, NAME = 1;

/** The network with some of its outputs and the nodes that they need: what a swap costs when nobody wants to look inside. */
export function onlyOutputs(bytes: Uint8Array, outputs: readonly string[]): Uint8Array {
  const { nodes } = inspectOnnx(bytes);
  const wanted = new Set(outputs), kept = new Set<number>();
  for (let i = nodes.length - 1; i >= 0; i--) {
    if (!nodes[i]!.outputs.some((name) => wanted.has(name))) continue;
    kept.add(i);
    for (const name of nodes[i]!.inputs) wanted.add(name);
  }
  const graph = [...fieldsOf(bytes, 0, bytes.length)].find(({ number }) => number === GRAPH)!;
  const nameOf = (field: Field): string => textOf(bytes, [...fieldsOf(bytes, field.start, field.end)].find(({ number }) => number === NAME)!);
  let node = 0;
  const parts: Written[] = [];
  for (const field of fieldsOf(bytes, graph.start, graph.end)) {
    const keep = field.number === NODE ? kept.has(node++) : field.number !== OUTPUT || outputs.includes(nameOf(field));
    if (keep) parts.push([bytes.subarray(field.tag, field.end)]);
  }
  const body = joined(parts);
  return joined([[bytes.subarray(0, graph.tag), varint(GRAPH * 8 + 2), varint(body.length), body, bytes.subarray(graph.end)]]);
}
