import { engineWorker } from '../runtime/worker/browser-worker';
import { connectEngine, type SupervisedEngine } from '../runtime/worker/client';

/** The page's engine, in its worker. This file is read before all others: the worker loads while the page does. */
export const engine: SupervisedEngine = connectEngine(() => engineWorker(new Worker(new URL('../nodes/worker.ts', import.meta.url), { type: 'module', name: 'engine' })));

void engine.info().catch(() => undefined);
