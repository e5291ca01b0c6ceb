import type { Endpoint } from 'comlink';
import { Worker, type MessagePort } from 'node:worker_threads';
import type { EngineWorker } from '../../src/runtime/worker/client';

/** Node's threads speak `on('message')` where comlink listens as a browser does. */
export function endpointOf(port: Worker | MessagePort): Endpoint {
  const listeners = new Map<unknown, (data: unknown) => void>();
  return {
    postMessage: (message: unknown, transfer?: Transferable[]) => { port.postMessage(message, transfer as never); },
    addEventListener(_type, listener) {
      const hear = (data: unknown): void => {
        if (typeof listener === 'function') listener({ data } as MessageEvent);
        else listener.handleEvent({ data } as MessageEvent);
      };
      listeners.set(listener, hear);
      port.on('message', hear);
    },
    removeEventListener(_type, listener) {
      const hear = listeners.get(listener);
      if (hear) port.off('message', hear);
    },
  };
}

/** A real thread that can be killed. */
export function threadWorker(made: Worker[] = []): EngineWorker {
  const worker = new Worker(new URL('./toy-worker.ts', import.meta.url), { execArgv: ['--import', new URL('../../scripts/node-loader.mjs', import.meta.url).href] });
  made.push(worker);
  return {
    endpoint: endpointOf(worker),
    terminate: () => { void worker.terminate(); },
    onCrash(listener) {
      worker.on('error', (error) => { listener(error instanceof Error ? error.message : String(error)); });
      worker.on('exit', () => { listener('the thread ended'); });
    },
  };
}
