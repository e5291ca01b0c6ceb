// Runs the TypeScript sources in plain Node: tsx for .ts, and a hook that gives `*.wgsl?raw` and `*.md?raw` imports their text, as Vite does.
import { register } from 'node:module';
import { register as registerTsx } from 'tsx/esm/api';

registerTsx();
register('./raw-text-hook.mjs', import.meta.url);
