import type { OnnxSession } from '../platform/types';
import { cpuTensor, elementCount, type Tensor } from '../tensor';
import { selfTestValue, type SelfTest } from './manifest';

/** Runs a network on its self-test and returns the largest relative difference from what it should give, and whether that is within tolerance. */
export async function runSelfTest(session: OnnxSession, test: SelfTest, read: (tensor: Tensor) => Promise<Float32Array>, release: (tensors: readonly Tensor[]) => void): Promise<{ readonly passed: boolean; readonly worst: number }> {
  const inputs: Record<string, Tensor> = {};
  Object.entries(test.inputs).forEach(([name, shape], order) => {
    inputs[name] = cpuTensor(shape, Float32Array.from({ length: elementCount(shape) }, (_, index) => selfTestValue(index, order)));
  });
  const outputs = await session.run(inputs);
  try {
    let worst = 0;
    for (const [name, { indices, values }] of Object.entries(test.outputs)) {
      const tensor = outputs[name];
      const data = tensor ? await read(tensor) : new Float32Array(0);
      indices.forEach((index, i) => {
        const difference = Math.abs((data[index] ?? NaN) - values[i]!) / Math.max(1, Math.abs(values[i]!));
        worst = Number.isNaN(difference) ? Infinity : Math.max(worst, difference);
      });
    }
    return { passed: worst <= test.tolerance, worst };
  } finally {
    release(Object.values(outputs));
  }
}
