/**
 * How far photographs lie from the rendered pictures that the built-in networks were trained on, beside renders that no training has seen: figures for docs/photos.md.
 *
 *   npm run --silent swapgraph -- render-grid --identities 400 --scenes 80 --per-scene 5 --seed 77 --out HELD_OUT_GRID
 *   node --import ./scripts/node-loader.mjs tests/photographs/distance.ts --held-out HELD_OUT_GRID [--data ../shared/data] [--write]
 */
import { existsSync, readFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { GraphDocument, GraphNode, Json } from '../../src/graph/types';
import { readCatalog } from '../../src/nodes/catalog-node';
import { gridFeatures } from '../../src/nodes/commands/learn-pictures';
import { pictureFeatures } from '../../src/nodes/shared/familiarity/picture-features';
import { distanceFrom, parseTrainingPictures } from '../../src/nodes/shared/familiarity/training-pictures';
import { createEngine } from '../../src/runtime/engine';
import { createNodePlatform } from '../../src/runtime/platform/node';
import type { CropValue } from '../../src/runtime/values';
import { replacePart } from './parts';

const { values } = parseArgs({ options: { data: { type: 'string', default: '../shared/data' }, 'held-out': { type: 'string' }, write: { type: 'boolean' } } });
const data = resolve(values.data), YUNET = join(data, 'models/libfacedetection.train/yunet_n_dynamic.onnx');
if (values['held-out'] === undefined || !existsSync(YUNET)) {
  console.log(`Skipped: give a grid of renders with --held-out, and photographs and networks with --data (now ${values.data}).`);
  process.exit();
}
const known = parseTrainingPictures(readFileSync('public/models/training-pictures.json', 'utf8'));
const about = JSON.parse(readFileSync(join(values['held-out'], 'grid.json'), 'utf8')) as { readonly count: number; readonly size: number };
const renders = (await gridFeatures(join(values['held-out'], 'colour.u8'), about, about.count)).map((features) => distanceFrom(known, features));

const photos = (await readdir(join(data, 'photos'), { recursive: true })).filter((name) => /\.(jpe?g|png)$/.test(name)).sort().map((name) => join(data, 'photos', name));
const catalog = await readCatalog();
const engine = createEngine({ ...catalog, platform: createNodePlatform({ files: new Set([YUNET, ...photos]) }), cacheLimitBytes: 64 * 1024 * 1024 });
const node = (type: string, params: Readonly<Record<string, Json>> = {}): GraphNode => ({ type, version: catalog.definitions.get(type)!.version, params });
const sets = new Map<string, number[]>();
for (const path of photos) {
  const document: GraphDocument = {
    format: 1, id: 'distance', title: 'distance', macros: {}, view: { nodes: {}, frames: [], notes: [] },
    nodes: { photo: node('load-image', { file: path, maxSidePx: 1024 }), faces: node('detect-faces', { engine: 'yunet', model: YUNET }), crop: node('align-face', { sizePx: 128 }) },
    links: [{ from: ['photo', 'image'], to: ['faces', 'image'] }, { from: ['photo', 'image'], to: ['crop', 'image'] }, { from: ['faces', 'faces'], to: ['crop', 'faces'] }],
  };
  await engine.run({ runId: path, document, targets: ['crop'] });
  const crop = (await engine.value('crop', 'crop')) as CropValue | undefined;
  if (!crop) continue;
  const set = relative(join(data, 'photos'), dirname(path)) || 'single';
  sets.set(set, [...(sets.get(set) ?? []), distanceFrom(known, pictureFeatures(crop.image.pixels.data!, 128))]);
}
await engine.dispose();

const quantile = (list: readonly number[], q: number): string => ([...list].sort((a, b) => a - b)[Math.min(list.length - 1, Math.floor(list.length * q))] ?? NaN).toFixed(2);
/** Chance that a photograph lies further out than a held-out render. */
const areaUnderCurve = (near: readonly number[], far: readonly number[]): number => far.reduce((sum, d) => sum + near.filter((n) => n < d).length + near.filter((n) => n === d).length / 2, 0) / near.length / far.length;
const beyond = (list: readonly number[], percent: number): string => `${(100 * list.filter((d) => d > known.percentiles[percent]!).length / list.length).toFixed(1)} %`;
const row = (name: string, list: readonly number[], auc: string): string => `| ${name} | ${list.length} | ${quantile(list, 0.5)} | ${quantile(list, 0.95)} | ${beyond(list, 95)} | ${beyond(list, 99)} | ${auc} |`;
const section = `Of ${known.data.measured} of the ${known.data.pictures} training pictures, 50 % lie below ${known.percentiles[50]!.toFixed(2)}, 95 % below ${known.percentiles[95]!.toFixed(2)}, 99 % below ${known.percentiles[99]!.toFixed(2)}.

| Crops | how many | median | 95th percentile | beyond 95 % of the training pictures | beyond 99 % | further out than a held-out render (area under the curve) |
|---|---|---|---|---|---|---|
${[row('renders, held out', renders, '–'), ...[...sets].map(([name, list]) => row(name, list, areaUnderCurve(renders, list).toFixed(3))), row('all photographs', [...sets.values()].flat(), areaUnderCurve(renders, [...sets.values()].flat()).toFixed(3))].join('\n')}`;
if (values.write) await replacePart('distance', section);
console.log(section);
