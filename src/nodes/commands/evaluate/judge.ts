import { PARTS } from '../../../face/model/types';
import type { FaceModel } from '../../../face/model/types';
import { cpuTensor } from '../../../runtime/tensor';
import type { CpuTensor } from '../../../runtime/tensor';
import type { BlockHost } from '../../shared/swap-blocks/host';
import { embedIdentity, readCoefficients, signedPicture } from '../../shared/swap-blocks/readers';

/** Networks that measure and never took part in a training of what they measure. */
export const JUDGES = ['identity-judge', 'shape-judge'] as const;

/** What the judges read in one crop. */
export interface Verdict {
  readonly zId: Float32Array;
  /** The 68 points of the mean face with this identity's shape, and with this expression, in millimetres: 3 a point. */
  readonly identityPointsMm: Float32Array;
  readonly expressionPointsMm: Float32Array;
  readonly poseDeg: readonly number[];
}

export async function judge(host: BlockHost, model: FaceModel, picture: Float32Array, sizePx: number): Promise<Verdict> {
  const crop = cpuTensor([3, sizePx, sizePx], Float32Array.from(picture));
  const zId = (await embedIdentity(host, crop, 'ffhq_512', 'identity-judge')).data!;
  const { alpha, beta, poseDeg } = await readCoefficients(host, await signedPicture(host, crop), 'shape-judge');
  return { zId, identityPointsMm: pointsMm(model, model.identityBasis, alpha.data!), expressionPointsMm: pointsMm(model, model.expressionBasis, beta.data!), poseDeg: [...poseDeg.data!] };
}

/** Displacement of the 68 landmark vertices by some modes, millimetres. */
function pointsMm(model: FaceModel, basis: readonly Float32Array[], weights: Float32Array): Float32Array {
  const points = new Float32Array(3 * model.landmarks68.length);
  basis.forEach((mode, m) => model.landmarks68.forEach((vertex, k) => {
    for (let axis = 0; axis < 3; axis++) points[3 * k + axis]! += 10 * weights[m]! * mode[3 * vertex + axis]!;
  }));
  return points;
}

/** Root mean square distance of corresponding points, millimetres. */
export function pointDistanceMm(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i]! - b[i]!) ** 2;
  return Math.sqrt((3 * sum) / a.length);
}

const FACE_PARTS = ['skin', 'brows', 'eyes', 'nose', 'lips', 'mouth'] as const;
const indicesOf = (names: readonly (typeof PARTS)[number][]): readonly number[] => names.map((name) => PARTS.indexOf(name));
export const FACE_LABELS = indicesOf(FACE_PARTS);
/** Hands, masks and objects. Glasses are no occluder here: they sit on the new person's own nose and ears, so even a perfect swap moves them. */
export const OCCLUDER_LABELS = indicesOf(['occluder']);

/** [H, W, 3] bytes → [3, H, W], 0..1. */
export function planes(bytes: Uint8Array, sizePx: number): CpuTensor {
  const plane = sizePx * sizePx, out = new Float32Array(3 * plane);
  for (let i = 0; i < plane; i++) for (let c = 0; c < 3; c++) out[c * plane + i] = bytes[3 * i + c]! / 255;
  return cpuTensor([3, sizePx, sizePx], out);
}
