import type { OnnxFile } from './inspect';
import { inferShapes } from './shapes';

/** One tensor that a network computes on its way: what can be made an output. */
export interface InnerTensor {
  readonly name: string;
  readonly operator: string;
  /** Name of the layer that computes it, as the file names it; '' where it does not. */
  readonly layer: string;
  /** Element type, such as `float32`. */
  readonly type: string;
  /** Numbers, and names or '?' for free sides; absent where it cannot be told without running. */
  readonly shape?: readonly (number | string)[];
  /** An output of the network already. */
  readonly output: boolean;
}

/** Every tensor that the operators of a network compute, in the order of the file. Constants and stored weights are none: they are the same for every picture. */
export function listTensors(file: OnnxFile): readonly InnerTensor[] {
  const known = inferShapes(file);
  const outputs = new Set(file.outputs.map((output) => output.name));
  return file.nodes.filter(({ operator }) => operator !== 'Constant').flatMap((node) => node.outputs.filter((name) => name !== '').map((name) => {
    const found = known.get(name);
    return { name, operator: node.operator, layer: node.name, type: found?.type ?? 'float32', ...(found ? { shape: found.shape } : {}), output: outputs.has(name) };
  }));
}
