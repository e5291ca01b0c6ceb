/**
 * Makes the comparisons of docs/comparisons.md anew: pictures into docs/images/, tables into the page between its marks. To be run after new weights:
 * `node --import ./scripts/node-loader.mjs scripts/comparisons.ts`, with names of comparisons to make only those. Lanes, their correspondence, distances, differences and
 * the table are those of the editor's comparison.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { setComparison } from '../src/graph/lanes';
import { parseGraph } from '../src/graph/parse';
import type { Endpoint, GraphDocument, GraphNode, Json, LocalText } from '../src/graph/types';
import { comparedIn, titleOfStep } from '../src/editor/compare/compared';
import { distanceWords, matchingOf, measureDivergence, rowTitle, titled, type DivergenceRow } from '../src/editor/compare/divergence';
import { guessRoles, METRICS, withSeeds } from '../src/editor/compare/table/measure-graph';
import { runPairs, type MetricsView } from '../src/editor/compare/table/run';
import { summarise, type Cell } from '../src/editor/compare/table/summary';
import { readCatalog } from '../src/nodes/catalog-node';
import { createEngine } from '../src/runtime/engine';
import { encodePicture } from '../src/runtime/platform/encode-node';
import { createNodePlatform } from '../src/runtime/platform/node';
import { drawSheet, type SheetRow } from './comparison-sheet';
import { between } from './page-parts';

const root = new URL('../', import.meta.url);
const PAGE = 'docs/comparisons.md', WEBP_QUALITY = 70;
/** Seeds of the pairs in the table. */
const TABLE = { pairs: 12, firstSeed: 910_000 };

interface Study {
  readonly name: string;
  readonly graph: string;
  /** Seeds, source and target, of the pairs in the picture; nodes are compared on the first. */
  readonly shown: readonly (readonly [source: number, target: number])[];
  /** Output of each lane, by what the page calls it; the first is the reference. */
  readonly lanes: readonly (readonly [title: string, node: string, port: string])[];
  readonly params?: Readonly<Record<string, Readonly<Record<string, Json>>>>;
  /** Indices of lanes whose distance to the reference is measured node by node. */
  readonly parting: readonly number[];
}

const STUDIES: readonly Study[] = [
  { name: 'methods', graph: 'faceshifter-vs-hififace', shown: [[22, 8], [31, 44], [57, 63], [70, 95]], lanes: [['FaceShifter', 'faceshifter', 'crop'], ['HifiFace', 'hififace', 'crop']], parting: [1] },
  { name: 'occluders', graph: 'occlusion', shown: [[22, 8], [31, 11], [57, 13], [70, 28]], lanes: [['AEI', 'swap', 'crop'], ['HEAR', 'hear', 'crop']], parting: [1] },
  { name: 'fusion', graph: 'sff-ablation', shown: [[22, 13], [31, 44], [57, 63]], lanes: [['SFF', 'sffPicture', 'crop'], ['Bare', 'bareUp', 'crop'], ['Blend', 'blendPicture', 'crop'], ['Concat', 'concatUp', 'crop']], parting: [1, 3] },
];

const NAMES: Readonly<Record<(typeof METRICS)[number]['name'], string>> = {
  cosSource: 'similarity to the source ↑', cosTarget: 'similarity to the target ↓', pose: 'pose error (°) ↓', shape: 'shape error (mm) ↓', expression: 'expression error (mm) ↓', psnr: 'PSNR to the true swap (dB) ↑', ssim: 'SSIM to the true swap ↑',
};

const catalog = await readCatalog(), { definitions } = catalog;
const engine = createEngine({ ...catalog, platform: createNodePlatform() });
const asked = process.argv.slice(2);
try {
  for (const study of STUDIES.filter(({ name }) => asked.length === 0 || asked.includes(name))) {
    const document = await documentOf(study), roles = guessRoles(document)!, shown: SheetRow[] = [];
    let parted: readonly string[] = [];
    for (const [index, seeds] of study.shown.entries()) {
      const seeded = withSeeds(document, roles, seeds);
      shown.push(await picturesOf(study, seeded, roles.target));
      if (index === 0) parted = await partings(study, seeded);
    }
    const { sheet, most } = drawSheet(study.lanes.map(([title]) => title), shown);
    const bytes = await encodePicture(sheet, 'webp', WEBP_QUALITY);
    await writeFile(new URL(`docs/images/comparison-${study.name}.webp`, root), bytes);
    const scale = `Pairs of seeds, source and target: ${study.shown.map((seeds) => seeds.join(' and ')).join(', ')}. The difference to the true swap goes from none (light) to ${most} of 255 (dark), one scale for the whole picture; what lies beyond is magenta.`;
    const made = [scale, await table(study, document, roles), ...parted].join('\n\n');
    await writeFile(new URL(PAGE, root), between(await readFile(new URL(PAGE, root), 'utf8'), PAGE, study.name, made));
    console.log(`${study.name}: ${sheet.width} × ${sheet.height} px, ${Math.round(bytes.length / 1024)} kB`);
  }
} finally {
  await engine.dispose();
}

/** The shipped graph with the lanes declared, and the true swap as an aligned crop at hand. */
async function documentOf({ graph: name, lanes, params = {} }: Study): Promise<GraphDocument> {
  const { graph } = parseGraph(await readFile(new URL(`graphs/${name}.json`, root), 'utf8'), (type) => definitions.get(type));
  if (!graph) throw new Error(`graphs/${name}.json cannot be read.`);
  const nodes = Object.fromEntries(Object.entries(graph.nodes).map(([id, node]): [string, GraphNode] => [id, { ...node, params: { ...node.params, ...params[id] } }]));
  const { document } = setComparison({ ...graph, nodes }, { lanes: lanes.map(([, node, port]) => ({ node, port })), reference: 0, graphs: {} });
  return { ...document, nodes: { ...document.nodes, right: { type: 'align-face', version: definitions.get('align-face')!.version, params: { sizePx: 128 } } }, links: [...document.links, { from: ['truth', 'image'], to: ['right', 'image'] }, { from: ['target', 'faces'], to: ['right', 'faces'] }] };
}

async function runTo(document: GraphDocument, targets: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const report = await engine.run({ runId: targets.join(), document, targets });
  const failed = report.steps.flatMap(({ problems }) => problems).filter(({ severity }) => severity === 'error');
  if (failed.length > 0) throw new Error(failed.map(({ message }) => message.en).join('\n'));
  return new Map(report.steps.map(({ node, key }) => [node, key]));
}

async function picturesOf({ lanes }: Study, document: GraphDocument, target: string): Promise<SheetRow> {
  const face = async (node: string, port = 'crop') => {
    const preview = await engine.preview(node, port, 0);
    if (preview.kind !== 'picture') throw new Error(`${target}: ${node}.${port} gave no picture.`);
    return preview;
  };
  await runTo(document, ['sourceFace', 'targetFace', 'right', ...lanes.map(([, node]) => node)]);
  return { source: await face('sourceFace'), target: await face('targetFace'), truth: await face('right'), lanes: await Promise.all(lanes.map(([, node, port]) => face(node, port))) };
}

/** Where lanes part from the reference, node by node, each as a table. */
async function partings({ lanes, parting, shown }: Study, document: GraphDocument): Promise<readonly string[]> {
  const compared = comparedIn(document, definitions), keys = await runTo(document, lanes.map(([, node]) => node));
  const tables: string[] = [];
  for (const index of parting) {
    const matching = matchingOf(compared, compared.lanes[0]!, compared.lanes[index]!, definitions, (flat) => keys.get(flat));
    if (!matching) throw new Error('The lanes show nothing.');
    const rows = titled(await measureDivergence(engine, matching, async (nodes) => { await runTo(document, nodes); }, new AbortController().signal, () => undefined), compared, definitions);
    const apart = rows.filter(({ pair }) => pair.how !== 'shared');
    const lines = [`| Where ${lanes[0]![0]} and ${lanes[index]![0]} part, pair ${shown[0]!.join(' and ')} | output | relative L2 |`, '|---|---|--:|', ...apart.flatMap(partingLines)];
    const alone = [[0, matching.onlyA], [index, matching.onlyB]] as const, name = (id: string): string => english(titleOfStep(compared.whole, id, definitions));
    const words = alone.flatMap(([lane, ids]) => (ids.length > 0 ? [` Only in ${lanes[lane]![0]}: ${ids.map(name).join(', ')}.`] : []));
    tables.push(`${lines.join('\n')}\n\n${rows.length - apart.length} steps before are the same in both.${words.join('')}`);
  }
  return tables;
}

function english(text: LocalText): string {
  return typeof text === 'string' ? text : text.en;
}

function partingLines(row: DivergenceRow): readonly string[] {
  const end = ([, port]: Endpoint): string => port;
  const words = (found: DivergenceRow['ports'][number]['found']): string => (found.comparable ? distanceWords(found.relativeL2) : found.own === found.other ? '–' : `${found.own} against ${found.other}`);
  return row.ports.map(({ a, b, found }, index) => `| ${index === 0 ? rowTitle(row, english) : ''} | ${end(a) === end(b) ? end(a) : `${end(a)} / ${end(b)}`} | ${words(found)} |`);
}

/** Means with paired intervals of the difference to the reference. */
async function table({ lanes }: Study, document: GraphDocument, roles: NonNullable<ReturnType<typeof guessRoles>>): Promise<string> {
  const request = { ...TABLE, roles };
  let view: MetricsView = { request, titles: lanes.map(([title]) => title), reference: 0, state: 'running', pairs: [], part: 0, made: [], problem: undefined, of: document };
  const problem = await runPairs(engine, document, request, definitions, undefined, new AbortController().signal, (news) => { view = { ...view, ...news }; });
  const failed = problem ?? view.pairs.flatMap(({ lanes: made }) => made.flatMap((lane) => lane.problem ?? []))[0];
  if (failed) throw new Error(failed.en);
  const cells = summarise(view);
  const number = (value: number, digits: number): string => value.toFixed(digits);
  const cell = ({ of, delta, clear }: Cell, digits: number): string => (delta ? `${number(of.mean, digits)} (${clear ? '**' : ''}${delta.mean > 0 ? '+' : ''}${number(delta.mean, digits)}${clear ? '**' : ''}; ${number(delta.low, digits)} to ${number(delta.high, digits)})` : number(of.mean, digits));
  return [
    `| ${TABLE.pairs} pairs, seeds from ${TABLE.firstSeed} | ${lanes.map(([title], lane) => (lane === 0 ? title : `${title} (to ${lanes[0]![0]}; 95 %)`)).join(' | ')} |`, `|---|${lanes.map(() => '--:').join('|')}|`,
    ...METRICS.map(({ name, digits }) => `| ${NAMES[name]} | ${cells.map((lane) => cell(lane[name], digits)).join(' | ')} |`),
  ].join('\n');
}
