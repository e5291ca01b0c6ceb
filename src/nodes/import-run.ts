import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { AnyRun } from '../runtime/define';

/** The run function in a node's folder, in Node. */
export async function importRun(folder: string): Promise<AnyRun> {
  return (await import(pathToFileURL(join(folder, 'run.ts')).href) as { readonly default: AnyRun }).default;
}
