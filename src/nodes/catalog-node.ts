import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { AnyRun, NodeDefinition } from '../runtime/define';
import type { HelperHost } from '../runtime/helpers/pool';
import { threadHelpers } from '../runtime/platform/helpers-node';
import type { Definitions } from '../runtime/ports';
import { importRun } from './import-run';

/** Lets a thread run TypeScript, as the command line does. */
const LOADER = new URL('../../scripts/node-loader.mjs', import.meta.url);

export interface Catalog {
  readonly definitions: Definitions;
  loadRun(type: string): Promise<AnyRun>;
  /** Threads that compute heavy nodes of this catalogue. */
  readonly helpers: HelperHost;
}

/** Every node type in Node: the folders beside this file, or those of another folder, that hold a `node.ts`. */
export async function readCatalog(folder = fileURLToPath(new URL('.', import.meta.url))): Promise<Catalog> {
  const definitions = new Map<string, NodeDefinition>();
  const folders = new Map<string, string>();
  const entries = (await readdir(folder, { withFileTypes: true })).filter((entry) => entry.isDirectory()).map((entry) => join(folder, entry.name)).sort();
  const loaded = await Promise.all(entries.filter((entry) => existsSync(join(entry, 'node.ts'))).map(async (entry) => [entry, await importDefault<NodeDefinition>(join(entry, 'node.ts'))] as const));
  for (const [entry, definition] of loaded) {
    definitions.set(definition.type, definition);
    folders.set(definition.type, entry);
  }
  // Node resolves a module anew at every import, which costs more than many a step.
  const runs = new Map<string, Promise<AnyRun>>();
  return {
    definitions,
    async loadRun(type) {
      const entry = folders.get(type);
      if (entry === undefined) throw new Error(`There is no node type "${type}".`);
      const run = runs.get(type) ?? importRun(entry);
      runs.set(type, run);
      return run;
    },
    helpers: threadHelpers(new URL('./helper-node.ts', import.meta.url), LOADER, Object.fromEntries(folders)),
  };
}

async function importDefault<T>(path: string): Promise<T> {
  return (await import(pathToFileURL(path).href) as { default: T }).default;
}
