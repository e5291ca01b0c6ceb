import { readFile } from 'node:fs/promises';
import { parseGraph } from '../../../src/graph/parse';
import type { GraphDocument } from '../../../src/graph/types';
import { readCatalog } from '../../../src/nodes/catalog-node';
import { createEngine } from '../../../src/runtime/engine';
import type { RunReport } from '../../../src/runtime/engine-types';
import { createNodePlatform } from '../../../src/runtime/platform/node';
import type { Report } from '../report';

const ROUNDS = 5;
const MOST_SHARE = 0.15;
/** Late settings of `graphs/faceshifter-vs-hififace.json`, by what the report calls them. */
const LATE = [
  { what: 'the soft border of the pasted face', node: 'pasteFirst', param: 'borderPercent', values: [1, 2, 3, 4, 5] },
  { what: 'how far HifiFace’s mask is dilated', node: 'hififace', param: 'dilatePercent', values: [1, 2, 3, 4, 5] },
  { what: 'how much FaceShifter’s generator heeds the identity', node: 'aad', param: 'identityStrength', values: [1.1, 1.2, 1.3, 1.4, 1.5] },
] as const;

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;

/** What a change costs beside a whole run with other faces, in the graph of both methods. */
export async function measureChanges(report: Report): Promise<void> {
  const catalog = await readCatalog();
  const { graph } = parseGraph(await readFile('graphs/faceshifter-vs-hififace.json', 'utf8'), (type) => catalog.definitions.get(type));
  const engine = createEngine({ ...catalog, platform: createNodePlatform() });
  let runs = 0;
  const run = async (changes: Readonly<Record<string, GraphDocument['nodes'][string]['params']>>): Promise<RunReport> => {
    const nodes = Object.fromEntries(Object.entries(graph!.nodes).map(([id, node]) => [id, { ...node, params: { ...node.params, ...changes[id] } }]));
    const made = await engine.run({ runId: String(runs++), document: { ...graph!, nodes } });
    if (made.state !== 'done') throw new Error(made.steps.flatMap(({ problems }) => problems.map(({ message }) => message.en)).join('\n'));
    return made;
  };
  const whole: number[] = [], methods: number[] = [];
  for (let i = -2; i < ROUNDS; i++) {
    const { ms, steps } = await run({ source: { seed: 40 + i }, target: { seed: 60 + i } });
    if (i < 0) continue;
    whole.push(ms);
    methods.push(steps.reduce((sum, step) => sum + (step.type === 'synthetic-face' || step.type === 'true-swap' ? 0 : step.ms), 0));
  }
  report.tell('both swaps with other faces, a whole run', `${median(whole).toFixed(0)} ms, of it ${median(methods).toFixed(0)} ms not drawing faces`);
  await run({});
  for (const { what, node, param, values } of LATE) {
    const times: number[] = [], steps: number[] = [];
    for (const value of values) {
      const made = await run({ [node]: { [param]: value } });
      times.push(made.ms);
      steps.push(made.steps.filter(({ state }) => state === 'ran').length);
    }
    const share = median(times) / median(whole);
    report.tell(`changing ${what}`, `${median(steps)} steps, ${median(times).toFixed(1)} ms: ${(100 * share).toFixed(1)} % of the whole run`, `at most ${100 * MOST_SHARE} %`, share <= MOST_SHARE);
  }
  await engine.dispose();
}
