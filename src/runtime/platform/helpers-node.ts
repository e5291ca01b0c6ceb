import { availableParallelism } from 'node:os';
import { Worker, type MessagePort } from 'node:worker_threads';
import type { HelperHost } from '../helpers/pool';
import type { HelperPort } from '../helpers/serve';
import type { FromHelper, ToHelper } from '../helpers/messages';

/** More threads than this gain nothing on graphs of a few faces, and each keeps buffers of its own. */
const MOST_HELPERS = 3;

/** Worker threads of Node. `entry` is a module that calls `serveHelper`; `loader` lets it be TypeScript; `workerData` is what the entry is told. */
export function threadHelpers(entry: URL, loader: URL, workerData: unknown): HelperHost {
  return {
    limit: Math.min(MOST_HELPERS, availableParallelism()),
    start() {
      const worker = new Worker(entry, { workerData, execArgv: ['--import', loader.href] });
      worker.unref();
      return {
        post: (message) => { worker.postMessage(message); },
        listen(hear, gone) {
          worker.on('message', (message: FromHelper) => { hear(message); });
          worker.on('error', (error) => { gone(error instanceof Error ? error.message : String(error)); });
          worker.on('exit', (code) => { gone(`exit code ${code}`); });
        },
        keepAlive: (atWork) => { if (atWork) worker.ref(); else worker.unref(); },
        terminate: () => worker.terminate(),
      };
    },
  };
}

/** The helper's own end, in the thread. */
export function threadPort(port: MessagePort): HelperPort {
  return {
    post: (message, transfer = []) => { port.postMessage(message, [...transfer]); },
    listen: (hear) => { port.on('message', (message: ToHelper) => { hear(message); }); },
  };
}
