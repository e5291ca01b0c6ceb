import type { RunContext } from '../../../runtime/define';
import type { Tensor } from '../../../runtime/tensor';
import { maskedRowSums } from './kernels';

/**
 * Mean of each channel of [C, H, W] under a mask [1, H, W], in double precision on the CPU over sums along rows: only C + 1 numbers a row leave the GPU.
 * @returns one mean a channel (0 when the mask weighs nothing) and the mask's weight in pixels.
 */
export async function maskedMeans(context: RunContext, values: Tensor, mask: Tensor): Promise<{ readonly means: readonly number[]; readonly weight: number }> {
  const [channels, height, width] = values.shape as [number, number, number];
  const [sums] = await context.kernel(maskedRowSums, { inputs: [values, mask], uniforms: { channels, width, height }, outputs: [[channels + 1, height]] });
  const rows = await context.read(sums!);
  const totals = Array.from({ length: channels + 1 }, (_, c) => {
    let sum = 0;
    for (let y = 0; y < height; y++) sum += rows[c * height + y]!;
    return sum;
  });
  const weight = totals[channels]!;
  return { means: totals.slice(0, channels).map((total) => (weight > 0 ? total / weight : 0)), weight };
}
