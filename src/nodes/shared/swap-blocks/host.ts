import type { OnnxModel, RunContext } from '../../../runtime/define';
import type { CpuTensor, Tensor } from '../../../runtime/tensor';
import { cpuTensor } from '../../../runtime/tensor';

/** What the chains of blocks need of the world: an opener of built-in networks by manifest name, and kernels. */
export interface BlockHost {
  readonly onnx: (name: string) => Promise<Pick<OnnxModel, 'inputs' | 'run'>>;
  readonly kernel: RunContext['kernel'];
  /** Told after each block of a chain how much of it is done, 0..1. */
  readonly progress?: RunContext['progress'];
}

/** The host of a running node. Its definition names the networks under `models`. */
export function hostOf(context: RunContext): BlockHost {
  return { onnx: (name) => context.onnx({ builtin: name }), kernel: (kernel, call) => context.kernel(kernel, call), progress: (fraction) => { context.progress(fraction); } };
}

/** A host outside the engine, with tensors on the CPU. */
export function cpuHost(onnx: BlockHost['onnx']): BlockHost {
  return {
    onnx,
    kernel: (kernel, { inputs, uniforms, outputs }) => {
      const made = outputs.map((shape) => cpuTensor(shape));
      kernel.cpu(inputs as readonly CpuTensor[], uniforms, made);
      return Promise.resolve(made);
    },
  };
}

/** The same values with a batch side of 1 in front. */
export function batched(tensor: Tensor): Tensor {
  return { ...tensor, shape: [1, ...tensor.shape] };
}

/** The same values without the batch side of 1. */
export function unbatched(tensor: Tensor): Tensor {
  return { ...tensor, shape: tensor.shape.slice(1) };
}

/** A tensor's values as one row. */
export function flat(tensor: Tensor): Tensor {
  return { ...tensor, shape: [tensor.shape.reduce((product, side) => product * side, 1)] };
}

/**
 * Runs a block on tensors without batch sides, and gives its outputs without them. Inputs that the file does not have (Bare has no z_enc) are left out.
 * @param wanted the outputs to hand over; all when absent
 */
export async function runBlock<Output extends string>(host: BlockHost, name: string, inputs: Readonly<Record<string, Tensor>>, wanted?: readonly Output[]): Promise<Readonly<Record<Output, Tensor>>> {
  const block = await host.onnx(name);
  const feeds: Record<string, Tensor> = {};
  for (const { name: input, shape } of block.inputs) {
    const tensor = inputs[input];
    if (tensor) feeds[input] = shape.length === 1 ? tensor : batched(tensor);
  }
  const outputs = await block.run(feeds, wanted);
  return Object.fromEntries(Object.entries(outputs).map(([output, tensor]) => [output, unbatched(tensor)])) as Record<Output, Tensor>;
}

/** One number as a block takes it. */
export function scalar(value: number): Tensor {
  return { shape: [1], data: Float32Array.of(value) };
}
