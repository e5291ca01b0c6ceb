import type { RunContext } from '../../../runtime/define';
import type { Tensor } from '../../../runtime/tensor';
import { distanceColumns, distanceRows, gaussianAxis, pyramidDown } from './kernels';

/** Gaussian blur of [C, H, W] with standard deviation `sigmaPx`; edges repeat; 0 gives the same tensor back. */
export async function gaussianBlur(context: RunContext, picture: Tensor, sigmaPx: number): Promise<Tensor> {
  if (!(sigmaPx > 0.05)) return picture;
  const [channels, height, width] = picture.shape as [number, number, number];
  const uniforms = { channels, width, height, radius: Math.max(1, Math.ceil(3 * sigmaPx)), sigma: sigmaPx };
  const [rows] = await context.kernel(gaussianAxis, { inputs: [picture], uniforms: { ...uniforms, alongY: 0 }, outputs: [picture.shape] });
  const [both] = await context.kernel(gaussianAxis, { inputs: [rows!], uniforms: { ...uniforms, alongY: 1 }, outputs: [picture.shape] });
  return both!;
}

/** Grows a mask [1, H, W] by `amountPx` (Euclidean; a negative amount shrinks it). The mask is read as set where it is at least 0.5. 0 gives the same tensor back. */
export async function growMask(context: RunContext, mask: Tensor, amountPx: number): Promise<Tensor> {
  if (amountPx === 0) return mask;
  const [, height, width] = mask.shape as [number, number, number];
  const amount = Math.abs(amountPx), invert = amountPx < 0 ? 1 : 0;
  const uniforms = { width, height, radius: Math.ceil(amount) + 1, invert };
  const [rows] = await context.kernel(distanceRows, { inputs: [mask], uniforms, outputs: [mask.shape] });
  const [grown] = await context.kernel(distanceColumns, { inputs: [rows!], uniforms: { ...uniforms, amount }, outputs: [mask.shape] });
  return grown!;
}

/** Gaussian pyramid, finest first, halved until a side would fall under `smallestPx` or there are `levels` levels. */
export async function gaussianPyramid(context: RunContext, picture: Tensor, levels: number, smallestPx: number): Promise<readonly Tensor[]> {
  const pyramid = [picture];
  while (pyramid.length < levels) {
    const fine = pyramid[pyramid.length - 1]!;
    const [channels, height, width] = fine.shape as [number, number, number];
    const outWidth = Math.ceil(width / 2), outHeight = Math.ceil(height / 2);
    if (Math.min(outWidth, outHeight) < smallestPx) break;
    const [coarse] = await context.kernel(pyramidDown, {
      inputs: [fine], uniforms: { channels, inWidth: width, inHeight: height, outWidth, outHeight }, outputs: [[channels, outHeight, outWidth]],
    });
    pyramid.push(coarse!);
  }
  return pyramid;
}
