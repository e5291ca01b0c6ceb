/** Every buffer that kernels and networks share: readable and writable by shaders, copied from and to. */
export const TENSOR_USAGE = 0x80 | 0x04 | 0x08; // STORAGE | COPY_SRC | COPY_DST

/** Bytes to reserve for `byteLength`: at least 16-byte steps (ONNX Runtime copies so), eight classes an octave, so that few sizes serve all. */
export function sizeClass(byteLength: number): number {
  const rounded = Math.max(16, Math.ceil(byteLength / 16) * 16);
  if (rounded <= 256) return rounded;
  const step = 2 ** (Math.floor(Math.log2(rounded)) - 3);
  return Math.ceil(rounded / step) * step;
}

/** GPU buffers by size class, each with a count of references; at none it waits for the next of its class, within a bound of idle bytes. */
export class BufferPool {
  readonly #device: GPUDevice;
  readonly #usage: number;
  readonly #idleLimitBytes: number;
  readonly #references = new Map<GPUBuffer, number>();
  readonly #idle = new Map<number, GPUBuffer[]>();
  #idleBytes = 0;
  #usedBytes = 0;

  constructor(device: GPUDevice, usage: number, idleLimitBytes = 256 * 2 ** 20) {
    this.#device = device;
    this.#usage = usage;
    this.#idleLimitBytes = idleLimitBytes;
  }

  get usedBytes(): number { return this.#usedBytes; }
  get idleBytes(): number { return this.#idleBytes; }

  /** A buffer of at least `byteLength` with one reference. Its contents are whatever was in it. */
  acquire(byteLength: number): GPUBuffer {
    const size = sizeClass(byteLength);
    const waiting = this.#idle.get(size)?.pop();
    if (waiting) this.#idleBytes -= size;
    const buffer = waiting ?? this.#device.createBuffer({ size, usage: this.#usage });
    this.#references.set(buffer, 1);
    this.#usedBytes += size;
    return buffer;
  }

  retain(buffer: GPUBuffer): void {
    const count = this.#references.get(buffer);
    if (count !== undefined) this.#references.set(buffer, count + 1);
  }

  /** Takes one reference away. Work already submitted still sees the buffer: the queue keeps its order. */
  release(buffer: GPUBuffer): void {
    const count = this.#references.get(buffer);
    if (count === undefined) return;
    if (count > 1) { this.#references.set(buffer, count - 1); return; }
    this.#references.delete(buffer);
    this.#usedBytes -= buffer.size;
    if (this.#idleBytes + buffer.size > this.#idleLimitBytes) { buffer.destroy(); return; }
    const list = this.#idle.get(buffer.size) ?? [];
    list.push(buffer);
    this.#idle.set(buffer.size, list);
    this.#idleBytes += buffer.size;
  }

  dispose(): void {
    for (const buffer of this.#references.keys()) buffer.destroy();
    for (const list of this.#idle.values()) for (const buffer of list) buffer.destroy();
    this.#references.clear();
    this.#idle.clear();
    this.#idleBytes = this.#usedBytes = 0;
  }
}
