import { describe } from 'vitest';
import { readCatalog } from '../../src/nodes/catalog-node';
import { createEngine } from '../../src/runtime/engine';
import { createNodePlatform } from '../../src/runtime/platform/node';
import { connectEngine } from '../../src/runtime/worker/client';
import { serveEngine } from '../../src/runtime/worker/serve';
import { engineHost } from './engine-host';
import { engineSuite } from './suite';
import { TOYS } from './toy-graph';

describe('the engine over a port', () => {
  engineSuite(async () => {
    const catalog = await readCatalog(TOYS);
    return engineHost(connectEngine(() => {
      const { port1, port2 } = new MessageChannel();
      serveEngine((onDeviceLost) => createEngine({ ...catalog, platform: createNodePlatform(), onDeviceLost }), port1 as never);
      return { endpoint: port2 as never, terminate: () => { port1.close(); port2.close(); }, onCrash: () => undefined };
    }));
  });
});
