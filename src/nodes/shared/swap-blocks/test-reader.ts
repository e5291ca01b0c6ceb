import { cpuTensor } from '../../../runtime/tensor';
import type { TestContext } from '../test-context';
import { testContext } from '../test-context';

/** What a pretended reader of faces says of one crop: some of alpha and beta by index, and yaw, pitch, roll in degrees. */
export interface SaidReading { readonly alpha?: Readonly<Record<number, number>>; readonly beta?: Readonly<Record<number, number>>; readonly poseDeg?: readonly [number, number, number] }

/** A context whose reader of coefficients answers these readings, one after the other. */
export function readerContext(readings: readonly SaidReading[]): TestContext {
  const left = [...readings];
  const filled = (length: number, values: Readonly<Record<number, number>> = {}) => cpuTensor([1, length], Float32Array.from({ length }, (_, i) => values[i] ?? 0));
  return testContext({
    onnx: async () => Promise.resolve({
      inputs: [{ name: 'x', type: 'float32', shape: [1, 3, 128, 128] }], outputs: [],
      run: async () => {
        const { alpha, beta, poseDeg } = left.shift()!;
        return Promise.resolve({ alpha: filled(88, alpha), beta: filled(47, beta), pose_deg: cpuTensor([1, 3], Float32Array.from(poseDeg ?? [0, 0, 0])), light: cpuTensor([1, 3]) });
      },
    }),
  });
}
