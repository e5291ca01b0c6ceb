/**
 * Makes the sweeps of docs/sweeps.md anew: pictures into docs/images/, tables and ranges into the page between its marks. To be run after new weights:
 * `node --import ./scripts/node-loader.mjs scripts/sweeps.ts`, with names of sweeps to make only those.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { parseGraph } from '../src/graph/parse';
import type { GraphDocument, GraphNode, Json, Link } from '../src/graph/types';
import { readCatalog } from '../src/nodes/catalog-node';
import { createEngine } from '../src/runtime/engine';
import { encodePicture } from '../src/runtime/platform/encode-node';
import { createNodePlatform } from '../src/runtime/platform/node';
import type { TableValue } from '../src/runtime/values';
import { between } from './page-parts';

const root = new URL('../', import.meta.url);
const WEBP_QUALITY = 72;

interface Study { readonly name: string; readonly graph: string; readonly params?: Readonly<Record<string, Readonly<Record<string, Json>>>>; readonly nodes: Readonly<Record<string, GraphNode>>; readonly links: readonly Link[] }

const node = (type: string, params: GraphNode['params'] = {}): GraphNode => ({ type, version: 1, params });
const link = (from: string, to: string): Link => ({ from: from.split('.') as unknown as Link['from'], to: to.split('.') as unknown as Link['to'] });
const along = (name: string, param: string, times = 1, plus = 0): Json => ({ node: name, param, times, plus });

/** How alike a crop is to the source's, and how far its head is turned from the target's. */
const measured = (crop: string): Pick<Study, 'nodes' | 'links'> => ({
  nodes: { alike: node('identity-similarity'), turned: node('pose-error') },
  links: [link(crop, 'alike.first'), link('sourceFace.crop', 'alike.second'), link(crop, 'turned.first'), link('targetFace.crop', 'turned.second'), link(crop, 'study.picture'), link('alike.similarity', 'study.first'), link('turned.error', 'study.second')],
});

const STUDIES: readonly Study[] = [
  {
    name: 'identity-strength', graph: 'attribute-levels', params: { without: { attributeStrength: 1 } },
    nodes: { ...measured('three.crop').nodes, study: node('sweep', {
      columns: { node: 'coarse', param: 'identityStrength', values: [0, 0.5, 1, 1.5, 2] },
      rows: { node: 'coarse', param: 'to', values: [1, 2, 4, 6], with: [along('without', 'from', 1, 1)] },
    }) },
    links: measured('three.crop').links,
  },
  {
    name: 'shape-and-look', graph: 'shape-against-identity',
    nodes: { study: node('sweep', {
      columns: { node: 'shape', param: 'a', values: [1, 0.75, 0.5, 0.25, 0], with: [along('shape', 'b', -1, 1)] },
      rows: { node: 'look', param: 'c', values: [1, 0.5, 0], with: [along('look', 'd', -1, 1)] },
    }) },
    links: [link('swap.crop', 'study.picture'), link('likeness.similarity', 'study.first'), link('shapeError.error', 'study.second')],
  },
  {
    name: 'mask-override', graph: 'attribute-levels',
    nodes: { ...measured('swap.crop').nodes, study: node('sweep', {
      columns: { node: 'whole', param: 'maskShare', values: [0, 0.25, 0.5, 0.75, 1] },
      rows: { node: 'whole', param: 'mask', values: ['one', 'zero'] },
    }) },
    links: measured('swap.crop').links,
  },
];

async function documentOf({ graph: name, params = {}, nodes, links }: Study): Promise<GraphDocument> {
  const { graph } = parseGraph(await readFile(new URL(`graphs/${name}.json`, root), 'utf8'));
  if (!graph) throw new Error(`graphs/${name}.json cannot be read.`);
  const changed = Object.fromEntries(Object.entries(graph.nodes).map(([id, one]) => [id, { ...one, params: { ...one.params, ...params[id] } }]));
  return { ...graph, nodes: { ...changed, ...nodes }, links: [...graph.links, ...links] };
}

const catalog = await readCatalog();
const engine = createEngine({ ...catalog, platform: createNodePlatform() });
const asked = process.argv.slice(2), page = new URL('docs/sweeps.md', root);
let text = await readFile(page, 'utf8');
try {
  for (const study of STUDIES.filter(({ name }) => asked.length === 0 || asked.includes(name))) {
    const report = await engine.run({ runId: study.name, document: await documentOf(study), targets: ['study'] });
    const said = report.steps.flatMap(({ problems }) => problems).filter(({ severity, code }) => severity === 'error' || code === 'sweep-point');
    if (said.length > 0) throw new Error(said.map(({ message }) => message.en).join('\n'));
    const picture = await engine.preview('study', 'image', 0), table = await engine.value('study', 'table');
    if (picture.kind !== 'picture' || table?.kind !== 'table') throw new Error(`${study.name}: no result.`);
    const bytes = await encodePicture(picture, 'webp', WEBP_QUALITY);
    await writeFile(new URL(`docs/images/sweep-${study.name}.webp`, root), bytes);
    text = between(text, 'docs/sweeps.md', study.name, `${ranges(table)}\n\n${markdown(table)}`);
    console.log(`${study.name}: ${table.rows.length} points, ${picture.width} × ${picture.height} px, ${Math.round(bytes.length / 1024)} kB`);
  }
  await writeFile(page, text);
} finally {
  await engine.dispose();
}

function measuresOf({ columns, rows }: TableValue): readonly number[] {
  return columns.map((_, index) => index).filter((index) => index >= 2 && rows.every((row) => typeof row[index] === 'number'));
}

/** Where each number is least and most. */
function ranges(table: TableValue): string {
  const { columns, rows } = table;
  const place = (row: TableValue['rows'][number]): string => [0, 1].map((axis) => `${columns[axis]!.name} = ${row[axis]!}`).join(', ');
  return measuresOf(table).map((index) => {
    const sorted = [...rows].sort((a, b) => (a[index] as number) - (b[index] as number)), [least, most] = [sorted[0]!, sorted.at(-1)!], { name, unit } = columns[index]!;
    const value = (row: TableValue['rows'][number]): string => `${Number((row[index] as number).toPrecision(3))}${unit === '' ? '' : ` ${unit}`}`;
    return `- **${name}**: from ${value(least)} (${place(least)}) to ${value(most)} (${place(most)}).`;
  }).join('\n');
}

/** One table a number, the first axis across and the second down. */
function markdown(table: TableValue): string {
  const { columns, rows } = table, across = [...new Set(rows.map((row) => row[0]!))], down = [...new Set(rows.map((row) => row[1]!))];
  return measuresOf(table).map((index) => {
    const { name, unit } = columns[index]!, cell = (x: Json, y: Json): string => { const found = rows.find((row) => row[0] === x && row[1] === y)?.[index]; return typeof found === 'number' ? String(Number(found.toPrecision(3))) : '–'; };
    return [`| ${name}${unit === '' ? '' : ` (${unit})`}: ${columns[1]!.name} ↓, ${columns[0]!.name} → | ${across.join(' | ')} |`, `|---|${across.map(() => '--:').join('|')}|`, ...down.map((y) => `| ${y} | ${across.map((x) => cell(x, y)).join(' | ')} |`)].join('\n');
  }).join('\n\n');
}
