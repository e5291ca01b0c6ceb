import type { Tensor } from './tensor';

/** Smaller ones are left to the garbage collector, which has little trouble with them. */
const LEAST_BYTES = 16 * 1024;

/**
 * Counts who holds the buffers that networks and kernels fill on the processor, and gives each back when its last holder lets go. Left to the garbage collector
 * they outlive their step, grow old, and are found by full collections alone: of megabytes a swap, one at nearly every swap. What was read from outside is left
 * to it all the same, since whoever read it may keep it.
 */
export class CpuMemory {
  readonly #holders = new WeakMap<ArrayBuffer, number>();
  readonly #nowhere = deadEnd();

  /** Takes over buffers that were just made, with one holder. */
  own(tensors: readonly Tensor[]): void {
    for (const buffer of wholeBuffers(tensors)) this.#holders.set(buffer, 1);
  }

  /** One more holder of each; unknown buffers stay unknown. */
  retain(tensors: readonly Tensor[]): void {
    for (const buffer of wholeBuffers(tensors)) {
      const count = this.#holders.get(buffer);
      if (count !== undefined) this.#holders.set(buffer, count + 1);
    }
  }

  /** One holder less. Arrays over a buffer that nobody holds any more are empty from now on. */
  release(tensors: readonly Tensor[]): void {
    const free: ArrayBuffer[] = [];
    for (const buffer of wholeBuffers(tensors)) {
      const count = this.#holders.get(buffer);
      if (count === undefined) continue;
      if (count > 1) this.#holders.set(buffer, count - 1);
      else {
        this.#holders.delete(buffer);
        free.push(buffer);
      }
    }
    if (free.length > 0) this.#nowhere.postMessage(undefined, free);
  }

  /** Leaves buffers to the garbage collector: somebody outside has them. */
  lend(tensors: readonly Tensor[]): void {
    for (const buffer of wholeBuffers(tensors)) this.#holders.delete(buffer);
  }
}

/** A port with nobody at its other end: once it is closed, a moment later, what is moved through it is freed at once, which no other call does in every browser and Node. */
function deadEnd(): MessagePort {
  const { port1, port2 } = new MessageChannel();
  port2.close();
  return port1;
}

function* wholeBuffers(tensors: readonly Tensor[]): Iterable<ArrayBuffer> {
  for (const { data } of tensors) {
    if (data && data.byteLength >= LEAST_BYTES && data.buffer instanceof ArrayBuffer && data.buffer.byteLength === data.byteLength) yield data.buffer;
  }
}
