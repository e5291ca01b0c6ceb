import type { Kernel } from '../../../runtime/kernel';
import { patternTensor } from '../kernel-samples';
import rowSumsWgsl from './row-sums.wgsl?raw';

/** Sums along rows under a mask. Inputs: values [C, H, W], mask [1, H, W]. Output [C + 1, H]: Σ mask·value of each channel, and Σ mask. */
export const maskedRowSums: Kernel = {
  name: 'masked-row-sums',
  wgsl: rowSumsWgsl,
  workgroup: [64, 1, 1],
  uniforms: { channels: 'u32', width: 'u32', height: 'u32' },
  threads: (_outputs, u) => [u.height!, u.channels! + 1, 1],
  cpu: ([values, mask], u, [sums]) => {
    const v = values!.data, m = mask!.data, to = sums!.data, width = u.width!, height = u.height!, channels = u.channels!, plane = width * height;
    for (let c = 0; c <= channels; c++) {
      for (let y = 0; y < height; y++) {
        let sum = 0;
        for (let i = y * width, end = i + width; i < end; i++) sum += c === channels ? m[i]! : m[i]! * v[c * plane + i]!;
        to[c * height + y] = sum;
      }
    }
  },
  sample: () => ({ inputs: [patternTensor([2, 5, 9], 13), patternTensor([1, 5, 9], 14)], uniforms: { channels: 2, width: 9, height: 5 }, outputs: [[3, 5]] }),
};
