import type { Session } from '../session';

/** Holds a lock in the name of the open document, so that a second tab with the same document can be told. Without Web Locks nothing is said. */
export function guardDocument(session: Session): () => void {
  if (!('locks' in navigator)) return () => undefined;
  let stopped = false;
  let release: (() => void) | undefined;
  let waiting: AbortController | undefined;
  let held: string | undefined;

  const hold = (): Promise<void> => new Promise((resolve) => { release = resolve; });
  const claim = async (id: string): Promise<void> => {
    held = id;
    release?.();
    release = undefined;
    waiting?.abort();
    const name = `swapgraph:${id}`;
    await navigator.locks.request(name, { ifAvailable: true }, async (lock) => {
      if (held !== id || stopped) return;
      session.set({ openElsewhere: lock === null });
      if (lock) await hold();
      else void queue(id, name);
    });
  };
  /** Waits for the other tab to close; then this one may save again. */
  const queue = async (id: string, name: string): Promise<void> => {
    waiting = new AbortController();
    await navigator.locks.request(name, { signal: waiting.signal }, async () => {
      if (held !== id || stopped) return;
      session.set({ openElsewhere: false });
      await hold();
    }).catch(() => undefined);
  };

  void claim(session.get().document.id);
  const stop = session.store.subscribe(({ document }) => { if (document.id !== held) void claim(document.id); });
  return () => {
    stopped = true;
    stop();
    release?.();
    waiting?.abort();
  };
}
