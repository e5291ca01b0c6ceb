import type { OnnxSession } from '../platform/types';

/** Most that open sessions may hold together: bytes of their files (in memory a network takes two to three times that), and how many they are. */
export interface SessionLimits { readonly bytes: number; readonly count: number }

/** All built-in networks fit twice; of public ones of half a gigabyte, two. */
export const SESSION_LIMITS: SessionLimits = { bytes: 2 ** 30, count: 128 };

interface Entry<T> { readonly opening: Promise<T>; readonly bytes: number; users: number }

/** Open sessions by key. Above the limits the least recently used are released, never one that is in use. */
export class SessionCache<T extends { readonly session: OnnxSession }> {
  readonly #limits: SessionLimits;
  readonly #entries = new Map<string, Entry<T>>();
  #bytes = 0;

  constructor(limits: SessionLimits = SESSION_LIMITS) {
    this.#limits = limits;
  }

  get bytes(): number { return this.#bytes; }
  get size(): number { return this.#entries.size; }

  has(key: string): boolean { return this.#entries.has(key); }

  /** Hands an open session, or the one that `open` makes of a file of `bytes`, to `work`, and keeps it open meanwhile. A session that could not be opened is forgotten. */
  async use<R>(key: string, bytes: number, open: () => Promise<T>, work: (opened: T) => Promise<R> | R): Promise<R> {
    const entry = this.#entries.get(key) ?? { opening: open(), bytes, users: 0 };
    if (!this.#entries.delete(key)) this.#bytes += bytes;
    this.#entries.set(key, entry);
    entry.users++;
    try {
      const opened = await entry.opening.catch((error: unknown) => { this.#forget(key, entry); throw error; });
      return await work(opened);
    } finally {
      entry.users--;
      if (!this.#within()) await this.#evict();
    }
  }

  /** Releases a session, whether it is in use or not: ONNX Runtime's queue lets a running call end first. */
  async drop(key: string): Promise<void> {
    const entry = this.#entries.get(key);
    if (!entry) return;
    this.#forget(key, entry);
    await entry.opening.then(({ session }) => session.release()).catch(() => undefined);
  }

  async dispose(): Promise<void> {
    for (const key of [...this.#entries.keys()]) await this.drop(key);
  }

  #forget(key: string, entry: Entry<T>): void {
    if (this.#entries.get(key) !== entry) return;
    this.#entries.delete(key);
    this.#bytes -= entry.bytes;
  }

  #within(): boolean {
    return this.#bytes <= this.#limits.bytes && this.#entries.size <= this.#limits.count;
  }

  async #evict(): Promise<void> {
    for (const [key, { users }] of [...this.#entries]) {
      if (this.#within()) return;
      if (users === 0) await this.drop(key);
    }
  }
}
