import { createEngine } from '../runtime/engine';
import { serveHelper } from '../runtime/helpers/serve';
import { createBrowserPlatform } from '../runtime/platform/browser';
import { workerHelpers, workerPort } from '../runtime/platform/helpers-browser';
import { serveEngine } from '../runtime/worker/serve';
import { definitions, loadRun } from './catalog';

/** What only a browser offers to nodes: the default export of each `<type>/browser-service.ts`, which loads its heavy parts when first used. */
const found = import.meta.glob<{ readonly name: string; readonly service: unknown }>('./*/browser-service.ts', { eager: true, import: 'default' });
const services = Object.fromEntries(Object.values(found).map(({ name, service }) => [name, service]));

const publicUrl = new URL(import.meta.env.BASE_URL, self.location.origin).href;

const HELPER = 'swapgraph-helper';
const worker = self as unknown as Worker & { readonly name: string };

// The engine's helpers are this same file again: it is at hand already, and the build needs no second bundle.
if (worker.name === HELPER) serveHelper(loadRun, workerPort(worker));
else {
  const helpers = workerHelpers(() => new Worker(self.location.href, { type: 'module', name: HELPER }));
  serveEngine((onDeviceLost) => createEngine({ definitions, loadRun, helpers, platform: createBrowserPlatform({ publicUrl, services }), onDeviceLost }), worker);
}
