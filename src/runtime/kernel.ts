import type { CpuTensor } from './tensor';

/**
 * One computation in two tongues. WGSL binds @group(0): binding 0 the uniform struct (the fields of `uniforms` in order, each 4 bytes: f32, i32 or u32,
 * padded to 16), then the inputs as `var<storage, read>` arrays of f32, then the outputs as `var<storage, read_write>`. Lengths come by uniforms: pooled
 * buffers are larger than their tensors, so `arrayLength` lies.
 */
export interface Kernel {
  readonly name: string;
  readonly wgsl: string;
  readonly workgroup: readonly [number, number, number];
  readonly uniforms: Readonly<Record<string, 'f32' | 'i32' | 'u32'>>;
  /** Threads wanted, before rounding up to workgroups. */
  readonly threads: (outputs: readonly (readonly number[])[], uniforms: Readonly<Record<string, number>>) => readonly [number, number, number];
  /** The same computation in plain TypeScript, into zeroed outputs: the CPU path, and the test of the WGSL. */
  readonly cpu: (inputs: readonly CpuTensor[], uniforms: Readonly<Record<string, number>>, outputs: readonly CpuTensor[]) => void;
  /** A small case on which the two are compared. */
  readonly sample: () => { readonly inputs: readonly CpuTensor[]; readonly uniforms: Readonly<Record<string, number>>; readonly outputs: readonly (readonly number[])[] };
}
