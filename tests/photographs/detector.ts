/**
 * How well our own detector finds faces and eyes on photographs that its training never saw: the section about it in docs/photos.md.
 *
 *   node --import ./scripts/node-loader.mjs tests/photographs/detector.ts [--data ../shared/data] [--sheet FOLDER] [--write]
 *
 * Kept out of training (training/swaptrain/photographs.py): of the London set every person whose number is even, of the other folders every second file.
 * Pictures of people go to the folder that --sheet names, and nowhere else.
 */
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { GraphDocument, GraphNode, Json } from '../../src/graph/types';
import { readCatalog } from '../../src/nodes/catalog-node';
import { createEngine } from '../../src/runtime/engine';
import { encodePicture } from '../../src/runtime/platform/encode-node';
import { createNodePlatform } from '../../src/runtime/platform/node';
import type { FacesValue } from '../../src/runtime/values';
import { writeSection, type DetectorFindings } from './detector-page';
import { replacePart } from './parts';

const { values } = parseArgs({ options: { data: { type: 'string', default: '../shared/data' }, sheet: { type: 'string' }, write: { type: 'boolean' } } });
const data = resolve(values.data), YUNET = join(data, 'models/libfacedetection.train/yunet_n_dynamic.onnx');
if (!existsSync(YUNET)) {
  console.log(`Skipped: there are no photographs and networks at ${values.data}.`);
  process.exit();
}

/** A face counts as found when both its eyes lie within this part of the eye distance of where YuNet sees them. */
const FOUND_WITHIN = 0.25;
const SETS = ['london', 'interfaces', 'sfhq'] as const;

async function keptOut(set: string): Promise<readonly string[]> {
  const files = (await readdir(join(data, 'photos', set))).filter((name) => /\.(jpe?g|png)$/.test(name)).sort();
  return files.filter((name, order) => (set === 'london' ? Number(name.slice(0, 3)) % 2 === 0 : order % 2 === 1)).map((name) => join(data, 'photos', set, name));
}

const photos = new Map(await Promise.all(SETS.map(async (set) => [set, await keptOut(set)] as const)));
const { landmarks } = JSON.parse(await readFile(join(data, 'photos/london/landmarks.json'), 'utf8')) as { readonly landmarks: Readonly<Record<string, readonly (readonly [number, number])[]>> };
const catalog = await readCatalog();
const engine = createEngine({ ...catalog, platform: createNodePlatform({ files: new Set([YUNET, ...[...photos.values()].flat()]) }), cacheLimitBytes: 256 * 1024 * 1024 });
const node = (type: string, params: Readonly<Record<string, Json>>): GraphNode => ({ type, version: catalog.definitions.get(type)!.version, params });

/** Faces of a photograph by our own networks and by YuNet, the largest first. */
async function facesOf(path: string): Promise<{ readonly own: FacesValue | undefined; readonly yunet: FacesValue | undefined; readonly ms: number }> {
  const document: GraphDocument = {
    format: 1, id: 'detect', title: 'detect', macros: {}, view: { nodes: {}, frames: [], notes: [] },
    nodes: { photo: node('load-image', { file: path, maxSidePx: 1024 }), own: node('detect-faces', { engine: 'own' }), yunet: node('detect-faces', { engine: 'yunet', model: YUNET }) },
    links: [{ from: ['photo', 'image'], to: ['own', 'image'] }, { from: ['photo', 'image'], to: ['yunet', 'image'] }],
  };
  const report = await engine.run({ runId: path, document, targets: ['own', 'yunet'] });
  for (const { node: name, problems } of report.steps) for (const problem of problems) if (problem.code !== 'no-face') console.log(`${path} ${name}: ${problem.message.en}`);
  const of = async (name: string): Promise<FacesValue | undefined> => (report.steps.find((step) => step.node === name)?.state === 'ran' ? (await engine.value(name, 'faces')) as FacesValue : undefined);
  return { own: await of('own'), yunet: await of('yunet'), ms: report.steps.find((step) => step.node === 'own')?.ms ?? NaN };
}

/** Distance of each of both eyes from the true ones, as parts of the true eye distance. */
function eyeErrors(found: ArrayLike<number>, truth: ArrayLike<number>): readonly [number, number] {
  const between = Math.hypot(truth[2]! - truth[0]!, truth[3]! - truth[1]!);
  return [0, 2].map((k) => Math.hypot(found[k]! - truth[k]!, found[k + 1]! - truth[k + 1]!) / between) as [number, number];
}

async function drawn(path: string, faces: FacesValue | undefined): Promise<void> {
  const preview = await engine.preview('photo', 'image', 320);
  if (preview.kind !== 'picture') return;
  const { width, height, rgba } = preview;
  const scale = width / (faces?.width ?? width);
  for (const { dense, points5 } of faces?.faces ?? []) {
    [dense?.points ?? new Float32Array(), points5].forEach((points, kind) => {
      for (let i = 0; i < points.length; i += 2) {
        for (const [dx, dy] of [[0, 0], [1, 0], [0, 1], [1, 1]] as const) {
          const x = Math.floor(points[i]! * scale) + dx, y = Math.floor(points[i + 1]! * scale) + dy;
          if (x >= 0 && y >= 0 && x < width && y < height) rgba.set(kind === 0 ? [0, 255, 0, 255] : [255, 40, 40, 255], 4 * (y * width + x));
        }
      }
    });
  }
  await mkdir(values.sheet!, { recursive: true });
  await writeFile(join(values.sheet!, path.split(/[/\\]/).slice(-2).join('-').replace(/\.\w+$/, '.png')), await encodePicture(preview, 'png', 100));
}

const findings: DetectorFindings = { sets: [] };
for (const [set, paths] of photos) {
  const row = { set, photos: 0, found: 0, foundByYunet: 0, more: 0, againstYunet: [] as number[], againstHand: [] as number[], yunetAgainstHand: [] as number[], ms: [] as number[] };
  for (const path of paths) {
    const { own, yunet, ms } = await facesOf(path);
    row.photos++;
    row.ms.push(ms);
    if (values.sheet !== undefined) await drawn(path, own);
    const truth = yunet?.faces[0]?.points5, hand = landmarks[path.replace(/^.*[/\\]/, '')];
    if (truth) row.foundByYunet++;
    row.more += Math.max(0, (own?.faces.length ?? 0) - (yunet?.faces.length ?? 0));
    const matched = own?.faces.find(({ points5 }) => !truth || Math.max(...eyeErrors(points5, truth)) < FOUND_WITHIN);
    if (matched) row.found++;
    else console.log(`${set}: not found in ${path.replace(/^.*[/\\]/, '')} (${own?.faces.length ?? 0} other faces; YuNet ${yunet?.faces.length ?? 0})`);
    if (matched && truth) row.againstYunet.push(...eyeErrors(matched.points5, truth));
    // The first two hand-placed points of the London set are the pupils, in pixels of the whole photograph, which is smaller than the limit of a side.
    if (set === 'london' && hand) {
      const pupils = hand.slice(0, 2).flat();
      if (matched) row.againstHand.push(...eyeErrors(matched.points5, pupils));
      if (truth) row.yunetAgainstHand.push(...eyeErrors(truth, pupils));
    }
  }
  findings.sets.push(row);
  console.log(`${set}: ${row.found} of ${row.photos}`);
}
await engine.dispose();
const section = writeSection(findings);
console.log(section);
if (values.write) await replacePart('detector', section);
