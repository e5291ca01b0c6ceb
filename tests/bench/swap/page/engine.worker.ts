import { definitions, loadRun } from '../../../../src/nodes/catalog';
import { createEngine } from '../../../../src/runtime/engine';
import { createBrowserPlatform } from '../../../../src/runtime/platform/browser';
import { serveEngine } from '../../../../src/runtime/worker/serve';
import { withBenchNodes } from '../crops';

serveEngine(() => createEngine({
  ...withBenchNodes({ definitions, loadRun }),
  platform: createBrowserPlatform({ publicUrl: `${self.location.origin}/` }), cacheLimitBytes: 0,
}), self as unknown as Worker);
