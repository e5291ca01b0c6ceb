import type { EngineWorker } from './client';

/** A browser's worker as `connectEngine` wants it. */
export function engineWorker(worker: Worker): EngineWorker {
  return {
    endpoint: worker,
    terminate: () => { worker.terminate(); },
    onCrash(listener) {
      worker.addEventListener('error', (event) => { listener(event.message || 'the worker failed'); });
      worker.addEventListener('messageerror', () => { listener('a message could not be read'); });
    },
  };
}
