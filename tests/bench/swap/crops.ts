import type { GraphDocument } from '../../../src/graph/types';
import { EMPTY_VIEW } from '../../../src/graph/types';
import { recogniserCrop } from '../../../src/nodes/shared/swap-blocks/kernels';
import { defineNode, type AnyRun, type NodeDefinition } from '../../../src/runtime/define';
import { cpuTensor, type CpuTensor } from '../../../src/runtime/tensor';
import type { Value } from '../../../src/runtime/values';

const SIDE = 128;
/** The target's seed of a swap, less its source's. */
const TARGETS = 10_003;

/** So many pictures take turns: after a few rounds all are drawn, and what is timed is the swap. */
const PICTURES = 8;
const drawn = new Map<number, CpuTensor>();

/** A smooth picture [3, 128, 128], 0..1. */
function picture(seed: number): CpuTensor {
  const known = drawn.get(seed % PICTURES) ?? draw(seed % PICTURES);
  drawn.set(seed % PICTURES, known);
  return known;
}

function draw(seed: number): CpuTensor {
  const tensor = cpuTensor([3, SIDE, SIDE]);
  for (let i = 0; i < tensor.data.length; i++) {
    const x = i % SIDE, y = Math.floor(i / SIDE) % SIDE, c = Math.floor(i / (SIDE * SIDE));
    tensor.data[i] = 0.5 + 0.25 * Math.sin(0.07 * x + 0.9 * c + seed) + 0.25 * Math.cos(0.05 * y - 0.6 * c + 1.3 * seed);
  }
  return tensor;
}

/** A node that gives an aligned crop at no cost, so that what is timed is the swap alone. */
const cropNode = defineNode({
  type: 'bench-crop', version: 1, category: 'input', title: { en: 'Crop', zh: '裁剪' }, summary: { en: '', zh: '' },
  inputs: {}, outputs: { crop: { kind: 'crop', title: { en: 'Crop', zh: '裁剪' } } },
  params: { seed: { kind: 'seed', initial: 1, title: { en: 'Seed', zh: '种子' } } },
}) as unknown as NodeDefinition;

const cropRun: AnyRun = (_inputs, params, context) => {
  const frame = `${context.stepKey}:crop`;
  const image = { kind: 'image', pixels: picture(params['seed'] as number), range: 'unit', colourSpace: 'srgb', frame } as const;
  return Promise.resolve({ crop: { kind: 'crop', image, template: 'ffhq_512', toCrop: { a: 1, b: 0, tx: 0, ty: 0 }, source: { width: SIDE, height: SIDE, frame } } satisfies Value });
};

/** A node that reads masks and statistics and does nothing with them. */
const readerNode = defineNode({
  type: 'bench-reader', version: 1, category: 'output', title: { en: 'Reader', zh: '读取' }, summary: { en: '', zh: '' }, params: {},
  inputs: { masks: { kind: 'pyramid', title: { en: 'Masks', zh: '蒙版' } }, sum: { kind: 'pyramid', title: { en: 'Statistics', zh: '统计量' } } },
  outputs: { levels: { kind: 'number', title: { en: 'Levels', zh: '层数' } } },
}) as unknown as NodeDefinition;

const readerRun: AnyRun = ({ sum }) => Promise.resolve({ levels: { kind: 'number', name: 'levels', unit: '', better: 'neither', value: sum?.kind === 'pyramid' ? sum.levels.filter(({ statistics }) => statistics).length : 0 } satisfies Value });

/** A catalogue with the nodes of `swapGraph`. */
export function withBenchNodes({ definitions, loadRun }: BenchCatalog): BenchCatalog {
  const runs = new Map([[cropNode.type, cropRun], [readerNode.type, readerRun]]);
  return { definitions: new Map([...definitions, ...[cropNode, readerNode].map((one) => [one.type, one] as const)]), loadRun: async (type) => runs.get(type) ?? loadRun(type) };
}

/** FaceShifter as in `graphs/faceshifter.json`, from the two crops to the swapped crop; `reader` reads masks and statistics where it is computed. */
export function swapGraph(seed: number): GraphDocument {
  const node = (type: string, params = {}): GraphDocument['nodes'][string] => ({ type, version: 1, params });
  return {
    format: 1, id: 'bench-swap', title: '', macros: {}, view: EMPTY_VIEW,
    nodes: { source: node('bench-crop', { seed }), target: node('bench-crop', { seed: TARGETS + seed }), identity: node('embed-identity'), attributes: node('attribute-encoder'), aad: node('aad-fuse'), swap: node('to-picture'), reader: node('bench-reader') },
    links: [
      { from: ['source', 'crop'], to: ['identity', 'crop'] }, { from: ['target', 'crop'], to: ['attributes', 'crop'] }, { from: ['identity', 'identity'], to: ['aad', 'identity'] },
      { from: ['attributes', 'attributes'], to: ['aad', 'attributes'] }, { from: ['aad', 'h'], to: ['swap', 'h'] }, { from: ['target', 'crop'], to: ['swap', 'target'] },
      { from: ['aad', 'masks'], to: ['reader', 'masks'] }, { from: ['aad', 'sum'], to: ['reader', 'sum'] },
    ],
  };
}

interface BenchCatalog { readonly definitions: ReadonlyMap<string, NodeDefinition>; readonly loadRun: (type: string) => Promise<AnyRun> }

/** What the networks themselves take: the recogniser's square [3, 112, 112] of the source and the target's crop [3, 128, 128], both −1..1. */
export interface NetworkInputs { readonly source: Float32Array; readonly target: Float32Array }

const inputs = new Map<number, NetworkInputs>();

export function networkInputs(seed: number): NetworkInputs {
  const known = inputs.get(seed % PICTURES) ?? makeInputs(seed % PICTURES);
  inputs.set(seed % PICTURES, known);
  return known;
}

function makeInputs(seed: number): NetworkInputs {
  const source = cpuTensor([3, 112, 112]);
  recogniserCrop.cpu([picture(seed)], { inSide: SIDE, first: 14, end: 114, side: 112 }, [source]);
  return { source: source.data, target: picture(TARGETS + seed).data.map((value) => 2 * value - 1) };
}
