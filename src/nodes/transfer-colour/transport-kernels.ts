import type { Kernel } from '../../runtime/kernel';
import { cpuTensor } from '../../runtime/tensor';
import { discTensor, patternTensor } from '../shared/kernel-samples';
import affineColoursWgsl from './affine-colours.wgsl?raw';
import crossMomentsWgsl from './cross-moments.wgsl?raw';

/** What the covariances need beside `labMoments`: [3, H, W] and mask [1, H, W] to [3, H], per row Σw·(L−50)·a, Σw·(L−50)·b, Σw·a·b. */
export const crossMoments: Kernel = {
  name: 'cross-moments',
  wgsl: crossMomentsWgsl,
  workgroup: [64, 1, 1],
  uniforms: { width: 'u32', height: 'u32' },
  threads: (_outputs, u) => [u.height!, 1, 1],
  cpu: ([lab, mask], u, [sums]) => {
    const from = lab!.data, m = mask!.data, to = sums!.data, width = u.width!, height = u.height!, plane = width * height;
    for (let y = 0; y < height; y++) {
      let la = 0, lb = 0, ab = 0;
      for (let i = y * width, end = i + width; i < end; i++) {
        const weight = m[i]!;
        if (weight === 0) continue;
        const l = from[i]! - 50, a = from[plane + i]!, b = from[2 * plane + i]!;
        la += weight * l * a; lb += weight * l * b; ab += weight * a * b;
      }
      to[y] = la;
      to[height + y] = lb;
      to[2 * height + y] = ab;
    }
  },
  sample: () => ({ inputs: [patternTensor([3, 8, 9], 26, 20, 70), discTensor(8, 9)], uniforms: { width: 9, height: 8 }, outputs: [[3, 8]] }),
};

/** Lab colours [3, H, W] through a matrix and a shift [12], mixed with what they were. */
export const affineColours: Kernel = {
  name: 'affine-colours',
  wgsl: affineColoursWgsl,
  workgroup: [64, 1, 1],
  uniforms: { pixels: 'u32', strength: 'f32' },
  threads: (_outputs, u) => [u.pixels!, 1, 1],
  cpu: ([lab, map], u, [result]) => {
    const from = lab!.data, m = map!.data, to = result!.data, pixels = u.pixels!, strength = u.strength!;
    for (let i = 0; i < pixels; i++) {
      const l = from[i]!, a = from[pixels + i]!, b = from[2 * pixels + i]!;
      for (let c = 0; c < 3; c++) {
        const value = from[c * pixels + i]!;
        to[c * pixels + i] = value + strength * (m[3 * c]! * l + m[3 * c + 1]! * a + m[3 * c + 2]! * b + m[9 + c]! - value);
      }
    }
  },
  sample: () => ({ inputs: [patternTensor([3, 5, 6], 27, 20, 60), cpuTensor([12], Float32Array.of(1.1, 0.1, -0.2, 0.1, 0.9, 0.05, -0.2, 0.05, 1.2, 3, -2, 1))], uniforms: { pixels: 30, strength: 0.7 }, outputs: [[3, 5, 6]] }),
};
