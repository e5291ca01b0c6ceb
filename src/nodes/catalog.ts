import type { AnyRun, NodeDefinition } from '../runtime/define';
import type { Definitions } from '../runtime/ports';
import { fitsContract } from './shared/packs/fits';
import { PACKS } from './shared/packs/list';
import { captionLines, captionOf, layoutOf, MOST_LINES, wordsOf } from './sweep/grid';

const found = import.meta.glob<NodeDefinition>('./*/node.ts', { eager: true, import: 'default' });
const runs = import.meta.glob<AnyRun>(['./*/run.ts', '!./commands/run.ts'], { import: 'default' });

/** Every node type: the folders beside this file. Safe on the main thread. */
export const definitions: Definitions = new Map(Object.values(found).map((definition) => [definition.type, definition]));

const folders = new Map(Object.entries(found).map(([path, definition]) => [definition.type, path.slice(0, -'/node.ts'.length)]));

/** The run function of a node type, loaded on first use; for the engine's worker, never for the main thread. */
export async function loadRun(type: string): Promise<AnyRun> {
  const load = runs[`${folders.get(type) ?? `./${type}`}/run.ts`];
  if (!load) throw new Error(`The node type "${type}" has no run.ts.`);
  return load();
}

/** The public networks known here, and whether a file keeps a pack's contract; for the model manager. */
export const packs = PACKS;
export const packFits = fitsContract;

/** Where the cells and words of a sweep's grid stand, for the figure that is made of it. */
export const sweepGrid = { layoutOf, captionOf, captionLines, wordsOf, mostLines: MOST_LINES };
