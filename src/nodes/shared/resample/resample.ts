import type { RunContext } from '../../../runtime/define';
import type { Tensor } from '../../../runtime/tensor';
import type { Similarity } from '../../../runtime/values';
import { resampleAffine } from './kernels';

/** Row-major 2×3: output pixel coordinates to input pixel coordinates, pixel centres at +0.5. */
export type Affine = readonly [number, number, number, number, number, number];

const MOST_SAMPLES = 16;

/** Resamples [C, h, w] to [C, height, width]. Where the map shrinks, the area of each output pixel is averaged. `border` zero counts the outside as 0. */
export async function resample(context: RunContext, picture: Tensor, toInput: Affine, size: { readonly width: number; readonly height: number }, border: 'replicate' | 'zero' = 'replicate'): Promise<Tensor> {
  const [channels, inHeight, inWidth] = picture.shape as [number, number, number];
  const shrink = Math.max(Math.hypot(toInput[0], toInput[3]), Math.hypot(toInput[1], toInput[4]));
  const [result] = await context.kernel(resampleAffine, {
    inputs: [picture],
    uniforms: {
      channels, inWidth, inHeight, outWidth: size.width, outHeight: size.height,
      samples: Math.min(MOST_SAMPLES, Math.max(1, Math.ceil(shrink - 0.25))), border: border === 'zero' ? 1 : 0,
      m00: toInput[0], m01: toInput[1], m02: toInput[2], m10: toInput[3], m11: toInput[4], m12: toInput[5],
    },
    outputs: [[channels, size.height, size.width]],
  });
  return result!;
}

/** Stretches a picture to a new size. */
export function resize(context: RunContext, picture: Tensor, size: { readonly width: number; readonly height: number }): Promise<Tensor> {
  const [, height, width] = picture.shape as [number, number, number];
  return resample(context, picture, [width / size.width, 0, 0, 0, height / size.height, 0], size);
}

/** A similarity as the affine map of `resample`. */
export function affineOf(similarity: Similarity): Affine {
  return [similarity.a, -similarity.b, similarity.tx, similarity.b, similarity.a, similarity.ty];
}
