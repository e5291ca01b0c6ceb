import type { RunContext } from '../../runtime/define';
import type { Tensor } from '../../runtime/tensor';
import { gaussianPyramid } from '../shared/filter/filters';
import { layOver } from '../shared/picture/pictures';
import { laplacianLevel } from './kernels';

/**
 * Laplacian-pyramid blending (Burt & Adelson 1983): coarse structure crosses the mask's edge slowly, fine detail quickly.
 * Foreground and background [3, H, W], mask [1, H, W]; at most `levels` levels, none smaller than 4 px.
 */
export async function laplacianBlend(context: RunContext, foreground: Tensor, background: Tensor, mask: Tensor, levels: number): Promise<Tensor> {
  const overs = await gaussianPyramid(context, foreground, levels, 4);
  const unders = await gaussianPyramid(context, background, levels, 4);
  const masks = await gaussianPyramid(context, mask, levels, 4);
  const coarsest = overs.length - 1;
  let blended = await layOver(context, overs[coarsest]!, unders[coarsest]!, masks[coarsest]!);
  for (let level = coarsest - 1; level >= 0; level--) {
    const [channels, height, width] = unders[level]!.shape as [number, number, number];
    const [, coarseHeight, coarseWidth] = unders[level + 1]!.shape as [number, number, number];
    const [next] = await context.kernel(laplacianLevel, {
      inputs: [overs[level]!, overs[level + 1]!, unders[level]!, unders[level + 1]!, masks[level]!, blended],
      uniforms: { channels, width, height, coarseWidth, coarseHeight },
      outputs: [[channels, height, width]],
    });
    blended = next!;
  }
  return blended;
}
