import { parseArgs } from 'node:util';
import { checkGraph } from '../../runtime/check';
import { modelFolder } from '../../runtime/platform/model-folder';
import { readCatalog } from '../catalog-node';
import { withKeptModels } from './models/fill';
import { openGraph, Refusal, say, type Language } from './open-graph';
import { printProblems, type CommandOutput } from './run';
import { applySettings } from './settings';

const HELP = `check GRAPH.json: says what is wrong with a graph, without running it

  --set NODE.PARAM=VALUE   change a setting first; repeat for more
  --lang en|zh             language of the sentences
  --nodes DIR              take the node types from another folder

Ends with 0 when the graph can run, or with 1 after sentences that say which node and port, and what to do.
`;

const OPTIONS = { set: { type: 'string', multiple: true }, lang: { type: 'string' }, nodes: { type: 'string' }, help: { type: 'boolean' } } as const;

/** `check GRAPH.json`. Returns the exit code. */
export async function checkCommand(args: readonly string[], io: CommandOutput): Promise<number> {
  const { values, positionals } = parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
  if (values.help) { io.out(HELP); return 0; }
  const language: Language = values.lang === 'zh' ? 'zh' : 'en';
  const [path, ...extra] = positionals;
  if (path === undefined || extra.length > 0) throw new Refusal('Name one graph file: check GRAPH.json. See check --help.');
  const { definitions } = await readCatalog(values.nodes);
  const { graph, warnings } = await openGraph(path, definitions, language);
  for (const warning of warnings) io.error(`${say(warning.message, language)}\n`);
  const { graph: set } = await applySettings(graph, values.set ?? [], definitions, language);
  const checked = checkGraph(await withKeptModels(set, definitions, modelFolder(), language, io), definitions);
  if (printProblems(checked.problems, language, io)) return 1;
  const [nodes, links] = [Object.keys(checked.flat.nodes).length, checked.flat.links.length];
  io.out(say({ en: `${path}: ${nodes} nodes and ${links} links, nothing wrong.\n`, zh: `${path}：${nodes} 个节点，${links} 条连线，没有问题。\n` }, language));
  return 0;
}
