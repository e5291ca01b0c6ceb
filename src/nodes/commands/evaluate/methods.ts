import { readFileSync } from 'node:fs';
import { parseGraph } from '../../../graph/parse';
import type { GraphDocument, JsonObject } from '../../../graph/types';
import type { Scene } from '../../../face/scene/types';
import type { Engine } from '../../../runtime/engine-types';
import type { CpuTensor, Tensor } from '../../../runtime/tensor';
import type { ImageValue } from '../../../runtime/values';
import { HIFIFACE_VARIANTS, VARIANT_NAMES } from '../../shared/swap-blocks/contract';
import type { HifiFaceVariant } from '../../shared/swap-blocks/contract';
import { AEI_BLOCKS, runFaceShifter, runFaceShifterWithHear } from '../../shared/swap-blocks/faceshifter';
import { hififaceBlocks, runHifiFace } from '../../shared/swap-blocks/hififace';
import type { BlockHost } from '../../shared/swap-blocks/host';
import { embedIdentity, readCoefficients, shapeAwareIdentity, signedPicture, unitPicture } from '../../shared/swap-blocks/readers';
import { PAIR_SIZE_PX } from './pairs';

/** A picture as a crop and as the scene it was drawn from. */
export interface Person { readonly picture: CpuTensor; readonly scene: Scene }
export interface Question { readonly source: Person; readonly target: Person; readonly trueSwap: Person }

export interface Method {
  readonly name: string;
  /** Manifest names of its networks. */
  readonly networks: readonly string[];
  /** The source's identity in the target: [3, 128, 128], sRGB 0..1. */
  readonly swap: (question: Question) => Promise<Float32Array>;
}

const READERS = ['identity', 'coefficients'];

/** All methods, in the table's order. */
export function methodsOf(host: BlockHost, engine: Engine): readonly Method[] {
  return [
    { name: 'true-swap', networks: [], swap: ({ trueSwap }) => Promise.resolve(trueSwap.picture.data) },
    { name: 'copy-target', networks: [], swap: ({ target }) => Promise.resolve(target.picture.data) },
    ...(['classic-2d', 'classic-3d'] as const).map((name): Method => ({ name, networks: [], swap: classic(engine, name) })),
    { name: 'faceshifter-aei', networks: ['identity', ...AEI_BLOCKS], swap: (question) => faceShifter(host, question) },
    { name: 'faceshifter', networks: ['identity', ...AEI_BLOCKS, 'hear'], swap: (question) => faceShifterWithHear(host, question) },
    ...VARIANT_NAMES.map((variant): Method => ({
      name: variant, networks: [...(HIFIFACE_VARIANTS[variant].shapeAware ? READERS : ['identity']), ...hififaceBlocks(variant)], swap: (question) => hifiFace(host, variant, question),
    })),
  ];
}

export interface LeftOut { readonly name: string; readonly missing: readonly string[] }

/** Which methods the networks at hand allow, and what keeps the others out. */
export function allowedOf(methods: readonly Method[], known: ReadonlySet<string>): { readonly allowed: readonly Method[]; readonly leftOut: readonly LeftOut[] } {
  const leftOut = methods.map(({ name, networks }) => ({ name, missing: networks.filter((network) => !known.has(network)) })).filter(({ missing }) => missing.length > 0);
  return { allowed: methods.filter(({ name }) => !leftOut.some((one) => one.name === name)), leftOut };
}

/** A sentence for a method that is left out: its name, the files it lacks, and the remedy. */
export function leftOutSentence({ name, missing }: LeftOut): string {
  const files = missing.map((network) => `${network}.onnx`).join(', ');
  return `The method ${name} is left out: public/models lacks ${files} (the file, or its line in manifest.json). Train and export ${missing.length === 1 ? 'it' : 'them'} (training/README.md), or restore public/models.\n`;
}

const identityOf = (host: BlockHost, { picture }: Person): Promise<Tensor> => embedIdentity(host, picture, 'ffhq_512', 'identity');

async function pixels(host: BlockHost, signed: Tensor): Promise<Float32Array> {
  return (await unitPicture(host, signed)).data!;
}

async function faceShifter(host: BlockHost, { source, target }: Question): Promise<Float32Array> {
  return pixels(host, (await runFaceShifter(host, await signedPicture(host, target.picture), await identityOf(host, source))).picture);
}

async function faceShifterWithHear(host: BlockHost, { source, target }: Question): Promise<Float32Array> {
  const x = await signedPicture(host, target.picture);
  return pixels(host, (await runFaceShifterWithHear(host, x, await identityOf(host, source), await identityOf(host, target))).refined);
}

async function hifiFace(host: BlockHost, variant: HifiFaceVariant, { source, target }: Question): Promise<Float32Array> {
  const [xs, xt, vId] = [await signedPicture(host, source.picture), await signedPicture(host, target.picture), await identityOf(host, source)];
  if (!HIFIFACE_VARIANTS[variant].shapeAware) return pixels(host, (await runHifiFace(host, variant, xt, vId)).picture);
  const [of, at] = [await readCoefficients(host, xs, 'coefficients'), await readCoefficients(host, xt, 'coefficients')];
  const vSid = await shapeAwareIdentity(host, { alpha: of.alpha.data!, beta: at.beta.data!, poseDeg: at.poseDeg.data! }, vId);
  return pixels(host, (await runHifiFace(host, variant, xt, vSid)).picture);
}

/** A shipped graph with both inputs set to given scenes, which know their mesh: the classic methods at their best. */
function classic(engine: Engine, name: 'classic-2d' | 'classic-3d'): Method['swap'] {
  const { graph } = parseGraph(readFileSync(new URL(`../../../../graphs/${name}.json`, import.meta.url), 'utf8'));
  if (!graph) throw new Error(`graphs/${name}.json cannot be read. Restore it from the project.`);
  const shown = graph.links.find(({ to: [node] }) => node === 'result')!.from;
  return async ({ source, target }) => {
    const report = await engine.run({ runId: name, document: withScene(withScene(graph, 'source', source.scene), 'target', target.scene) });
    const failed = report.steps.flatMap(({ problems }) => problems).find(({ severity }) => severity === 'error');
    if (failed) throw new Error(`${name}: ${failed.message.en}`);
    const { pixels: result } = (await engine.value(shown[0], shown[1])) as ImageValue;
    return result.data!.slice(0, 3 * PAIR_SIZE_PX ** 2);
  };
}

function withScene(graph: GraphDocument, id: string, scene: Scene): GraphDocument {
  const node = graph.nodes[id]!;
  return { ...graph, nodes: { ...graph.nodes, [id]: { ...node, params: { ...node.params, sizePx: PAIR_SIZE_PX, scene: scene as unknown as JsonObject } } } };
}
