/** A tensor lives on the CPU, on the engine's GPU device, or on both; it is immutable once made. */
export interface Tensor {
  /** Row-major; pictures and feature maps are [C, H, W]. */
  readonly shape: readonly number[];
  /** Present when the values are on the CPU. */
  readonly data?: Float32Array;
  /** Present when the values are on the GPU: a pooled buffer, possibly larger than the tensor. */
  readonly gpu?: GpuTensorHandle;
}

export interface GpuTensorHandle {
  readonly buffer: GPUBuffer;
  /** Bytes used by the tensor: 4 · product of the shape. */
  readonly byteLength: number;
}

export interface CpuTensor extends Tensor {
  readonly data: Float32Array;
}

export function elementCount(shape: readonly number[]): number {
  return shape.reduce((product, side) => product * side, 1);
}

/** @throws RangeError when data and shape disagree. */
export function cpuTensor(shape: readonly number[], data = new Float32Array(elementCount(shape))): CpuTensor {
  if (data.length !== elementCount(shape)) throw new RangeError(`A tensor of shape [${shape.join(', ')}] needs ${elementCount(shape)} values, not ${data.length}.`);
  return { shape, data };
}
