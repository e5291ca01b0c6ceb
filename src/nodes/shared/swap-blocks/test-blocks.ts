import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { NodeDefinition, OnnxModel } from '../../../runtime/define';
import { createModels } from '../../../runtime/onnx/models';
import { createNodePlatform } from '../../../runtime/platform/node';
import type { CpuTensor } from '../../../runtime/tensor';
import { cpuTensor } from '../../../runtime/tensor';
import type { CropValue, FeaturesValue, IdentityValue, ImageValue, WireType } from '../../../runtime/values';
import { patternTensor } from '../kernel-samples';
import type { TestContext } from '../test-context';
import { testContext } from '../test-context';
import { testImage, wavyPicture } from '../test-pictures';
import { IDENTITY_DIM, RECOGNISERS, SWAP_CROP, VARIANT_NAMES } from './contract';
import { AEI_BLOCKS } from './faceshifter';
import { hififaceBlocks } from './hififace';

const PUBLIC = fileURLToPath(new URL('../../../../public', import.meta.url));

/** Networks that the nodes over trained blocks use. */
export const ALL_BLOCKS: readonly string[] = [...new Set([...AEI_BLOCKS, 'hear', ...VARIANT_NAMES.flatMap(hififaceBlocks), 'identity', 'identity-judge', 'coefficients', 'shape-judge', 'face-parser'])];

/** The folder whose `models/` holds the blocks: `SWAP_BLOCKS_PUBLIC` when set (for blocks that are not shipped), else `public`. */
export const BLOCKS_PUBLIC = process.env['SWAP_BLOCKS_PUBLIC'] ?? PUBLIC;

/** Whether every one of these networks is there; tests that run networks are skipped where the weights are not. */
export function haveBlocks(names: readonly string[] = ALL_BLOCKS): boolean {
  const path = `${BLOCKS_PUBLIC}/models/manifest.json`;
  if (!existsSync(path)) return false;
  const { models } = JSON.parse(readFileSync(path, 'utf8')) as { readonly models: readonly { readonly name: string }[] };
  const known = new Set(models.map(({ name }) => name));
  return names.every((name) => known.has(name));
}

/** Opens built-in networks on the processor. */
export function testOpener(): (name: string) => Promise<OnnxModel> {
  const models = createModels(createNodePlatform({ publicDir: BLOCKS_PUBLIC }));
  return async (name) => (await models.open({ builtin: name })).model;
}

/** A context whose built-in networks are the blocks, run on the processor. */
export function blockContext(): TestContext {
  const open = testOpener();
  return testContext({ onnx: async (model) => ('builtin' in model ? open(model.builtin) : Promise.reject(new Error('This test opens built-in networks only.'))) });
}

/** A smooth picture as the crop that blocks take, or as another. */
export function testCrop(phase = 0, template: string = SWAP_CROP.template, sizePx: number = SWAP_CROP.sizePx): CropValue & { readonly image: ImageValue & { readonly pixels: CpuTensor } } {
  return {
    kind: 'crop', image: testImage(wavyPicture(sizePx, sizePx, phase), `crop ${phase}`), template, toCrop: { a: 0.5, b: 0, tx: 3, ty: -4 },
    source: { width: 256, height: 256, frame: `picture ${phase}` },
  };
}

/** A vector of length 1 that looks random. */
export function testIdentity(seed: number, recogniser: string = RECOGNISERS.identity, length = IDENTITY_DIM): IdentityValue & { readonly vector: CpuTensor } {
  const vector = patternTensor([length], seed, -1, 1), size = Math.hypot(...vector.data);
  return { kind: 'identity', recogniser, vector: cpuTensor([length], vector.data.map((value) => value / size)) };
}

export function testFeatures(shape: readonly [number, number, number], seed: number, net: string, layer: string): FeaturesValue & { readonly tensor: CpuTensor } {
  return { kind: 'features', tensor: patternTensor(shape, seed, -1, 1), meaning: 'signed', net, layer };
}

/** The problem that a definition finds, in English, with its port or param; '' when there is none. */
export function refusalOf(definition: Pick<NodeDefinition, 'infer' | 'params'>, inputs: Readonly<Record<string, WireType>>, params: Readonly<Record<string, unknown>> = {}): string {
  const initial = Object.fromEntries(Object.entries(definition.params).map(([name, param]) => [name, param.initial]));
  const first = definition.infer?.(inputs, { ...initial, ...params } as never).problems?.[0];
  return first ? `${first.port ?? first.param}: ${first.message.en}` : '';
}
