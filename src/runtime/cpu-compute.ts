import type { Compute } from './machine';
import { cpuTensor, type CpuTensor, type Tensor } from './tensor';

/** The tensor's values, which must be on the CPU. */
export function onCpu(tensor: Tensor): CpuTensor {
  if (!tensor.data) throw new TypeError('A tensor on the GPU reached the CPU path; read it back first.');
  return { ...tensor, data: tensor.data };
}

/** Runs the TypeScript twins of kernels. */
export const cpuCompute: Compute = {
  backend: 'typescript',
  readbacks: 0,
  kernel(kernel, call) {
    const outputs = call.outputs.map((shape) => cpuTensor(shape));
    kernel.cpu(call.inputs.map(onCpu), call.uniforms, outputs);
    return Promise.resolve(outputs);
  },
  read: (tensor) => Promise.resolve(onCpu(tensor)),
  retain: () => undefined,
  release: () => undefined,
  settled: () => Promise.resolve(),
  watchNonFinite: () => Promise.resolve(undefined),
  collectNonFinite: () => Promise.resolve(new Uint32Array(0)),
};
