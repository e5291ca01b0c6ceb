import { createCpuCompute } from './cpu-compute';
import { createGpuCompute, type GpuCompute } from './gpu/compute';
import type { Machine } from './machine';
import { createModels } from './onnx/models';
import type { GpuAccess, Platform } from './platform/types';

export interface GpuMachine { readonly machine: Machine; readonly compute: GpuCompute; readonly access: GpuAccess }

/** The machines of one engine: the processor's, and the graphics card's when one is there; a lost device is replaced at the next call. */
export class Machines {
  readonly cpu: Machine;
  readonly #platform: Platform;
  readonly #onLost: (reason: string) => void;
  #gpu: Promise<GpuMachine | undefined> | undefined;
  #disposed = false;

  constructor(platform: Platform, onLost: (reason: string) => void) {
    this.#platform = platform;
    this.#onLost = onLost;
    this.cpu = { platform, compute: createCpuCompute(), models: createModels(platform), resources: new Map(), shippedHashes: new Map() };
  }

  /** The graphics card's machine, or undefined where there is no WebGPU. */
  gpu(): Promise<GpuMachine | undefined> {
    this.#gpu ??= this.#makeGpu();
    return this.#gpu;
  }

  /** The machine a request asks for. `auto` takes WebGPU on real hardware only: a software adapter is far slower than the processor's own path. */
  async choose(wish: 'auto' | 'webgpu' | 'cpu'): Promise<{ readonly machine: Machine; readonly gpu: GpuMachine | undefined; readonly refused: boolean }> {
    if (wish === 'cpu') return { machine: this.cpu, gpu: undefined, refused: false };
    const gpu = await this.gpu();
    if (gpu && (wish === 'webgpu' || !gpu.access.software)) return { machine: gpu.machine, gpu, refused: false };
    return { machine: this.cpu, gpu: undefined, refused: wish === 'webgpu' };
  }

  async #makeGpu(): Promise<GpuMachine | undefined> {
    const access = await this.#platform.requestGpu();
    if (!access) return undefined;
    const compute = createGpuCompute(access.device);
    const machine: Machine = { platform: this.#platform, compute, models: createModels(this.#platform, compute), resources: new Map(), shippedHashes: this.cpu.shippedHashes };
    const made = Promise.resolve({ machine, compute, access });
    void access.device.lost.then(async (info) => {
      if (this.#disposed) return;
      this.#gpu = undefined;
      compute.markLost();
      this.#onLost(info.message);
      await machine.models.dispose();
    });
    return made;
  }

  async dispose(): Promise<void> {
    this.#disposed = true;
    const gpu = await this.#gpu?.catch(() => undefined);
    await this.cpu.models.dispose();
    if (!gpu) return;
    await gpu.machine.models.dispose();
    gpu.compute.dispose();
    gpu.access.device.destroy();
  }
}
