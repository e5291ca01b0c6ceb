import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { checkGraph, type Checked } from '../../runtime/check';
import { createEngine } from '../../runtime/engine';
import type { Engine, Problem, RunReport } from '../../runtime/engine-types';
import { createDiskStore } from '../../runtime/platform/disk-store';
import { createNodePlatform } from '../../runtime/platform/node';
import { portsOf, type Definitions } from '../../runtime/ports';
import { readCatalog } from '../catalog-node';
import { openGraph, Refusal, say, type Language } from './open-graph';
import { applySettings } from './settings';
import { outputFile } from './write-output';

/** Where a command writes its words. */
export interface CommandOutput {
  readonly out: (text: string) => void;
  readonly error: (text: string) => void;
}

const HELP = `run GRAPH.json: computes a graph

  --set NODE.PARAM=VALUE   change a setting; repeat for more. A file: --set source.file=a.jpg
  --out DIR                write each viewed or saved output as DIR/<node id>.png (.json, .csv, .glb)
  --cache DIR              keep results there, so that the next run computes only what changed
  --report FILE.json       write what ran, for how long and on what
  --target NODE            compute this node only, with all it needs; repeat for more
  --lang en|zh             language of the sentences
  --nodes DIR              take the node types from another folder

Ends with 0, or with 1 after sentences that say which node and port, and what to do.
`;

const OPTIONS = {
  set: { type: 'string', multiple: true }, out: { type: 'string' }, cache: { type: 'string' }, report: { type: 'string' }, target: { type: 'string', multiple: true },
  lang: { type: 'string' }, nodes: { type: 'string' }, help: { type: 'boolean' },
} as const;

/** `run GRAPH.json`. Returns the exit code. */
export async function runCommand(args: readonly string[], io: CommandOutput): Promise<number> {
  const { values, positionals } = parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
  if (values.help) { io.out(HELP); return 0; }
  const language: Language = values.lang === 'zh' ? 'zh' : 'en';
  const [path, ...extra] = positionals;
  if (path === undefined || extra.length > 0) throw new Refusal(`Name one graph file: run GRAPH.json. See run --help.`);
  const catalog = await readCatalog(values.nodes);
  const { graph: opened, warnings } = await openGraph(path, catalog.definitions, language);
  for (const warning of warnings) io.error(`${say(warning.message, language)}\n`);
  const { graph, files } = await applySettings(opened, values.set ?? [], catalog.definitions, language);
  const checked = checkGraph(graph, catalog.definitions);
  const missing = (values.target ?? []).find((id) => checked.nodesBehind(id).length === 0);
  if (missing !== undefined) throw new Refusal(`--target ${missing}: there is no such node. The graph has ${Object.keys(graph.nodes).join(', ')}.`);
  const engine = createEngine({ ...catalog, platform: createNodePlatform({ files }), ...(values.cache === undefined ? {} : { store: createDiskStore(values.cache) }) });
  try {
    const report = await engine.run({ runId: 'run', document: graph, ...(values.target ? { targets: values.target } : {}) });
    if (values.out !== undefined) await writeOutputs(values.out, engine, checked, catalog.definitions, report, io);
    if (values.report !== undefined) await writeFile(values.report, `${JSON.stringify(reportJson(report), undefined, 1)}\n`);
    return printProblems(collectProblems(checked, report), language, io) ? 1 : 0;
  } finally {
    await engine.dispose();
  }
}

function reportJson(report: RunReport): unknown {
  return {
    ms: report.ms, backend: report.backend,
    steps: report.steps.map(({ node, type, state, ms, backend, weights }) => ({ node, type, state, ms, backend, ...(weights.length > 0 ? { weights } : {}) })),
  };
}

/** What the check says of the whole document and what the run adds, each sentence once. */
function collectProblems(checked: Checked, report: RunReport): readonly Problem[] {
  const all = [...checked.problems, ...report.problems, ...report.steps.flatMap((step) => step.problems)];
  return [...new Map(all.map((problem) => [problem.message.en, problem])).values()];
}

/** True when one of them is an error. */
export function printProblems(problems: readonly Problem[], language: Language, io: CommandOutput): boolean {
  for (const { severity, message, remedy } of problems) {
    const advice = remedy && !say(message, language).includes(say(remedy.message, language)) ? ` ${say(remedy.message, language)}.` : '';
    io.error(`${severity === 'error' ? '' : language === 'zh' ? '注意：' : 'Note: '}${say(message, language)}${advice}\n`);
  }
  return problems.some((problem) => problem.severity === 'error');
}

/** What a viewer or writer shows: its first output, or what comes into its first linked input. */
function shownBy(id: string, checked: Checked, definitions: Definitions): readonly [node: string, port: string] | undefined {
  const node = checked.flat.nodes[id];
  const definition = node && definitions.get(node.type);
  if (!definition?.sink) return undefined;
  const ports = portsOf(definition, node!.params);
  const output = Object.keys(ports.outputs)[0];
  if (output !== undefined) return [id, output];
  return Object.keys(ports.inputs).flatMap((port) => { const feed = checked.feeds.get(id)?.get(port); return feed ? [feed] : []; })[0];
}

async function writeOutputs(folder: string, engine: Engine, checked: Checked, definitions: Definitions, report: RunReport, io: CommandOutput): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const step of report.steps) {
    const shown = step.state === 'ran' || step.state === 'cached' ? shownBy(step.node, checked, definitions) : undefined;
    const file = shown && outputFile(await engine.preview(shown[0], shown[1], 0));
    if (!file) continue;
    const name = join(folder, `${step.node.replaceAll('/', '.')}.${file.extension}`);
    await writeFile(name, file.bytes);
    io.out(`${name}\n`);
  }
}
