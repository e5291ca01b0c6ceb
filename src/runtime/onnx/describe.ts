import type { JsonObject } from '../../graph/types';
import { openUntrusted } from './hostile';
import { listTensors, type InnerTensor } from './tensors';

/** An ONNX file's ports as params for the `onnx-model` node: `{ ports: { inputs, outputs } }`. @throws NodeError when the file is no ONNX model, or is refused. */
export function describeModel(bytes: Uint8Array, name = 'ONNX'): JsonObject {
  const { inputs, outputs } = openUntrusted(bytes, name);
  return {
    ports: {
      inputs: inputs.map(({ name: input, type, shape }) => ({ name: input, type, shape: [...shape] })),
      outputs: outputs.map(({ name: output, type, shape }) => ({ name: output, type, shape: [...shape] })),
    },
  };
}

/** Every tensor that an ONNX file's operators compute. @throws NodeError when the file is no ONNX model, or is refused. */
export function innerTensors(bytes: Uint8Array, name = 'ONNX'): readonly InnerTensor[] {
  return listTensors(openUntrusted(bytes, name));
}
