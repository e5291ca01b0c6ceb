import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cpuCompute } from '../../../src/runtime/cpu-compute';
import { createGpuCompute, type GpuCompute } from '../../../src/runtime/gpu/compute';
import { requestGpu } from '../../../src/runtime/gpu/device';
import type { Kernel } from '../../../src/runtime/kernel';
import { elementCount } from '../../../src/runtime/tensor';

/** All that is exported from these files and is a kernel. */
const modules = {
  ...import.meta.glob<Record<string, unknown>>('../../../src/nodes/**/*kernels.ts', { eager: true }),
  ...import.meta.glob<Record<string, unknown>>('../../../src/nodes/shared/**/!(*.test).ts', { eager: true }),
  ...import.meta.glob<Record<string, unknown>>('../../../src/runtime/kernels/*.ts', { eager: true }),
};

function isKernel(value: unknown): value is Kernel {
  return typeof value === 'object' && value !== null && 'wgsl' in value && 'cpu' in value && 'sample' in value;
}

const kernels = Object.entries(modules).flatMap(([path, module]) => Object.values(module).filter(isKernel).map((kernel) => ({ name: `${kernel.name} (${path.replace(/^.*src\//, '')})`, kernel })));

let gpu: GpuCompute | undefined;

beforeAll(async () => {
  const access = await requestGpu(navigator.gpu);
  expect(access, 'this Chromium offers no WebGPU; see the flags in vitest.browser.config.ts').toBeDefined();
  gpu = createGpuCompute(access!.device);
});

afterAll(() => gpu?.dispose());

describe('each kernel gives the same on the GPU as its TypeScript twin, to 1e-4', () => {
  test('there are kernels', () => expect(kernels.length).toBeGreaterThan(0));
  test.each(kernels)('$name', async ({ kernel }) => {
    const { inputs, uniforms, outputs } = kernel.sample();
    const call = { inputs, uniforms, outputs };
    const expected = await cpuCompute.kernel(kernel, call);
    const made = await gpu!.kernel(kernel, call);
    for (const [index, tensor] of made.entries()) {
      const found = (await gpu!.read(tensor)).data;
      const wanted = expected[index]!.data!;
      expect(wanted.length).toBe(elementCount(tensor.shape));
      expect(wanted.some((value) => value !== 0), 'the sample exercises nothing: all outputs are 0').toBe(true);
      let worst = 0, at = 0;
      wanted.forEach((value, i) => {
        const difference = Math.abs(found[i]! - value) / Math.max(1, Math.abs(value));
        if (!(difference <= worst)) { worst = difference; at = i; }
      });
      expect(worst, `output ${index} at ${at}: GPU ${found[at]}, TypeScript ${wanted[at]}`).toBeLessThanOrEqual(1e-4);
    }
    gpu!.release(made);
    await gpu!.settled();
  });
});
