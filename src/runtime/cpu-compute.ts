import { CpuMemory } from './cpu-memory';
import type { Compute } from './machine';
import { cpuTensor, elementCount, type CpuTensor, type Tensor } from './tensor';

/** The tensor's values, which must be on the CPU. */
export function onCpu(tensor: Tensor): CpuTensor {
  if (!tensor.data) throw new TypeError('A tensor on the GPU reached the CPU path; read it back first.');
  if (tensor.data.length === 0 && elementCount(tensor.shape) > 0) throw new TypeError('A tensor was read after everybody who held it had let go of it.');
  return { ...tensor, data: tensor.data };
}

/** Runs the TypeScript twins of kernels; what they make is left to the garbage collector. */
export const cpuCompute: Compute = {
  backend: 'typescript',
  readbacks: 0,
  kernel(kernel, call) {
    const outputs = call.outputs.map((shape) => cpuTensor(shape));
    kernel.cpu(call.inputs.map(onCpu), call.uniforms, outputs);
    return Promise.resolve(outputs);
  },
  read: (tensor) => Promise.resolve(onCpu(tensor)),
  own: () => undefined,
  lend: () => undefined,
  retain: () => undefined,
  release: () => undefined,
  settled: () => Promise.resolve(),
  watchNonFinite: () => Promise.resolve(undefined),
  collectNonFinite: () => Promise.resolve(new Uint32Array(0)),
};

/** The same for a machine, whose results have an end: memory is given back with the last reference to it. */
export function createCpuCompute(): Compute {
  const memory = new CpuMemory();
  return {
    ...cpuCompute,
    async kernel(kernel, call) {
      const outputs = await cpuCompute.kernel(kernel, call);
      memory.own(outputs);
      return outputs;
    },
    read(tensor) {
      memory.lend([tensor]);
      return cpuCompute.read(tensor);
    },
    own: (tensors) => { memory.own(tensors); },
    lend: (tensors) => { memory.lend(tensors); },
    retain: (tensors) => { memory.retain(tensors); },
    release: (tensors) => { memory.release(tensors); },
  };
}
