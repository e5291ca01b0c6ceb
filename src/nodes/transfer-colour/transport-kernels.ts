import type { Kernel } from '../../runtime/kernel';
import { cpuTensor } from '../../runtime/tensor';
import { patternTensor } from '../shared/kernel-samples';
import affineColoursWgsl from './affine-colours.wgsl?raw';

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
