import type { Json } from '../../graph/types';
import type { BothLanguages } from '../define';
import type { ErrorData } from '../errors';
import type { Value } from '../values';

/** One heavy step, as it crosses to a helper thread. */
export interface HeavyJob {
  readonly type: string;
  readonly title: BothLanguages;
  readonly key: string;
  readonly params: Readonly<Record<string, Json>>;
  /** Tensors on the CPU; copied. */
  readonly inputs: Readonly<Record<string, Value>>;
}

/** What a helper made of a job, and what it used on the way. */
export interface HeavyResult {
  readonly outputs: Readonly<Record<string, Value | undefined>>;
  readonly remarks: readonly BothLanguages[];
  /** Shipped files that the result was made from. */
  readonly shipped: readonly string[];
}

/** A helper does one job at a time. It reads no files itself: it asks the engine, whose platform has them. */
export type ToHelper =
  | { readonly kind: 'run'; readonly job: HeavyJob }
  | { readonly kind: 'file'; readonly request: number; readonly bytes: Uint8Array }
  | { readonly kind: 'no-file'; readonly request: number; readonly error: ErrorData };

export type FromHelper =
  | { readonly kind: 'ready' }
  | { readonly kind: 'shipped'; readonly request: number; readonly path: string }
  | { readonly kind: 'progress'; readonly fraction: number }
  | { readonly kind: 'done'; readonly result: HeavyResult }
  | { readonly kind: 'failed'; readonly error: ErrorData };
