import type { AnyRun, NodeDefinition } from '../../../src/runtime/define';
import { createEngine } from '../../../src/runtime/engine';
import { createBrowserPlatform } from '../../../src/runtime/platform/browser';
import { serveEngine } from '../../../src/runtime/worker/serve';

const definitions = Object.entries(import.meta.glob<NodeDefinition>('../toys/*/node.ts', { eager: true, import: 'default' }));
const runs = import.meta.glob<AnyRun>('../toys/*/run.ts', { import: 'default' });

serveEngine((onDeviceLost) => createEngine({
  definitions: new Map(definitions.map(([, definition]) => [definition.type, definition])),
  loadRun: (type) => runs[`../toys/${type}/run.ts`]!(),
  platform: createBrowserPlatform({ publicUrl: `${self.location.origin}/` }), onDeviceLost,
}), self as unknown as Worker);
