import type { Kernel } from '../kernel';
import { cpuTensor } from '../tensor';
import wgsl from './shrink.wgsl?raw';

/** [C, H, W] → [C, h, w], each output value the mean of the input values its cell touches. For pictures that are looked at small. */
export const shrink: Kernel = {
  name: 'shrink',
  wgsl,
  workgroup: [8, 8, 1],
  uniforms: { channels: 'u32', inHeight: 'u32', inWidth: 'u32', outHeight: 'u32', outWidth: 'u32' },
  threads: (_outputs, { outWidth, outHeight, channels }) => [outWidth!, outHeight!, channels!],
  cpu([input], uniforms, [output]) {
    const { channels, inHeight, inWidth, outHeight, outWidth } = uniforms as Record<string, number>;
    for (let c = 0, at = 0; c < channels!; c++) {
      for (let y = 0; y < outHeight!; y++) {
        const y0 = Math.floor((y * inHeight!) / outHeight!), y1 = Math.floor(((y + 1) * inHeight! + outHeight! - 1) / outHeight!);
        for (let x = 0; x < outWidth!; x++, at++) {
          const x0 = Math.floor((x * inWidth!) / outWidth!), x1 = Math.floor(((x + 1) * inWidth! + outWidth! - 1) / outWidth!);
          let sum = 0;
          for (let row = y0; row < y1; row++) for (let i = (c * inHeight! + row) * inWidth! + x0, end = i + x1 - x0; i < end; i++) sum += input!.data[i]!;
          output!.data[at] = sum / ((y1 - y0) * (x1 - x0));
        }
      }
    }
  },
  sample() {
    const input = cpuTensor([2, 7, 9]);
    for (let i = 0; i < input.data.length; i++) input.data[i] = Math.sin(i * 0.7) * 0.5 + 0.5;
    return { inputs: [input], uniforms: { channels: 2, inHeight: 7, inWidth: 9, outHeight: 3, outWidth: 4 }, outputs: [[2, 3, 4]] };
  },
};
