import { readFile } from 'node:fs/promises';
import type { BothLanguages, RunContext } from '../../runtime/define';
import { cpuTensor } from '../../runtime/tensor';

/** A context for tests of nodes: kernels run as their TypeScript twins, shipped files come from public/, remarks are collected. */
export interface TestContext extends RunContext {
  readonly warnings: readonly BothLanguages[];
}

export function testContext(parts: Partial<RunContext> = {}): TestContext {
  const resources = new Map<string, Promise<unknown>>();
  const warnings: BothLanguages[] = [];
  return {
    warnings,
    signal: new AbortController().signal,
    stepKey: 'test',
    wants: () => true,
    kernel: async (kernel, call) => {
      const outputs = call.outputs.map((shape) => cpuTensor(shape));
      kernel.cpu(call.inputs.map((tensor) => ({ shape: tensor.shape, data: tensor.data! })), call.uniforms, outputs);
      return Promise.resolve(outputs);
    },
    read: async (tensor) => Promise.resolve(tensor.data!),
    onnx: async () => Promise.reject(new Error('This test gives no networks.')),
    asset: (reference) => readFile(reference),
    shipped: (path) => readFile(new URL(`../../../public/${path}`, import.meta.url)),
    decodeImage: async () => Promise.reject(new Error('This test gives no picture decoder.')),
    resource: <T>(name: string, make: () => Promise<T>) => {
      const known = resources.get(name) ?? make();
      resources.set(name, known);
      return known as Promise<T>;
    },
    service: () => undefined,
    progress: () => undefined,
    warn: (message) => { warnings.push(message); },
    ...parts,
  };
}
