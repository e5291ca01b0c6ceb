import type { Backend, BothLanguages, KernelCall, OnnxModel } from './define';
import type { WeightsUsed } from './engine-types';
import type { Kernel } from './kernel';
import type { Platform } from './platform/types';
import { sha256OfBytes } from './sha256';
import type { CpuTensor, Tensor } from './tensor';

/** Computes kernels, and owns what its tensors occupy: the CPU path, or one GPU device. */
export interface Compute {
  readonly backend: 'webgpu' | 'typescript';
  /** Runs a kernel into new tensors. The caller holds one reference to each until it releases them. */
  kernel(kernel: Kernel, call: KernelCall): Promise<readonly Tensor[]>;
  /** The values on the CPU; read back and counted when they are on the GPU only. */
  read(tensor: Tensor): Promise<CpuTensor>;
  readonly readbacks: number;
  /** Takes over tensors that a network made on the processor, with one reference to each. */
  own(tensors: readonly Tensor[]): void;
  /** Tensors that leave the engine: their memory on the processor stays for as long as anybody has them. `read` lends, too. */
  lend(tensors: readonly Tensor[]): void;
  /** One more, or one less, reference to the buffers of tensors. */
  retain(tensors: readonly Tensor[]): void;
  release(tensors: readonly Tensor[]): void;
  /** Resolves when all work submitted so far has ended. */
  settled(): Promise<void>;
  /** Starts counting values on the GPU that are not finite; the slot's count comes with `collectNonFinite`, once a run. Undefined: not counted here. */
  watchNonFinite(tensor: Tensor): Promise<number | undefined>;
  collectNonFinite(): Promise<Uint32Array>;
}

export interface OpenModel { readonly model: OnnxModel; readonly weights: WeightsUsed; readonly backend: Backend; readonly remark?: BothLanguages }

/** A built-in network, or one from bytes; `taps` are inner tensors to give as further outputs. */
export type ModelSource = { readonly builtin: string } | { readonly bytes: Uint8Array; readonly name: string; readonly taps?: readonly string[] };

/** Opens networks; each is made once and shared by all steps. */
export interface Models {
  open(source: ModelSource): Promise<OpenModel>;
  /** Fetches built-in networks that steps will ask for, and opens them in this order where that disturbs nothing. What cannot be had is told to the step that asks for it. */
  prepare(names: readonly string[], signal: AbortSignal): Promise<void>;
  /** Lets go of what was fetched beforehand and asked for by no step; what is still to come is no longer fetched. */
  endPreparing(): void;
  /** sha256 of built-in networks by name; the manifest is read once. */
  builtinHashes(): Promise<ReadonlyMap<string, string>>;
  dispose(): Promise<void>;
}

/** What running steps share. */
export interface Machine {
  readonly platform: Platform;
  readonly compute: Compute;
  readonly models: Models;
  /** Results of `context.resource`, by name, and the shipped files they were made from. */
  readonly resources: Map<string, { readonly made: Promise<unknown>; readonly shipped: Set<string> }>;
  /** sha256 of shipped files by path, each computed once. */
  readonly shippedHashes: Map<string, Promise<string>>;
}

/** sha256 of a shipped file; '' when it cannot be read. */
export function shippedHash(machine: Machine, path: string): Promise<string> {
  const known = machine.shippedHashes.get(path);
  if (known) return known;
  const hash = machine.platform.shipped(path).then(sha256OfBytes).catch(() => '');
  machine.shippedHashes.set(path, hash);
  return hash;
}
