import type { Tensor } from '../../../runtime/tensor';
import { fromNetwork, toNetwork } from '../network/pictures';
import { IDENTITY_DIM, POSE_SCALE_DEG, RECOGNISER_CROP, SID_PARTS, SWAP_CROP } from './contract';
import type { RecogniserBlock } from './contract';
import type { BlockHost } from './host';
import { flat, runBlock, unbatched } from './host';
import { joinVectors, mixUnit, recogniserCrop } from './kernels';

const SIGNED = { range: 'signed', order: 'rgb', layout: 'nchw' } as const;

/** A picture [3, H, W], sRGB 0..1, as the blocks take it: [3, H, W], −1..1. */
export async function signedPicture(host: BlockHost, picture: Tensor): Promise<Tensor> {
  return unbatched(await toNetwork(host, picture, SIGNED));
}

/** A block's picture [3, H, W], −1..1, as sRGB 0..1. */
export function unitPicture(host: BlockHost, signed: Tensor): Promise<Tensor> {
  return fromNetwork(host, { ...signed, shape: [1, ...signed.shape] }, SIGNED);
}

/**
 * z_id [128], of length 1, of an aligned face.
 * @param picture [3, S, S], sRGB 0..1: a crop of `ffhq_512` of any size, or one of `arcface_112_v2` with 112 px.
 */
export async function embedIdentity(host: BlockHost, picture: Tensor, template: typeof SWAP_CROP.template | typeof RECOGNISER_CROP.template, block: RecogniserBlock): Promise<Tensor> {
  const inSide = picture.shape[1]!, side = RECOGNISER_CROP.sizePx;
  const whole = template === RECOGNISER_CROP.template, scale = inSide / SWAP_CROP.sizePx;
  const [x] = await host.kernel(recogniserCrop, {
    inputs: [picture],
    uniforms: { inSide, first: whole ? 0 : Math.round(RECOGNISER_CROP.firstPx * scale), end: whole ? inSide : Math.round(RECOGNISER_CROP.endPx * scale), side },
    outputs: [[3, side, side]],
  });
  const { z_id } = await runBlock<'z_id'>(host, block, { x: x! });
  return z_id;
}

/** c·υ_s + d·υ_t, brought back to length 1; all [128]. */
export async function mixIdentity(host: BlockHost, source: Tensor, target: Tensor, c: number, d: number): Promise<Tensor> {
  const count = source.shape[0]!;
  const [mixed] = await host.kernel(mixUnit, { inputs: [source, target], uniforms: { count, a: c, b: d }, outputs: [[count]] });
  return mixed!;
}

/** Coefficients that a reader gives: alpha [88] in standard deviations, beta [47], yaw, pitch, roll in degrees [3], main light [3]. */
export interface Reading { readonly alpha: Tensor; readonly beta: Tensor; readonly poseDeg: Tensor; readonly light: Tensor }

/** Reads the face model's coefficients from a crop x [3, 128, 128], −1..1. */
export async function readCoefficients(host: BlockHost, x: Tensor, block: 'coefficients' | 'shape-judge'): Promise<Reading> {
  const { alpha, beta, pose_deg, light } = await runBlock<'alpha' | 'beta' | 'pose_deg' | 'light'>(host, block, { x });
  return { alpha, beta, poseDeg: pose_deg, light };
}

/**
 * v_sid = [alpha, beta, pose / 30°, z_id], [266] (HifiFace, section 3.1).
 * @param cFuse alpha of the source, beta and yaw, pitch, roll (degrees) of the target, on the CPU. @throws RangeError when a length is wrong.
 */
export async function shapeAwareIdentity(host: BlockHost, cFuse: { readonly alpha: Float32Array; readonly beta: Float32Array; readonly poseDeg: readonly number[] | Float32Array }, zId: Tensor): Promise<Tensor> {
  const { alpha, beta, poseDeg } = cFuse;
  if (alpha.length !== SID_PARTS.alpha || beta.length !== SID_PARTS.beta || poseDeg.length !== SID_PARTS.pose || zId.shape[0] !== IDENTITY_DIM) {
    throw new RangeError(`v_sid joins ${SID_PARTS.alpha} alpha, ${SID_PARTS.beta} beta, ${SID_PARTS.pose} angles and ${IDENTITY_DIM} numbers of z_id, not ${alpha.length}, ${beta.length}, ${poseDeg.length} and ${zId.shape[0]}.`);
  }
  const front = Float32Array.of(...alpha, ...beta, ...Array.from(poseDeg, (angle) => angle / POSE_SCALE_DEG));
  const [joined] = await host.kernel(joinVectors, { inputs: [{ shape: [front.length], data: front }, flat(zId)], uniforms: { first: front.length, second: IDENTITY_DIM }, outputs: [[front.length + IDENTITY_DIM]] });
  return joined!;
}

/** Logits [14, 128, 128] of the parts, in the order of the face model's `PARTS`, of a crop x [3, 128, 128], −1..1. */
export async function parseLogits(host: BlockHost, x: Tensor): Promise<Tensor> {
  const { logits } = await runBlock<'logits'>(host, 'face-parser', { x });
  return logits;
}
