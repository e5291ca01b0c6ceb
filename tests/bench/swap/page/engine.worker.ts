import { definitions, loadRun } from '../../../../src/nodes/catalog';
import { createEngine } from '../../../../src/runtime/engine';
import { createBrowserPlatform } from '../../../../src/runtime/platform/browser';
import { serveEngine } from '../../../../src/runtime/worker/serve';
import { cropNode, cropRun } from '../crops';

serveEngine(() => createEngine({
  definitions: new Map([...definitions, [cropNode.type, cropNode]]),
  loadRun: (type) => (type === cropNode.type ? Promise.resolve(cropRun) : loadRun(type)),
  platform: createBrowserPlatform({ publicUrl: `${self.location.origin}/` }), cacheLimitBytes: 0,
}), self as unknown as Worker);
