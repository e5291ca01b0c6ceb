import { engineWorker } from '../runtime/worker/browser-worker';
import { connectEngine, type SupervisedEngine } from '../runtime/worker/client';

/** The engine in its worker; nothing is loaded before the first call. */
export function startEngine(): SupervisedEngine {
  return connectEngine(() => engineWorker(new Worker(new URL('../nodes/worker.ts', import.meta.url), { type: 'module', name: 'engine' })));
}
