import type { JsonObject } from '../../graph/types';
import { inspectOnnx } from './inspect';

/** An ONNX file's ports as params for the `onnx-model` node: `{ ports: { inputs, outputs } }`. @throws NodeError when the file is no ONNX model. */
export function describeModel(bytes: Uint8Array): JsonObject {
  const { inputs, outputs } = inspectOnnx(bytes);
  return {
    ports: {
      inputs: inputs.map(({ name, type, shape }) => ({ name, type, shape: [...shape] })),
      outputs: outputs.map(({ name, type, shape }) => ({ name, type, shape: [...shape] })),
    },
  };
}
