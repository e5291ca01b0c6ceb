import { parentPort } from 'node:worker_threads';
import { readCatalog } from '../../src/nodes/catalog-node';
import { createEngine } from '../../src/runtime/engine';
import { createNodePlatform } from '../../src/runtime/platform/node';
import { serveEngine } from '../../src/runtime/worker/serve';
import { endpointOf } from './thread-endpoint';
import { TOYS } from './toy-graph';

const catalog = await readCatalog(TOYS);
serveEngine((onDeviceLost) => createEngine({ ...catalog, platform: createNodePlatform(), onDeviceLost }), endpointOf(parentPort!));
