import type { BothLanguages } from './define';
import { hasWanted, type Wanted } from './demand';
import type { StepReport } from './engine-types';
import { byteSizeOf } from './value-tensors';
import type { Value } from './values';

/** What one step computed, with all a report says of it. */
export interface StepResult {
  readonly outputs: Readonly<Record<string, Value>>;
  readonly backend: StepReport['backend'];
  readonly weights: StepReport['weights'];
  readonly provenance: StepReport['provenance'];
  /** Shipped files that this and all upstream were made from: a stored result is good only while they are the same. */
  readonly files: readonly { readonly path: string; readonly sha256: string }[];
  readonly warnings: readonly { readonly code: string; readonly port?: string; readonly message: BothLanguages }[];
  /** Some of what it gathers failed: it can be looked at, but the next run tries again. */
  readonly partial?: boolean;
  /** Outputs that nobody read when it was made. Absent: it has all. */
  readonly leftOut?: readonly string[];
}

interface Entry { result: StepResult; readonly bytes: number; pins: number }

/** Where results outlive the process: a directory. Failures of the store itself are its own affair: `get` then gives undefined. */
export interface StepStore {
  get(key: string): Promise<StepResult | undefined>;
  put(key: string, result: StepResult): Promise<void>;
}

/**
 * Results by content key, the least recently used out first, bounded in bytes. A pinned result (an input of the running step, a target on screen) stays
 * even above the bound. `release` is told when a result leaves, so that its GPU buffers return to the pool.
 */
export class StepCache {
  readonly limitBytes: number;
  readonly #release: (key: string, result: StepResult) => void;
  readonly #entries = new Map<string, Entry>();
  #bytes = 0;

  constructor(limitBytes: number, release: (key: string, result: StepResult) => void) {
    this.limitBytes = limitBytes;
    this.#release = release;
  }

  get bytes(): number { return this.#bytes; }
  get size(): number { return this.#entries.size; }

  has(key: string): boolean { return this.#entries.has(key); }

  get(key: string): StepResult | undefined {
    const entry = this.#entries.get(key);
    if (!entry) return undefined;
    this.#entries.delete(key);
    this.#entries.set(key, entry);
    return entry.result;
  }

  /** Whether a whole result is there, with the outputs that are wanted. */
  holds(key: string, wanted: Wanted): boolean {
    const result = this.#entries.get(key)?.result;
    return result !== undefined && !result.partial && hasWanted(result, wanted);
  }

  bytesOf(key: string): number { return this.#entries.get(key)?.bytes ?? 0; }

  /** Stores a result, pinned once more than the one in whose place it comes; the caller unpins. */
  putPinned(key: string, result: StepResult): number {
    const pins = (this.#entries.get(key)?.pins ?? 0) + 1;
    this.delete(key);
    let bytes = 0;
    for (const value of Object.values(result.outputs)) bytes += byteSizeOf(value);
    this.#entries.set(key, { result, bytes, pins });
    this.#bytes += bytes;
    this.#evict();
    return bytes;
  }

  /** Adds remarks that became known after the result was stored. */
  addWarnings(key: string, warnings: StepResult['warnings']): void {
    const entry = this.#entries.get(key);
    if (entry) entry.result = { ...entry.result, warnings: [...entry.result.warnings, ...warnings] };
  }

  pin(key: string): void {
    const entry = this.#entries.get(key);
    if (entry) entry.pins++;
  }

  unpin(key: string): void {
    const entry = this.#entries.get(key);
    if (!entry) return;
    entry.pins--;
    if (this.#bytes > this.limitBytes) this.#evict();
  }

  delete(key: string): void {
    const entry = this.#entries.get(key);
    if (!entry) return;
    this.#entries.delete(key);
    this.#bytes -= entry.bytes;
    this.#release(key, entry.result);
  }

  /** Drops everything `drop` says, pinned or not: what lived on a lost device. */
  deleteWhere(drop: (result: StepResult) => boolean): void {
    for (const [key, entry] of [...this.#entries]) if (drop(entry.result)) this.delete(key);
  }

  #evict(): void {
    for (const [key, entry] of this.#entries) {
      if (this.#bytes <= this.limitBytes) return;
      if (entry.pins === 0) this.delete(key);
    }
  }
}
