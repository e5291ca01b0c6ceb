import { parseArgs } from 'node:util';
import { readCatalog } from '../catalog-node';
import type { CommandOutput } from './run';

const HELP = `nodes: lists the node types

  --json        everything a definition says, as JSON
  --nodes DIR   take the node types from another folder
`;

/** `nodes` and `nodes --json`. Returns the exit code. */
export async function nodesCommand(args: readonly string[], io: CommandOutput): Promise<number> {
  const { values } = parseArgs({ args: [...args], options: { json: { type: 'boolean' }, nodes: { type: 'string' }, help: { type: 'boolean' } } });
  if (values.help) { io.out(HELP); return 0; }
  const { definitions } = await readCatalog(values.nodes);
  const all = [...definitions.values()];
  if (values.json) {
    io.out(`${JSON.stringify(all, undefined, 1)}\n`);
    return 0;
  }
  const width = Math.max(0, ...all.map((definition) => definition.type.length));
  for (const { type, summary } of all) io.out(`${type.padEnd(width)}  ${summary.en}\n`);
  return 0;
}
