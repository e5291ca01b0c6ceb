import type { Kernel } from '../../runtime/kernel';
import { patternTensor } from '../shared/kernel-samples';
import laplacianLevelWgsl from './laplacian-level.wgsl?raw';

/**
 * One level of a Laplacian-pyramid blend (Burt & Adelson 1983), coarse levels first. Inputs: both pictures at this level [C, H, W] and at the next coarser
 * one, the mask [1, H, W] at this level, and the blended coarser level. Output [C, H, W]. Pixel centres of the coarse level lie between four fine ones.
 */
export const laplacianLevel: Kernel = {
  name: 'laplacian-level',
  wgsl: laplacianLevelWgsl,
  workgroup: [16, 16, 1],
  uniforms: { channels: 'u32', width: 'u32', height: 'u32', coarseWidth: 'u32', coarseHeight: 'u32' },
  threads: (_outputs, u) => [u.width!, u.height!, u.channels!],
  cpu: ([overFine, overSmall, underFine, underSmall, maskFine, blendedSmall], u, [result]) => {
    const over = overFine!.data, overCoarse = overSmall!.data, under = underFine!.data, underCoarse = underSmall!.data;
    const mask = maskFine!.data, blendedCoarse = blendedSmall!.data, to = result!.data;
    const width = u.width!, height = u.height!, coarseWidth = u.coarseWidth!, coarseHeight = u.coarseHeight!;
    const lastX = coarseWidth - 1, lastY = coarseHeight - 1;
    for (let c = 0; c < u.channels!; c++) {
      for (let y = 0; y < height; y++) {
        const row = (y - 1) >> 1, fy = (y & 1) === 1 ? 0.25 : 0.75;
        const top = (c * coarseHeight + Math.max(0, row)) * coarseWidth, bottom = (c * coarseHeight + Math.min(lastY, row + 1)) * coarseWidth;
        for (let x = 0, at = (c * height + y) * width, m = y * width; x < width; x++, at++, m++) {
          const column = (x - 1) >> 1, fx = (x & 1) === 1 ? 0.25 : 0.75;
          const x0 = Math.max(0, column), x1 = Math.min(lastX, column + 1);
          const share = mask[m]!;
          const w00 = (1 - fx) * (1 - fy), w10 = fx * (1 - fy), w01 = (1 - fx) * fy, w11 = fx * fy;
          // The three enlargements are linear in the coarse levels, so they are added up before the interpolation.
          const a = top + x0, b = top + x1, d = bottom + x0, e = bottom + x1, rest = 1 - share;
          const up = w00 * (blendedCoarse[a]! - share * overCoarse[a]! - rest * underCoarse[a]!) + w10 * (blendedCoarse[b]! - share * overCoarse[b]! - rest * underCoarse[b]!)
            + w01 * (blendedCoarse[d]! - share * overCoarse[d]! - rest * underCoarse[d]!) + w11 * (blendedCoarse[e]! - share * overCoarse[e]! - rest * underCoarse[e]!);
          to[at] = share * over[at]! + rest * under[at]! + up;
        }
      }
    }
  },
  sample: () => ({
    inputs: [patternTensor([2, 7, 9], 41), patternTensor([2, 4, 5], 42), patternTensor([2, 7, 9], 43), patternTensor([2, 4, 5], 44), patternTensor([1, 7, 9], 45), patternTensor([2, 4, 5], 46)],
    uniforms: { channels: 2, width: 9, height: 7, coarseWidth: 5, coarseHeight: 4 },
    outputs: [[2, 7, 9]],
  }),
};
