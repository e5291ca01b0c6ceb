import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { readCatalog } from '../../src/nodes/catalog-node';
import { parseGraph } from '../../src/graph/parse';
import { checkGraph } from '../../src/runtime/check';
import { createEngine } from '../../src/runtime/engine';
import { planSteps } from '../../src/runtime/plan';
import { createNodePlatform } from '../../src/runtime/platform/node';
import { chainDefinitions, chainGraph, loadChainRun } from './chain';
import { startReport } from './report';

const engineReport = startReport('engine', 'The engine');
const report = engineReport.tell;

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;

const ms = (value: number): string => `${value < 10 ? value.toFixed(2) : value.toFixed(0)} ms`;

function replan(): void {
  const graph = chainGraph(200);
  const sources = { backend: 'typescript', assetHash: () => undefined, modelHash: () => undefined };
  const times = Array.from({ length: 200 }, () => {
    const start = performance.now();
    const checked = checkGraph(graph, chainDefinitions);
    planSteps(checked, chainDefinitions, ['n199'], sources);
    return performance.now() - start;
  });
  const found = median(times.slice(20));
  report('check and plan of a chain of 200 nodes, median of 180', ms(found), 'under 5 ms', found < 5);
}

async function chainRuns(): Promise<void> {
  const engine = createEngine({ definitions: chainDefinitions, loadRun: loadChainRun, platform: createNodePlatform() });
  const cached: number[] = [], perStep: number[] = [];
  for (let i = 0; i < 120; i++) {
    const graph = chainGraph(200, 0, i);
    const run = await engine.run({ runId: `a${i}`, document: graph, targets: ['n199'] });
    perStep.push((run.ms / 200) * 1000);
    cached.push((await engine.run({ runId: `b${i}`, document: graph, targets: ['n199'] })).ms);
  }
  const overhead = median(perStep.slice(20)), again = median(cached.slice(20));
  report('run of the same graph again, all 200 cached, median of 100', ms(again), 'under 5 ms', again < 5);
  report('the engine’s own time for a step, median of 100 runs of 200', `${overhead.toFixed(1)} µs`, 'under 50 µs', overhead < 50);
  let exact = true;
  for (const at of [0, 50, 199]) {
    await engine.run({ runId: 'c', document: chainGraph(200), targets: ['n199'] });
    const { steps } = await engine.run({ runId: 'd', document: chainGraph(200, at, -at - 7), targets: ['n199'] });
    exact &&= steps.filter((step) => step.state === 'ran').length === 200 - at;
  }
  report('changing node 1, 51 or 200 of 200 runs', exact ? '200, 150 and 1 steps' : 'another number of steps', 'exactly its dependents', exact);
  await engine.dispose();
}

async function memory(): Promise<void> {
  const engine = createEngine({ definitions: chainDefinitions, loadRun: loadChainRun, platform: createNodePlatform(), cacheLimitBytes: 200_000 });
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const used = (): number => {
    collect();
    return process.memoryUsage().heapUsed + process.memoryUsage().arrayBuffers;
  };
  const runs = async (from: number, count: number): Promise<void> => { for (let i = 0; i < count; i++) await engine.run({ runId: `m${from + i}`, document: chainGraph(200, 0, from + i), targets: ['n199'] }); };
  await runs(0, 50);
  const before = used();
  await runs(50, 200);
  const after = used();
  const change = (after / before - 1) * 100;
  report('memory in use after 200 more runs', `${change >= 0 ? '+' : ''}${change.toFixed(1)} %`, 'within 5 %', Math.abs(change) <= 5);
  await engine.dispose();
}

async function shipped(name: string, limitMs?: number): Promise<void> {
  const file = `graphs/${name}.json`;
  if (!existsSync(file)) { console.log(`skipped  ${file} is not there`); return; }
  const catalog = await readCatalog();
  const parsed = parseGraph(await readFile(file, 'utf8'), (type) => catalog.definitions.get(type));
  if (!parsed.graph) throw new Error(parsed.problems[0]?.message as string);
  const document = parsed.graph;
  const engine = createEngine({ ...catalog, platform: createNodePlatform() });
  const first = await engine.run({ runId: 'first', document });
  if (first.state !== 'done') throw new Error(first.steps.flatMap((step) => step.problems.map((problem) => problem.message.en)).join('\n'));
  const times: number[] = [], method: number[] = [];
  // The first two only warm up: each helper thread compiles the renderer for itself.
  for (const i of [6, 7, 1, 2, 3, 4, 5]) {
    const seeded = { ...document, nodes: { ...document.nodes, source: withSeed(document.nodes['source']!, i), target: withSeed(document.nodes['target']!, 100 + i) } };
    const { ms: whole, steps } = await engine.run({ runId: `s${i}`, document: seeded });
    if (i > 5) continue;
    times.push(whole);
    method.push(steps.reduce((sum, step) => sum + (step.type === 'synthetic-face' ? 0 : step.ms), 0));
  }
  const found = median(times);
  const what = `${name} as shipped, other faces each time, warm, median of 5 (first in the process: ${ms(first.ms)})`;
  if (limitMs === undefined) report(what, ms(found));
  else report(what, ms(found), `under ${limitMs / 1000} s`, found < limitMs);
  report('of it, all but drawing the two synthetic faces', ms(median(method)));
  const slowest = [...first.steps].sort((a, b) => b.ms - a.ms).slice(0, 5).map((step) => `${step.type} ${step.ms.toFixed(0)} ms`);
  console.log(`        slowest steps of the first run: ${slowest.join(', ')}`);
  await engine.dispose();
}

function withSeed<T extends { readonly params: object }>(node: T, seed: number): T {
  return { ...node, params: { ...node.params, seed } };
}

/** The engine without a page: planning, running, memory, and the shipped graphs. */
async function benchEngine(): Promise<void> {
  replan();
  await chainRuns();
  await memory();
  await shipped('classic-2d', 1500);
  await shipped('classic-3d');
  await shipped('true-swap');
}

const only = process.argv[process.argv.indexOf('--only') + 1];
const wanted = (part: string): boolean => !process.argv.includes('--only') || only === part;
const write = process.argv.includes('--write');
if (wanted('engine')) {
  await benchEngine();
  if (write) await engineReport.write(`Node ${process.versions.node}`, 'Zero readbacks between GPU nodes, and GPU memory that returns to its start over 200 runs, are counted by `tests/engine/browser/engine.browser.test.ts`.');
}
if (wanted('swap') || wanted('swap-page')) {
  const { benchSwap, benchSwapInPage } = await import('./swap/bench');
  if (wanted('swap')) await benchSwap(write);
  if (wanted('swap-page')) await benchSwapInPage(write);
}
if (wanted('editor')) {
  const { benchEditor } = await import('./editor/bench');
  await benchEditor(write);
}
if (wanted('cold')) {
  const { benchCold } = await import('./editor/cold');
  await benchCold(write);
}
