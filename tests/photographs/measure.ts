/**
 * What becomes of every photograph of the test data, and what the classic swaps do to the likeness: figures for docs/photos.md.
 *
 *   node --import ./scripts/node-loader.mjs tests/photographs/measure.ts [--data ../shared/data] [--pairs 200] [--side 320] [--sheet FOLDER] [--state FILE] [--write]
 *
 * With --state, a run that was stopped goes on where it was. Pictures of people go to the folder that --sheet names, and nowhere else.
 */
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { parseGraph } from '../../src/graph/parse';
import type { GraphDocument, GraphNode, Json, Link } from '../../src/graph/types';
import { readCatalog } from '../../src/nodes/catalog-node';
import { createEngine } from '../../src/runtime/engine';
import type { RunReport } from '../../src/runtime/engine-types';
import { encodePicture } from '../../src/runtime/platform/encode-node';
import { createNodePlatform } from '../../src/runtime/platform/node';
import type { FacesValue, IdentityValue, ImageValue, MaskValue, NumberValue } from '../../src/runtime/values';
import { pageParts, type Findings, type SwapFindings } from './page';
import { replacePart } from './parts';

const { values } = parseArgs({ options: { data: { type: 'string', default: '../shared/data' }, pairs: { type: 'string', default: '200' }, side: { type: 'string', default: '320' }, sheet: { type: 'string' }, state: { type: 'string' }, write: { type: 'boolean' } } });
const data = resolve(values.data);
const YUNET = join(data, 'models/libfacedetection.train/yunet_n_dynamic.onnx'), RECOGNISER = join(data, 'models/foamliu-MobileFaceNet/MobileFaceNet.onnx');
if (![YUNET, RECOGNISER].every(existsSync)) {
  console.log(`Skipped: there are no photographs and networks at ${values.data}.`);
  process.exit();
}
const photos = (await readdir(join(data, 'photos'), { recursive: true })).filter((name) => /\.(jpe?g|png)$/.test(name)).sort().map((name) => join(data, 'photos', name));
const catalog = await readCatalog();
const newEngine = () => createEngine({ ...catalog, platform: createNodePlatform({ files: new Set([YUNET, RECOGNISER, ...photos]) }), cacheLimitBytes: 256 * 1024 * 1024 });
const maxSidePx = Number(values.side);
const node = (type: string, params: Readonly<Record<string, Json>> = {}): GraphNode => ({ type, version: catalog.definitions.get(type)!.version, params });
const link = (from: string, to: string): Link => ({ from: from.split('.') as [string, string], to: to.split('.') as [string, string] });
/** Sentences of what failed, and whether any of them is a fault of the program instead of an answer. */
const failures = (report: RunReport): readonly { readonly code: string; readonly words: string }[] => report.steps.filter(({ state }) => state === 'failed').flatMap(({ problems }) => problems.map(({ code, message }) => ({ code, words: message.en })));
const isException = ({ code, words }: { readonly code: string; readonly words: string }): boolean => code === 'failed' || /TypeError|RangeError|undefined|\[object|Cannot read/.test(words);

const findings: Findings = values.state !== undefined && existsSync(values.state) ? JSON.parse(await readFile(values.state, 'utf8')) as Findings : { side: maxSidePx, sets: {}, sentences: {}, exceptions: [], eyeErrors: [], swaps: [] };
const keepState = async (): Promise<void> => { if (values.state !== undefined) await writeFile(values.state, JSON.stringify(findings)); };

/** Every photograph: opened, its face found, the model fitted. */
async function detectAll(): Promise<void> {
  const engine = newEngine();
  const { landmarks } = JSON.parse(await readFile(join(data, 'photos/london/landmarks.json'), 'utf8')) as { readonly landmarks: Readonly<Record<string, readonly (readonly [number, number])[]>> };
  for (const path of photos) {
    const set = relative(join(data, 'photos'), dirname(path)) || 'single';
    const document: GraphDocument = {
      format: 1, id: 'detect', title: 'detect', macros: {}, view: { nodes: {}, frames: [], notes: [] },
      nodes: { photo: node('load-image', { file: path, maxSidePx: 1024 }), faces: node('detect-faces', { engine: 'yunet', model: YUNET }), fit: node('fit-3dmm') },
      links: [link('photo.image', 'faces.image'), link('faces.faces', 'fit.faces')],
    };
    const report = await engine.run({ runId: path, document, targets: ['fit'] });
    const found = (await engine.value('faces', 'faces')) as FacesValue | undefined;
    const row = (findings.sets[set] ??= { photos: 0, found: 0, several: 0, fitted: 0, fitPercent: [] });
    row.photos++;
    for (const failure of failures(report)) {
      findings.sentences[failure.words] = (findings.sentences[failure.words] ?? 0) + 1;
      if (isException(failure)) findings.exceptions.push(`${set}: ${failure.words}`);
    }
    if (report.steps.find((step) => step.node === 'faces')?.state !== 'ran' || !found) continue;
    row.found++;
    if (found.faces.length > 1) row.several++;
    const points = found.faces[0]!.points5, eyes = Math.hypot(points[2]! - points[0]!, points[3]! - points[1]!);
    if (report.steps.find((step) => step.node === 'fit')?.state === 'ran') {
      row.fitted++;
      row.fitPercent.push(((await engine.value('fit', 'error')) as NumberValue).value / eyes * 100);
    }
    const truth = landmarks[path.replace(/^.*[/\\]/, '')];
    // The first two hand-placed points are the pupils.
    if (set === 'london' && truth) for (const eye of [0, 1]) findings.eyeErrors.push(Math.hypot(points[2 * eye]! - truth[eye]![0], points[2 * eye + 1]! - truth[eye]![1]) / Math.hypot(truth[1]![0] - truth[0]![0], truth[1]![1] - truth[0]![1]) * 100);
  }
  await engine.dispose();
}

/** A way of swapping: a shipped graph, the node of its result, the picture that the result must equal where its mask is 0, and that mask. */
interface Way { readonly title: string; readonly graph: string; readonly result: string; readonly background: string; readonly mask: readonly [node: string, port: string] }
const WAYS: readonly Way[] = [
  { title: 'photo-classic-2d', graph: 'photo-classic-2d', result: 'result', background: 'target', mask: ['area', 'mask'] },
  { title: 'photo-classic-3d', graph: 'photo-classic-3d', result: 'result', background: 'room', mask: ['area', 'mask'] },
  { title: 'photo-swap, FaceShifter', graph: 'photo-swap', result: 'result', background: 'target', mask: ['area', 'mask'] },
  { title: 'photo-swap, HifiFace', graph: 'photo-swap', result: 'second', background: 'target', mask: ['area', 'mask'] },
];

/** A shipped graph with its pictures, and the likeness of source, target and result measured beside it. */
async function measured({ graph: name, result }: Way, source: string, target: string): Promise<GraphDocument> {
  const { graph } = parseGraph(await readFile(`graphs/${name}.json`, 'utf8'));
  const set = (id: string, params: Readonly<Record<string, Json>>): [string, GraphNode] => [id, { ...graph!.nodes[id]!, params: { ...graph!.nodes[id]!.params, ...params } }];
  const judge = (of: string, faces: string): readonly [string, GraphNode][] => [[`${of}Crop`, node('align-face', { template: 'arcface_112_v2', sizePx: 112 })], [`${of}Id`, node('embed-by-pack', { pack: 'mobilefacenet', file: RECOGNISER })], ...(faces === 'resultFaces' ? [['resultFaces', node('detect-faces', { engine: 'yunet', model: YUNET })] as [string, GraphNode]] : [])];
  return {
    ...graph!,
    nodes: {
      ...graph!.nodes,
      ...Object.fromEntries([set('source', { file: source, maxSidePx }), set('target', { file: target, maxSidePx }), set('sourceFaces', { engine: 'yunet', model: YUNET }), set('targetFaces', { engine: 'yunet', model: YUNET }), set(result, { mark: false })]),
      ...Object.fromEntries([...judge('source', 'sourceFaces'), ...judge('target', 'targetFaces'), ...judge('result', 'resultFaces')]),
    },
    links: [...graph!.links, link(`${result}.image`, 'resultFaces.image'), ...['source', 'target', 'result'].flatMap((of) => [link(`${of === 'result' ? result : of}.image`, `${of}Crop.image`), link(`${of}Faces.faces`, `${of}Crop.faces`), link(`${of}Crop.crop`, `${of}Id.crop`)])],
  };
}

async function swapAll(way: Way, people: string, pairs: readonly (readonly [string, string])[]): Promise<void> {
  const engine = newEngine(), name = way.title;
  const found: SwapFindings = findings.swaps.find((known) => known.graph === name && known.people === people) ?? { graph: name, people, pairs: pairs.length, tried: 0, done: 0, toward: 0, gains: [], before: [], after: [], outside: 0, sentences: {} };
  if (!findings.swaps.includes(found)) findings.swaps.push(found);
  for (const [number, [source, target]] of pairs.entries()) {
    if (number < found.tried) continue;
    if (number % 10 === 0) await keepState();
    found.tried++;
    const report = await engine.run({ runId: `${name} ${number}`, document: await measured(way, source, target), targets: [way.result, way.mask[0], way.background, 'sourceId', 'targetId', 'resultId'] });
    for (const failure of failures(report)) {
      found.sentences[failure.words] = (found.sentences[failure.words] ?? 0) + 1;
      if (isException(failure)) findings.exceptions.push(`${name}: ${failure.words}`);
    }
    const vectors = await Promise.all(['source', 'target', 'result'].map(async (of) => ((await engine.value(`${of}Id`, 'identity')) as IdentityValue | undefined)?.vector.data));
    const [s, t, r] = vectors;
    if (report.state !== 'done' || !s || !t || !r) continue;
    const cosine = (a: Float32Array, b: Float32Array): number => a.reduce((sum, value, i) => sum + value * b[i]!, 0);
    found.done++;
    found.before.push(cosine(s, t));
    found.after.push(cosine(s, r));
    found.gains.push(cosine(s, r) - cosine(s, t));
    if (cosine(s, r) > cosine(s, t)) found.toward++;
    found.outside = Math.max(found.outside, await outsideGap(engine, way));
    if (values.sheet !== undefined && number % 10 === 0) await keep(engine, way, people, number);
    if (number % 20 === 19) console.log(`${name}, ${people}: ${number + 1} of ${pairs.length}, ${found.toward} of ${found.done} toward the source`);
  }
  await engine.dispose();
  await keepState();
}

/** Largest change of a pixel where the mask is zero, in 255ths. */
async function outsideGap(engine: ReturnType<typeof newEngine>, { result: node, background, mask }: Way): Promise<number> {
  const result = ((await engine.value(node, 'image')) as ImageValue).pixels.data!, before = ((await engine.value(background, 'image')) as ImageValue).pixels.data!;
  const area = ((await engine.value(...mask)) as MaskValue).pixels.data!;
  let gap = 0;
  result.forEach((value, i) => { if (area[i % area.length] === 0) gap = Math.max(gap, Math.abs(value - before[i]!) * 255); });
  return gap;
}

async function keep(engine: ReturnType<typeof newEngine>, { title, result }: Way, people: string, number: number): Promise<void> {
  await mkdir(values.sheet!, { recursive: true });
  for (const [of, node] of [['source', 'source'], ['target', 'target'], ['result', result]] as const) {
    const preview = await engine.preview(node, 'image', 256);
    if (preview.kind === 'picture') await writeFile(join(values.sheet!, `${title.replace(', ', '-')}-${people}-${String(number).padStart(3, '0')}-${of}.jpg`), await encodePicture(preview, 'jpeg', 88));
  }
}

/** Pairs of two different people of the London set, the same on every run. */
function londonPairs(count: number): readonly (readonly [string, string])[] {
  const london = photos.filter((path) => path.includes('london')), pairs: (readonly [string, string])[] = [];
  const person = (path: string): string => path.replace(/^.*[/\\]/, '').slice(0, 3);
  for (let i = 0; pairs.length < count && i < 20 * count; i++) {
    const source = london[(i * 37) % london.length]!, target = london[(i * 53 + 11) % london.length]!;
    if (person(source) !== person(target)) pairs.push([source, target]);
  }
  return pairs;
}

/** Every averaged face and synthetic portrait as source, and once as target. */
function otherPairs(): readonly (readonly [string, string])[] {
  const others = photos.filter((path) => /composite|sfhq/.test(path));
  return others.map((path, i) => [path, others[(i + 7) % others.length]!]);
}

if (findings.eyeErrors.length === 0) await detectAll();
await keepState();
console.log(JSON.stringify(findings.sets, (key, value: unknown) => (key === 'fitPercent' ? undefined : value)));
const count = Number(values.pairs);
for (const way of WAYS) {
  // The networks' lanes are there to be looked at; their likeness on rendered faces is in docs/models.md.
  await swapAll(way, 'london', londonPairs(way.graph === 'photo-swap' ? Math.ceil(count / 10) : count));
  await swapAll(way, 'composite and sfhq', otherPairs());
}
console.log(findings.exceptions.length === 0 ? 'No exceptions.' : findings.exceptions.join('\n'));
for (const [name, text] of Object.entries(pageParts(findings))) {
  console.log(text);
  if (values.write) await replacePart(name, text);
}
