import { describe } from 'vitest';
import { readCatalog } from '../../src/nodes/catalog-node';
import { createEngine } from '../../src/runtime/engine';
import { createNodePlatform } from '../../src/runtime/platform/node';
import { engineHost } from './engine-host';
import { engineSuite } from './suite';
import { TOYS } from './toy-graph';

describe('the engine in process', () => {
  engineSuite(async () => {
    const catalog = await readCatalog(TOYS);
    return engineHost(createEngine({ ...catalog, platform: createNodePlatform() }));
  });
});
