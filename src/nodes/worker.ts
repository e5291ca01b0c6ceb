import { createEngine } from '../runtime/engine';
import { createBrowserPlatform } from '../runtime/platform/browser';
import { serveEngine } from '../runtime/worker/serve';
import { definitions, loadRun } from './catalog';

/** What only a browser offers to nodes: the default export of each `<type>/browser-service.ts`, which loads its heavy parts when first used. */
const found = import.meta.glob<{ readonly name: string; readonly service: unknown }>('./*/browser-service.ts', { eager: true, import: 'default' });
const services = Object.fromEntries(Object.values(found).map(({ name, service }) => [name, service]));

const publicUrl = new URL(import.meta.env.BASE_URL, self.location.origin).href;

serveEngine((onDeviceLost) => createEngine({ definitions, loadRun, platform: createBrowserPlatform({ publicUrl, services }), onDeviceLost }), self as unknown as Worker);
