import type { OnnxFile } from './inspect';

/** Operators between a stored weight and its convolution that keep the shape. */
const SAME_SHAPE = new Set(['Cast', 'Identity', 'DequantizeLinear']);

/**
 * Convolutions that ONNX Runtime Web 1.30 computes wrongly, and silently, on WebGPU in its own layout (NHWC): ungrouped, input channels above 3 that
 * divide by 3 but not by 4, output channels that divide by 4, and not 1×1 with stride 1. Weights that are no initialisers cannot be judged and count as
 * wrong when another node computes them.
 */
export function miscomputedConvs(file: OnnxFile): readonly string[] {
  const shapes = new Map(file.initializers.map((one) => [one.name, one.shape]));
  for (const node of file.nodes) {
    const stored = SAME_SHAPE.has(node.operator) ? shapes.get(node.inputs[0] ?? '') : undefined;
    if (stored && node.outputs[0] !== undefined) shapes.set(node.outputs[0], stored);
  }
  const bad: string[] = [];
  for (const node of file.nodes) {
    if (node.operator !== 'Conv') continue;
    const weight = shapes.get(node.inputs[1] ?? '');
    const name = node.name || node.outputs[0] || 'Conv';
    if (!weight) { bad.push(name); continue; }
    const [out = 0, into = 0, height = 1, width = 1] = weight;
    const group = node.ints['group']?.[0] ?? 1;
    const strides = node.ints['strides'] ?? [1, 1];
    const pointwise = height === 1 && width === 1 && strides.every((step) => step === 1);
    if (group === 1 && into > 3 && into % 3 === 0 && into % 4 !== 0 && out % 4 === 0 && !pointwise) bad.push(name);
  }
  return bad;
}
