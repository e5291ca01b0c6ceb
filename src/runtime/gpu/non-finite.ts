import type { Tensor } from '../tensor';
import { elementCount } from '../tensor';
import type { BufferPool } from './pool';
import type { Programs } from './programs';
import { packUniforms } from './uniforms';

/** Counts exponents of all ones. The bits are read as integers: shader compilers may assume that floats are never NaN. */
const WGSL = `
struct Uniforms { count: u32, slot: u32, threads: u32 }
@group(0) @binding(0) var<uniform> u: Uniforms;
@group(0) @binding(1) var<storage, read> values: array<u32>;
@group(0) @binding(2) var<storage, read_write> counts: array<atomic<u32>>;
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u) {
  var found = 0u;
  for (var i = id.x; i < u.count; i += u.threads) { found += u32((values[i] & 0x7f800000u) == 0x7f800000u); }
  if (found > 0u) { atomicAdd(&counts[u.slot], found); }
}`;
const FIELDS = { count: 'u32', slot: 'u32', threads: 'u32' } as const;
const SLOTS = 4096;
const GROUPS = 256;

/** Counts values that are not finite, tensor by tensor on the GPU; the counts are read together, once a run. */
export class NonFiniteCounter {
  readonly #device: GPUDevice;
  readonly #programs: Programs;
  readonly #pool: BufferPool;
  readonly #uniforms: BufferPool;
  #counts: GPUBuffer | undefined;
  #used = 0;

  constructor(device: GPUDevice, programs: Programs, pool: BufferPool, uniforms: BufferPool) {
    this.#device = device;
    this.#programs = programs;
    this.#pool = pool;
    this.#uniforms = uniforms;
  }

  /** Starts counting; returns the slot of the tensor's count, or undefined when all slots are taken. */
  async watch(tensor: Tensor & { readonly gpu: NonNullable<Tensor['gpu']> }): Promise<number | undefined> {
    if (this.#used >= SLOTS) return undefined;
    const { pipeline, layout } = await this.#programs.get({ name: 'non-finite', wgsl: WGSL }, 1, 1);
    const encoder = this.#device.createCommandEncoder();
    if (!this.#counts) {
      this.#counts = this.#pool.acquire(SLOTS * 4);
      encoder.clearBuffer(this.#counts);
    }
    const slot = this.#used++;
    const uniform = this.#uniforms.acquire(16);
    this.#device.queue.writeBuffer(uniform, 0, packUniforms(FIELDS, { count: elementCount(tensor.shape), slot, threads: GROUPS * 64 }));
    const group = this.#device.createBindGroup({ layout, entries: [
      { binding: 0, resource: { buffer: uniform } }, { binding: 1, resource: { buffer: tensor.gpu.buffer, size: tensor.gpu.byteLength } }, { binding: 2, resource: { buffer: this.#counts, size: SLOTS * 4 } },
    ] });
    const pass = encoder.beginComputePass();
    pass.setPipeline(pipeline);
    pass.setBindGroup(0, group);
    pass.dispatchWorkgroups(GROUPS);
    pass.end();
    this.#device.queue.submit([encoder.finish()]);
    this.#uniforms.release(uniform);
    return slot;
  }

  /** Counts of all slots since the last call, in one copy of a few bytes. */
  async collect(read: (buffer: GPUBuffer, byteLength: number) => Promise<ArrayBuffer>): Promise<Uint32Array> {
    const counts = this.#counts;
    if (!counts) return new Uint32Array(0);
    const used = this.#used;
    this.#counts = undefined;
    this.#used = 0;
    try {
      return new Uint32Array(await read(counts, used * 4));
    } finally {
      this.#pool.release(counts);
    }
  }
}
