import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseGraph } from '../../src/graph/parse';
import type { GraphDocument, Json } from '../../src/graph/types';
import { readCatalog } from '../../src/nodes/catalog-node';
import { PACKS } from '../../src/nodes/shared/packs/list';
import type { Pack } from '../../src/nodes/shared/packs/pack';
import { createEngine } from '../../src/runtime/engine';
import { createNodePlatform } from '../../src/runtime/platform/node';
import type { ImageValue } from '../../src/runtime/values';
import { BLUE_SPOT, facePoints, inPicture, READ, SIDE, sourcePicture, targetColour, targetPicture } from './painted';
import { arcface, ARCFACE_LENGTH, bisenet, CONVERTED_LENGTH, crossface, EMAP_TURN, GAIN, IMAGENET, MARK, MINUS_ONE_TO_ONE, OFFSET, restorer, SHOWN, SQUARES, swapper, TEMPLATES, xseg, yunet, ZERO_TO_ONE, type SwapperStandIn } from './stand-ins';

const catalog = await readCatalog();
let folder = '';
beforeAll(async () => { folder = await mkdtemp(join(tmpdir(), 'packs-')); });
afterAll(() => rm(folder, { recursive: true }));

type Changes = Readonly<Record<string, Readonly<Record<string, Json>>>>;
interface Swap { readonly graph: string; readonly changes: Changes; readonly targetTemplate: string; readonly sourceTemplate?: string; readonly files: Readonly<Record<string, Uint8Array>>; readonly edit?: (graph: GraphDocument) => GraphDocument }

async function keep(name: string, bytes: Uint8Array): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, bytes);
  return path;
}

/** Runs a shipped graph with painted photographs and stand-ins; gives the final picture, or the sentences of what went wrong. */
async function run({ graph: name, changes, targetTemplate, sourceTemplate = 'arcface_112_v2', files, edit }: Swap): Promise<{ readonly result?: Float32Array; readonly faults: readonly string[] }> {
  const standard: Record<string, Record<string, Json>> = {
    source: { file: await keep('source.png', sourcePicture(sourceTemplate)) }, target: { file: await keep('target.png', targetPicture()) },
    sourceFaces: { engine: 'yunet', model: await keep('yunet-source.onnx', yunet(facePoints(sourceTemplate), SIDE)) }, targetFaces: { engine: 'yunet', model: await keep('yunet-target.onnx', yunet(facePoints(targetTemplate), SIDE)) },
    result: { mark: false },
  };
  for (const [node, bytes] of Object.entries(files)) standard[node] = { file: await keep(`${node}.onnx`, bytes) };
  const { graph } = parseGraph(await readFile(new URL(`../../graphs/${name}.json`, import.meta.url), 'utf8'));
  const nodes = Object.fromEntries(Object.entries(graph!.nodes).map(([id, node]) => [id, { ...node, params: { ...node.params, ...standard[id], ...changes[id] } }]));
  const document = edit ? edit({ ...graph!, nodes }) : { ...graph!, nodes };
  const given = new Set(Object.values(document.nodes).flatMap((node) => ['file', 'model'].map((key) => node.params[key])).filter((path): path is string => typeof path === 'string' && path !== ''));
  const engine = createEngine({ ...catalog, platform: createNodePlatform({ files: given }) });
  try {
    const report = await engine.run({ runId: name, document });
    const faults = [...report.problems, ...report.steps.flatMap((step) => step.problems)].filter(({ severity }) => severity === 'error').map(({ message }) => message.en);
    const value = await engine.value('result', 'image') as ImageValue | undefined;
    return { faults, ...(value ? { result: value.pixels.data! } : {}) };
  } finally {
    await engine.dispose();
  }
}

type Colour = readonly [number, number, number];
/** What the stand-ins make of a colour. */
const changed = (colour: Colour): Colour => colour.map((value, c) => Math.min(1, Math.max(0, GAIN[c]! * value + OFFSET[c]!))) as unknown as Colour;
/** Places of the crop that no mark or square covers. */
const PROBES = [[0.27, 0.42], [0.73, 0.4], [0.27, 0.62], [0.74, 0.6], [0.5, 0.5]] as const;

/** Where the final picture is not what the contract would give: a sentence each. `show` blends what was drawn with what was there (a mask, an amount). */
function violations(result: Float32Array, { template, squares, show = () => 1, spot }: { readonly template: string; readonly squares?: readonly number[]; readonly show?: (colour: Colour) => number; readonly spot: boolean }): readonly string[] {
  const found: string[] = [];
  const compare = (what: string, place: readonly [number, number], drawn: (before: Colour) => Colour, tolerance: number, force?: number): void => {
    const x = Math.round(place[0]), y = Math.round(place[1]), before = targetColour(x, y), wanted = drawn(before), weight = force ?? show(before);
    const off = Math.max(...wanted.map((value, c) => Math.abs(result[c * SIDE * SIDE + y * SIDE + x]! - (before[c]! + weight * (value - before[c]!)))));
    if (!(off <= tolerance)) found.push(`${what} is off by ${off.toFixed(3)}`);
  };
  TEMPLATES[template]!.forEach((point, i) => { compare(`mark ${i}`, inPicture(point), () => MARK, 0.16); });
  squares?.forEach((value, k) => { compare(`square ${k}`, inPicture(SQUARES[k]!), () => [value, value, value], 0.05); });
  PROBES.forEach((point, i) => { compare(`colour ${i}`, inPicture(point), changed, 0.02); });
  compare('blue spot', inPicture(BLUE_SPOT), changed, 0.03, spot ? 1 : 0);
  for (const place of [[30, 40], [230, 10], [20, 225], [232, 232]] as const) compare('outside', place, changed, 0.5 / 255, 0);
  return found;
}

/** ArcFace's stand-in vector of the painted source. */
const raw = Float64Array.from({ length: 512 }, (_, i) => ARCFACE_LENGTH * (i < 15 ? READ[i]! : i === 15 ? 1 : 0));
const rawLength = Math.hypot(...raw);
const converted = Float64Array.from({ length: 512 }, (_, i) => CONVERTED_LENGTH * (raw[511 - i]! / rawLength + (i === 0 ? rawLength * 0.04 : 0)));
const convertedLength = Math.hypot(...converted);
const directly = (length: number): readonly number[] => [length / 4, ...SHOWN.map((k) => raw[k]! / rawLength)];
const throughConverter = (length: number): readonly number[] => [length / 4, ...SHOWN.map((k) => converted[511 - k]! / convertedLength)];
const asPicture = [0.5, ...SHOWN.map((k) => READ[k]!)];

const back = (k: number): number => 511 - k;
const GHOST: SwapperStandIn = { size: 256, template: 'arcface_112_v1', from: MINUS_ONE_TO_ONE, to: MINUS_ONE_TO_ONE, source: { at: back } };
const converters = { embed: arcface(), convert: crossface() };
const ghost = (pack: string, converter: string, standIn: SwapperStandIn, length: number) => ({ pack, graph: 'public-ghost', standIn, squares: throughConverter(length), sourceTemplate: 'arcface_112_v2', converter });
const INSWAPPER: SwapperStandIn = { size: 128, template: 'arcface_128', from: ZERO_TO_ONE, to: ZERO_TO_ONE, source: { at: (k) => k + EMAP_TURN, emap: true } };
const HYPERSWAP: SwapperStandIn = { size: 256, template: 'arcface_128', from: MINUS_ONE_TO_ONE, to: MINUS_ONE_TO_ONE, source: { at: (k) => k }, mask: true };
const plain = (pack: string, standIn: SwapperStandIn, squares: readonly number[], sourceTemplate = 'arcface_112_v2') => ({ pack, graph: 'public-inswapper', standIn, squares, sourceTemplate, converter: undefined });

const SWAPS: readonly { readonly pack: string; readonly graph: string; readonly standIn: SwapperStandIn; readonly squares: readonly number[]; readonly sourceTemplate: string; readonly converter: string | undefined }[] = [
  ...['ghost-1-256', 'ghost-2-256', 'ghost-3-256'].map((pack) => ghost(pack, 'crossface-ghost', GHOST, convertedLength)),
  ghost('simswap-256', 'crossface-simswap', { ...GHOST, from: IMAGENET, to: ZERO_TO_ONE }, 1),
  ghost('simswap-unofficial-512', 'crossface-simswap', { ...GHOST, size: 512, from: ZERO_TO_ONE, to: ZERO_TO_ONE }, 1),
  { ...ghost('hififace-unofficial-256', 'crossface-hififace', { ...GHOST, template: 'mtcnn_512' }, 1), graph: 'public-hififace' },
  plain('inswapper-128', INSWAPPER, directly(1)), plain('inswapper-128-fp16', INSWAPPER, directly(1)),
  ...['hyperswap-1a-256', 'hyperswap-1b-256', 'hyperswap-1c-256'].map((pack) => plain(pack, HYPERSWAP, directly(1))),
  plain('blendswap-256', { size: 256, template: 'ffhq_512', from: ZERO_TO_ONE, to: ZERO_TO_ONE, source: { size: 112, template: 'arcface_112_v2', from: ZERO_TO_ONE } }, asPicture),
  plain('uniface-256', { size: 256, template: 'ffhq_512', from: MINUS_ONE_TO_ONE, to: MINUS_ONE_TO_ONE, source: { size: 256, template: 'ffhq_512', from: ZERO_TO_ONE } }, asPicture, 'ffhq_512'),
];

/** XSeg's stand-in shows red; the pack stretches 0.5..1 to 0..1. */
const redMask = ([red]: Colour): number => Math.min(1, Math.max(0, 2 * (red - 0.5)));

function swapOf({ pack, graph, standIn, sourceTemplate, converter }: (typeof SWAPS)[number], changes: Changes = {}): Swap {
  const ofPicture = !('at' in standIn.source);
  const base: Record<string, Record<string, Json>> = {
    swap: { pack }, targetCrop: { template: standIn.template, sizePx: standIn.size }, ...(converter === undefined ? {} : { convert: { pack: converter } }),
    ...('at' in standIn.source ? {} : { sourceCrop: { template: standIn.source.template, sizePx: standIn.source.size } }),
  };
  const merged = Object.fromEntries([...new Set([...Object.keys(base), ...Object.keys(changes)])].map((id) => [id, { ...base[id], ...changes[id] }]));
  const files = { swap: swapper(standIn), ...(ofPicture ? {} : { embed: converters.embed }), ...(converter === undefined ? {} : { convert: converters.convert }), ...(graph === 'public-hififace' ? { region: bisenet() } : {}), ...(graph === 'public-inswapper' ? { occlusion: xseg() } : {}) };
  return {
    graph, changes: merged, targetTemplate: standIn.template, sourceTemplate, files: { ...files },
    edit: (document) => {
      const { embed: _embed, ...others } = document.nodes;
      const nodes = ofPicture ? others : document.nodes;
      const links = document.links.filter(({ from, to }) => !ofPicture || (from[0] !== 'embed' && to[0] !== 'embed'));
      return {
        ...document, nodes: { ...nodes, ...(nodes['enhance'] ? { enhance: { ...nodes['enhance'], bypass: true } } : {}) },
        links: ofPicture ? [...links, { from: ['sourceCrop', 'crop'], to: ['swap', 'source'] }] : links,
      };
    },
  };
}

const wanted = ({ standIn, squares, graph }: (typeof SWAPS)[number]) => ({ template: standIn.template, squares, spot: graph === 'public-ghost', ...(graph === 'public-inswapper' ? { show: redMask } : {}) });

describe('each swapper keeps its contract', () => {
  test.each(SWAPS.map((swap) => [swap.pack, swap.graph, swap] as const))('%s through %s', async (_pack, _graph, swap) => {
    const { result, faults } = await run(swapOf(swap));
    expect(faults).toEqual([]);
    expect(violations(result!, wanted(swap))).toEqual([]);
  });
});

describe('a broken contract is seen', () => {
  /** The node runs the same file under a contract with one thing changed. */
  const planted = (id: string, change: (pack: Pack) => Pack): Readonly<Record<string, Json>> => ({ pack: 'own', contract: JSON.parse(JSON.stringify(change(PACKS.get(id)!))) as Json });
  const picture = (of: string, change: object) => (pack: Pack): Pack => ({ ...pack, inputs: pack.inputs.map((input) => (input.is === 'picture' && input.of === of ? { ...input, ...change } : input)) });
  const vector = (change: object) => (pack: Pack): Pack => ({ ...pack, inputs: pack.inputs.map((input) => (input.is === 'embedding' ? { ...input, ...change } : input)) });
  const drawn = (change: object) => (pack: Pack): Pack => ({ ...pack, outputs: pack.outputs.map((output) => (output.is === 'picture' ? { ...output, ...change } : output)) });
  const both = (...changes: readonly ((pack: Pack) => Pack)[]) => (pack: Pack): Pack => changes.reduce((changedPack, change) => change(changedPack), pack);
  const [ghostSwap, inswapperSwap, simswap, uniface] = ['ghost-2-256', 'inswapper-128', 'simswap-256', 'uniface-256'].map((pack) => SWAPS.find((swap) => swap.pack === pack)!) as [(typeof SWAPS)[number], (typeof SWAPS)[number], (typeof SWAPS)[number], (typeof SWAPS)[number]];
  const twoCrops = (template: string, id: string) => ({ swap: planted(id, picture('target', { template })), targetCrop: { template } });

  test.each([
    ['nothing: the own contract is the pack’s', ghostSwap, { swap: planted('ghost-2-256', (pack) => pack) }, undefined],
    ['BGR for RGB going in', ghostSwap, { swap: planted('ghost-2-256', picture('target', { order: 'bgr' })) }, /colour/],
    ['BGR for RGB going in and coming out', ghostSwap, { swap: planted('ghost-2-256', both(picture('target', { order: 'bgr' }), drawn({ order: 'bgr' }))) }, /colour/],
    ['0..1 for −1..1 going in', ghostSwap, { swap: planted('ghost-2-256', picture('target', { range: 'unit' })) }, /colour/],
    ['0..1 for −1..1 going in and coming out', ghostSwap, { swap: planted('ghost-2-256', both(picture('target', { range: 'unit' }), drawn({ range: 'unit' }))) }, /colour/],
    ['−1..1 for ImageNet', simswap, { swap: planted('simswap-256', picture('target', { range: 'signed' })) }, /colour/],
    ['a result read as −1..1 that is 0..1', simswap, { swap: planted('simswap-256', drawn({ range: 'signed' })) }, /colour/],
    ['a unit vector where the raw one belongs', ghostSwap, { swap: planted('ghost-2-256', vector({ treatment: 'unit' })) }, /square 0/],
    ['a raw vector where the unit one belongs', simswap, { swap: planted('simswap-256', vector({ treatment: 'raw' })) }, /square 0/],
    ['a unit vector into the converter', ghostSwap, { convert: planted('crossface-ghost', vector({ treatment: 'unit' })) }, /square/],
    ['emap left out', inswapperSwap, { swap: planted('inswapper-128', vector({ matrix: { weight: 'last', then: 'as-is' } })) }, /square 0/],
    ['no emap at all', inswapperSwap, { swap: planted('inswapper-128', (pack) => ({ ...pack, inputs: pack.inputs.map((input) => { if (input.is !== 'embedding') return input; const { matrix: _matrix, ...rest } = input; return rest; }) })) }, /square/],
    ['another template of the target', ghostSwap, twoCrops('arcface_112_v2', 'ghost-2-256'), /mark/],
    ['the template of the recogniser on 128', inswapperSwap, twoCrops('arcface_112_v2', 'inswapper-128'), /mark/],
    ['the source 0..1 into ArcFace', ghostSwap, { embed: planted('arcface-w600k-r50', picture('face', { range: 'unit' })) }, /square/],
    ['the source BGR into ArcFace', ghostSwap, { embed: planted('arcface-w600k-r50', picture('face', { order: 'bgr' })) }, /square/],
    ['the source on another template', ghostSwap, { embed: planted('arcface-w600k-r50', picture('face', { template: 'arcface_128' })), sourceCrop: { template: 'arcface_128' } }, /square/],
    ['a source picture −1..1 for 0..1', uniface, { swap: planted('uniface-256', picture('source', { range: 'signed' })) }, /square/],
    ['the occlusion mask RGB for BGR', inswapperSwap, { occlusion: planted('xseg-1', picture('image', { order: 'rgb' })) }, /colour|spot/],
    ['the occlusion mask −1..1 for 0..1', inswapperSwap, { occlusion: planted('xseg-1', picture('image', { range: 'signed' })) }, /colour/],
    ['the parser 0..1 for ImageNet', SWAPS.find(({ pack }) => pack.startsWith('hififace'))!, { region: planted('bisenet-resnet-34', picture('image', { range: 'unit' })) }, /spot|colour/],
    ['the parser BGR for RGB', SWAPS.find(({ pack }) => pack.startsWith('hififace'))!, { region: planted('bisenet-resnet-34', picture('image', { order: 'bgr' })) }, /spot|colour/],
  ] as const)('%s', async (_what, swap, changes, seen) => {
    const { result, faults } = await run(swapOf(swap, changes as unknown as Changes));
    expect(faults).toEqual([]);
    const found = violations(result!, wanted(swap)).join('\n');
    if (seen) expect(found).toMatch(seen);
    else expect(found).toBe('');
  });

  test.each([
    ['a crop of another template', ghostSwap, { targetCrop: { template: 'ffhq_512' } }, 'GHOST 2, 256 px wants a crop aligned to arcface_112_v1 256 px; this one is ffhq_512 256×256 px'],
    ['a crop of another size', ghostSwap, { targetCrop: { sizePx: 128 } }, 'this one is arcface_112_v1 128×128 px'],
    ['a vector of another recogniser', ghostSwap, { convert: { pack: 'crossface-simswap' } }, 'wants identities of "crossface-ghost"; this one is of "crossface-simswap". Insert "Convert identity"'],
    ['a contract that is none', ghostSwap, { swap: { pack: 'own', contract: { id: 'x' } } }, 'The contract cannot be used: kind must be there'],
    ['no weights', ghostSwap, { swap: { file: '' } }, 'The weights of GHOST 2, 256 px are not here yet'],
  ] as const)('%s is refused in words before anything runs', async (_what, swap, changes, words) => {
    expect((await run(swapOf(swap, changes as unknown as Changes))).faults.join('\n')).toContain(words);
  });

  test('another network’s file is refused in words', async () => {
    const swap = swapOf(ghostSwap);
    expect((await run({ ...swap, files: { ...swap.files, swap: xseg() } })).faults.join('\n')).toMatch(/This file is not GHOST 2, 256 px: it takes input 1×256×256×3 and gives output 1×256×256×1, where source 1×512, target 1×3×256×256 goes in/);
    const noMap = swapOf(inswapperSwap);
    expect((await run({ ...noMap, files: { ...noMap.files, swap: swapper({ ...INSWAPPER, source: { at: (k) => k } }) } })).faults.join('\n')).toMatch(/keeps no 512 × 512 matrix as its last weight/);
  });
});

describe('restorers keep theirs, through public-inswapper', () => {
  const RESTORERS = [['gfpgan-1.2', 512, 'ffhq_512'], ['gfpgan-1.3', 512, 'ffhq_512'], ['gfpgan-1.4', 512, 'ffhq_512'], ['gpen-bfr-256', 256, 'arcface_128'], ['gpen-bfr-512', 512, 'ffhq_512'], ['gpen-bfr-1024', 1024, 'ffhq_512'], ['codeformer', 512, 'ffhq_512']] as const;
  const restore = (pack: Readonly<Record<string, Json>>, size: number, template: string, fidelity: boolean): Swap => ({
    graph: 'public-inswapper', targetTemplate: template, files: { enhance: restorer(size, template, fidelity) },
    changes: { enhanceCrop: { sizePx: size, template }, enhance: { ...pack, amount: 0.75, fidelity: 0.625 } },
    // The picture itself is restored: what is before it in the graph is not needed.
    edit: (document) => ({
      ...document, nodes: Object.fromEntries(Object.entries(document.nodes).filter(([id]) => ['target', 'targetFaces', 'enhanceCrop', 'enhance', 'pasteEnhanced', 'result'].includes(id))),
      links: [...document.links.filter(({ from, to }) => ![from[0], to[0]].some((id) => ['source', 'sourceFaces', 'sourceCrop', 'embed', 'swap', 'occlusion', 'targetCrop', 'paste'].includes(id))), { from: ['target', 'image'], to: ['enhanceCrop', 'image'] }, { from: ['target', 'image'], to: ['pasteEnhanced', 'image'] }],
    }),
  });
  test.each(RESTORERS)('%s', async (pack, size, template) => {
    const fidelity = pack === 'codeformer';
    const { result, faults } = await run(restore({ pack }, size, template, fidelity));
    expect(faults).toEqual([]);
    expect(violations(result!, { template, spot: false, show: () => 0.75, ...(fidelity ? { squares: SQUARES.map(() => 0.625) } : {}) }).filter((what) => !what.startsWith('blue'))).toEqual([]);
  });
  test('0..1 for −1..1 is seen', async () => {
    const contract = JSON.parse(JSON.stringify(PACKS.get('gfpgan-1.4')!).replaceAll('"signed"', '"unit"')) as Json;
    const { result } = await run(restore({ pack: 'own', contract }, 512, 'ffhq_512', false));
    expect(violations(result!, { template: 'ffhq_512', spot: false, show: () => 0.75 }).join()).toMatch(/colour/);
  });
});

test('YuNet that is fed RGB sees nothing, and the graph says so', async () => {
  const swap = swapOf(SWAPS[1]!), { data } = await import('fast-png').then(({ decode }) => decode(targetPicture()));
  for (let i = 0; i < data.length; i += 3) [data[i], data[i + 2]] = [data[i + 2]!, data[i]!];
  const { encode } = await import('fast-png');
  const path = await keep('bgr.png', encode({ width: SIDE, height: SIDE, channels: 3, depth: 8, data: data as Uint8Array }));
  expect((await run({ ...swap, changes: { ...swap.changes, target: { file: path } } })).faults.join('\n')).toContain('No face was found');
});
