import type { Kernel } from '../../runtime/kernel';
import { patternTensor } from '../shared/kernel-samples';
import levelsWgsl from './levels.wgsl?raw';

/** Weighted sum of the channels of [3, H, W], then value · gain + offset clipped to 0..1: [1, H, W]. */
export const maskLevels: Kernel = {
  name: 'mask-levels',
  wgsl: levelsWgsl,
  workgroup: [64, 1, 1],
  uniforms: { pixels: 'u32', red: 'f32', green: 'f32', blue: 'f32', gain: 'f32', offset: 'f32' },
  threads: (_outputs, u) => [u.pixels!, 1, 1],
  cpu: ([picture], u, [mask]) => {
    const from = picture!.data, n = u.pixels!;
    for (let i = 0; i < n; i++) {
      const value = u.red! * from[i]! + u.green! * from[n + i]! + u.blue! * from[2 * n + i]!;
      mask!.data[i] = Math.min(1, Math.max(0, value * u.gain! + u.offset!));
    }
  },
  sample: () => ({ inputs: [patternTensor([3, 4, 5], 91)], uniforms: { pixels: 20, red: 0.299, green: 0.587, blue: 0.114, gain: 2, offset: -0.5 }, outputs: [[1, 4, 5]] }),
};
