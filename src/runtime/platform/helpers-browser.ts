import type { FromHelper, ToHelper } from '../helpers/messages';
import type { HelperHost } from '../helpers/pool';
import type { HelperPort } from '../helpers/serve';

/** More threads than this gain nothing on graphs of a few faces, and each keeps buffers of its own. */
const MOST_HELPERS = 3;

/** Nested workers, where the browser has them. `makeWorker` starts a worker that calls `serveHelper`; they end with the worker they belong to. */
export function workerHelpers(makeWorker: () => Worker): HelperHost {
  return {
    limit: typeof Worker === 'undefined' ? 0 : Math.min(MOST_HELPERS, navigator.hardwareConcurrency),
    // Every thread compiles what it runs anew, on the cores that the others have.
    coldLimit: Math.max(1, navigator.hardwareConcurrency - 1),
    start() {
      const worker = makeWorker();
      return {
        post: (message) => { worker.postMessage(message); },
        listen(hear, gone) {
          worker.addEventListener('message', ({ data }: MessageEvent<FromHelper>) => { hear(data); });
          worker.addEventListener('error', (event) => { gone(event.message || 'the worker failed'); });
          worker.addEventListener('messageerror', () => { gone('a message could not be read'); });
        },
        keepAlive: () => undefined,
        terminate: () => {
          worker.terminate();
          return Promise.resolve();
        },
      };
    },
  };
}

/** The helper's own end, in the worker. */
export function workerPort(scope: Pick<Worker, 'postMessage' | 'addEventListener'>): HelperPort {
  return {
    post: (message, transfer = []) => { scope.postMessage(message, [...transfer]); },
    listen: (hear) => { scope.addEventListener('message', ((event: MessageEvent<ToHelper>) => { hear(event.data); }) as EventListener); },
  };
}
