import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { checkGraph } from '../../runtime/check';
import { createEngine } from '../../runtime/engine';
import type { Problem, RunReport } from '../../runtime/engine-types';
import { createDiskStore } from '../../runtime/platform/disk-store';
import { modelFolder } from '../../runtime/platform/model-folder';
import { createNodePlatform } from '../../runtime/platform/node';
import { readCatalog } from '../catalog-node';
import { defaultJobs, runPairs } from './batch/run-pairs';
import { withKeptModels } from './models/fill';
import { openGraph, Refusal, say, type Language } from './open-graph';
import { collectProblems, writeOutputs } from './run-outputs';
import { applySettings } from './settings';

/** Where a command writes its words. */
export interface CommandOutput {
  readonly out: (text: string) => void;
  readonly error: (text: string) => void;
}

const HELP = `run GRAPH.json: computes a graph

  --set NODE.PARAM=VALUE   change a setting; repeat for more. A file: --set source.file=a.jpg
  --out DIR                write each viewed or saved output as DIR/<node id>.png (.jpg, .webp, .json, .csv, .glb)
  --cache DIR              keep results there, so that the next run computes only what changed
  --report FILE.json       write what ran, for how long and on what
  --target NODE            compute this node only, with all it needs; repeat for more
  --lang en|zh             language of the sentences
  --nodes DIR              take the node types from another folder

Many pairs: run GRAPH.json --pairs pairs.csv --out DIR
  --pairs LIST.csv         one pair a line: columns such as source,target (a file or a seed), node.param, and name
  --jobs N                 processes at a time
  --retry                  compute failed pairs of an earlier run again
  Results go to DIR/pairs/<name>, numbers to DIR/metrics.csv. Stopped at any moment, the same command goes on where it was.

Ends with 0, or with 1 after sentences that say which node and port, and what to do.
`;

const OPTIONS = {
  set: { type: 'string', multiple: true }, out: { type: 'string' }, cache: { type: 'string' }, report: { type: 'string' }, target: { type: 'string', multiple: true },
  pairs: { type: 'string' }, jobs: { type: 'string' }, retry: { type: 'boolean' }, lang: { type: 'string' }, nodes: { type: 'string' }, help: { type: 'boolean' },
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
  const { graph: set, files } = await applySettings(opened, values.set ?? [], catalog.definitions, language);
  const graph = await withKeptModels(set, catalog.definitions, modelFolder(), language, io);
  const checked = checkGraph(graph, catalog.definitions);
  const missing = (values.target ?? []).find((id) => checked.nodesBehind(id).length === 0);
  if (missing !== undefined) throw new Refusal(`--target ${missing}: there is no such node. The graph has ${Object.keys(graph.nodes).join(', ')}.`);
  if (values.pairs !== undefined) {
    if (values.out === undefined) throw new Refusal(say({ en: '--pairs needs --out DIR, the folder for the results.', zh: '--pairs 需要 --out DIR 指定结果文件夹。' }, language));
    if (values.report !== undefined) throw new Refusal(say({ en: '--report is for one run; with --pairs the numbers are in DIR/metrics.csv.', zh: '--report 只用于单次运行；使用 --pairs 时数值在 DIR/metrics.csv 中。' }, language));
    return runPairs(graph, catalog.definitions, {
      list: values.pairs, out: values.out, jobs: jobsOf(values.jobs, language), retry: values.retry ?? false, files, language,
      process: { nodes: values.nodes, cache: values.cache, targets: values.target },
    }, io);
  }
  const engine = createEngine({ ...catalog, platform: createNodePlatform({ files, models: modelFolder() }), ...(values.cache === undefined ? {} : { store: createDiskStore(values.cache) }) });
  try {
    const report = await engine.run({ runId: 'run', document: graph, ...(values.target ? { targets: values.target } : {}) });
    if (values.out !== undefined) for (const path of await writeOutputs(values.out, { document: graph, engine, checked, definitions: catalog.definitions, report, files })) io.out(`${path}\n`);
    if (values.report !== undefined) await writeFile(values.report, `${JSON.stringify(reportJson(report), undefined, 1)}\n`);
    return printProblems(collectProblems(checked, report), language, io) ? 1 : 0;
  } finally {
    await engine.dispose();
  }
}

function jobsOf(text: string | undefined, language: Language): number {
  if (text === undefined) return defaultJobs();
  const jobs = Number(text);
  if (!/^\d+$/.test(text) || jobs < 1 || jobs > 64) throw new Refusal(say({ en: `--jobs must be a whole number from 1 to 64, but is "${text}".`, zh: `--jobs 必须是 1 到 64 的整数，现在是“${text}”。` }, language));
  return jobs;
}

function reportJson(report: RunReport): unknown {
  return {
    ms: report.ms, backend: report.backend,
    steps: report.steps.map(({ node, type, state, ms, backend, weights }) => ({ node, type, state, ms, backend, ...(weights.length > 0 ? { weights } : {}) })),
  };
}

/** True when one of them is an error. */
export function printProblems(problems: readonly Problem[], language: Language, io: CommandOutput): boolean {
  for (const { severity, message, remedy } of problems) {
    const advice = remedy && !say(message, language).includes(say(remedy.message, language)) ? ` ${say(remedy.message, language)}.` : '';
    io.error(`${severity === 'error' ? '' : language === 'zh' ? '注意：' : 'Note: '}${say(message, language)}${advice}\n`);
  }
  return problems.some((problem) => problem.severity === 'error');
}
