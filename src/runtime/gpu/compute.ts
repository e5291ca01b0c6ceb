import { NodeError } from '../errors';
import type { Kernel } from '../kernel';
import type { KernelCall } from '../define';
import type { Compute } from '../machine';
import type { SessionGpu } from '../platform/types';
import { elementCount, type CpuTensor, type Tensor } from '../tensor';
import { NonFiniteCounter } from './non-finite';
import { BufferPool, TENSOR_USAGE } from './pool';
import { Programs } from './programs';
import { packUniforms } from './uniforms';

const UNIFORM_USAGE = 0x40 | 0x08; // UNIFORM | COPY_DST
const STAGING_USAGE = 0x01 | 0x08; // MAP_READ | COPY_DST
const MAP_READ = 0x01;

/** Kernels on one GPU device, with its buffers and compiled programs. */
export class GpuCompute implements Compute, SessionGpu {
  readonly backend = 'webgpu';
  readonly device: GPUDevice;
  readonly pool: BufferPool;
  readonly #uniforms: BufferPool;
  readonly #programs: Programs;
  readonly #nonFinite: NonFiniteCounter;
  /** Copies of CPU tensors on the device, kept until the step ends so that a chain of kernels uploads once. */
  readonly #uploads = new Map<Float32Array, GPUBuffer>();
  readonly #faults: string[] = [];
  #readbacks = 0;
  #lost = false;

  constructor(device: GPUDevice) {
    this.device = device;
    this.pool = new BufferPool(device, TENSOR_USAGE);
    this.#uniforms = new BufferPool(device, UNIFORM_USAGE, 2 ** 20);
    this.#programs = new Programs(device);
    this.#nonFinite = new NonFiniteCounter(device, this.#programs, this.pool, this.#uniforms);
    device.addEventListener('uncapturederror', (event) => { this.#faults.push(event.error.message); });
  }

  get readbacks(): number { return this.#readbacks; }

  markLost(): void { this.#lost = true; }

  async kernel(kernel: Kernel, call: KernelCall): Promise<readonly Tensor[]> {
    this.#mustLive();
    const { pipeline, layout } = await this.#programs.get(kernel, call.inputs.length, call.outputs.length);
    const groups = this.#workgroups(kernel, call);
    const uniform = this.#uniforms.acquire(Math.max(16, Object.keys(kernel.uniforms).length * 4));
    const packed = packUniforms(kernel.uniforms, call.uniforms);
    this.device.queue.writeBuffer(uniform, 0, packed);
    const outputs = call.outputs.map((shape) => this.#allocate(shape));
    const bound = [...call.inputs.map((tensor) => ({ buffer: this.bufferOf(tensor), size: elementCount(tensor.shape) * 4 })), ...outputs.map(({ gpu }) => ({ buffer: gpu.buffer, size: gpu.byteLength }))];
    const group = this.device.createBindGroup({ layout, entries: [{ binding: 0, resource: { buffer: uniform, size: packed.byteLength } }, ...bound.map((resource, index) => ({ binding: index + 1, resource }))] });
    const encoder = this.device.createCommandEncoder({ label: kernel.name });
    for (const { gpu } of outputs) encoder.clearBuffer(gpu.buffer, 0, gpu.byteLength);
    const pass = encoder.beginComputePass();
    pass.setPipeline(pipeline);
    pass.setBindGroup(0, group);
    pass.dispatchWorkgroups(...groups);
    pass.end();
    this.device.queue.submit([encoder.finish()]);
    this.#uniforms.release(uniform);
    return outputs;
  }

  async read(tensor: Tensor): Promise<CpuTensor> {
    if (!tensor.data) this.#readbacks++;
    return this.peek(tensor);
  }

  /** As `read`, for checks of the engine's own, which do not count as readbacks. */
  async peek(tensor: Tensor): Promise<CpuTensor> {
    if (tensor.data) return { ...tensor, data: tensor.data };
    if (!tensor.gpu) throw new TypeError('A tensor is neither on the CPU nor on the GPU.');
    this.#mustLive();
    return { shape: tensor.shape, gpu: tensor.gpu, data: new Float32Array(await this.#download(tensor.gpu.buffer, tensor.gpu.byteLength)) };
  }

  /** What a network made here has its reference already; what it made on the processor needs none. */
  own(): void {}

  lend(): void {}

  retain(tensors: readonly Tensor[]): void {
    for (const { gpu } of tensors) if (gpu) this.pool.retain(gpu.buffer);
  }

  release(tensors: readonly Tensor[]): void {
    for (const { gpu } of tensors) if (gpu) this.pool.release(gpu.buffer);
  }

  /** @throws Error when the device found fault with what was submitted since the last call. */
  async settled(): Promise<void> {
    for (const buffer of this.#uploads.values()) this.pool.release(buffer);
    this.#uploads.clear();
    await this.device.queue.onSubmittedWorkDone();
    this.#mustLive();
    const faults = this.#faults.splice(0);
    if (faults.length > 0) throw new Error(`The graphics device refused the work: ${faults[0]}`);
  }

  watchNonFinite(tensor: Tensor): Promise<number | undefined> {
    return tensor.gpu ? this.#nonFinite.watch({ ...tensor, gpu: tensor.gpu }) : Promise.resolve(undefined);
  }

  collectNonFinite(): Promise<Uint32Array> {
    return this.#nonFinite.collect((buffer, byteLength) => this.#download(buffer, byteLength));
  }

  bufferOf(tensor: Tensor): GPUBuffer {
    if (tensor.gpu) return tensor.gpu.buffer;
    if (!tensor.data) throw new TypeError('A tensor is neither on the CPU nor on the GPU.');
    const known = this.#uploads.get(tensor.data);
    if (known) return known;
    const buffer = this.pool.acquire(tensor.data.byteLength);
    this.device.queue.writeBuffer(buffer, 0, tensor.data as Float32Array<ArrayBuffer>);
    this.#uploads.set(tensor.data, buffer);
    return buffer;
  }

  copyOf(source: GPUBuffer, shape: readonly number[]): Tensor {
    const tensor = this.#allocate(shape);
    const encoder = this.device.createCommandEncoder();
    encoder.copyBufferToBuffer(source, 0, tensor.gpu.buffer, 0, tensor.gpu.byteLength);
    this.device.queue.submit([encoder.finish()]);
    return tensor;
  }

  dispose(): void {
    this.#uploads.clear();
    this.pool.dispose();
    this.#uniforms.dispose();
  }

  #allocate(shape: readonly number[]): Tensor & { readonly gpu: NonNullable<Tensor['gpu']> } {
    const byteLength = elementCount(shape) * 4;
    const limit = Math.min(this.device.limits.maxStorageBufferBindingSize, this.device.limits.maxBufferSize);
    if (byteLength > limit) throw new NodeError({ en: `A tensor of shape [${shape.join(', ')}] needs ${Math.ceil(byteLength / 2 ** 20)} MB in one piece; this graphics device allows ${Math.floor(limit / 2 ** 20)} MB. Use a smaller picture, or compute on the processor.`, zh: `形状为 [${shape.join(', ')}] 的张量需要连续 ${Math.ceil(byteLength / 2 ** 20)} MB，而此图形设备最多允许 ${Math.floor(limit / 2 ** 20)} MB。请使用较小的图片，或改用处理器计算。` }, { code: 'gpu-memory' });
    return { shape, gpu: { buffer: this.pool.acquire(byteLength), byteLength } };
  }

  #workgroups(kernel: Kernel, call: KernelCall): [number, number, number] {
    const threads = kernel.threads(call.outputs, call.uniforms);
    const groups = kernel.workgroup.map((size, axis) => Math.max(1, Math.ceil(threads[axis]! / size))) as [number, number, number];
    const limit = this.device.limits.maxComputeWorkgroupsPerDimension;
    if (groups.some((count) => count > limit)) throw new NodeError({ en: `"${kernel.name}" would need ${Math.max(...groups)} groups of threads in one direction; this graphics device allows ${limit}. Use a smaller picture, or compute on the processor.`, zh: `“${kernel.name}”在一个方向上需要 ${Math.max(...groups)} 个线程组，而此图形设备最多允许 ${limit} 个。请使用较小的图片，或改用处理器计算。` }, { code: 'gpu-limit' });
    return groups;
  }

  async #download(source: GPUBuffer, byteLength: number): Promise<ArrayBuffer> {
    const staging = this.device.createBuffer({ size: Math.ceil(byteLength / 4) * 4, usage: STAGING_USAGE });
    try {
      const encoder = this.device.createCommandEncoder();
      encoder.copyBufferToBuffer(source, 0, staging, 0, staging.size);
      this.device.queue.submit([encoder.finish()]);
      await staging.mapAsync(MAP_READ);
      return staging.getMappedRange(0, byteLength).slice(0);
    } catch (error) {
      if (error instanceof DOMException && error.name === 'AbortError') throw lostDevice();
      throw error;
    } finally {
      staging.destroy();
    }
  }

  #mustLive(): void {
    if (this.#lost) throw lostDevice();
  }
}

function lostDevice(): NodeError {
  return new NodeError({ en: 'The graphics device was lost (driver restart, or too much memory in use). Run again: a new device is asked for.', zh: '图形设备已丢失（驱动重启或显存不足）。请重新运行，将申请新的设备。' }, { code: 'device-lost' });
}

export function createGpuCompute(device: GPUDevice): GpuCompute {
  return new GpuCompute(device);
}
