import type { CpuTensor } from '../../runtime/tensor';
import { cpuTensor } from '../../runtime/tensor';

/** A tensor of values in [from, to) that look random, have no structure in common with any kernel, and are the same on every machine. */
export function patternTensor(shape: readonly number[], seed: number, from = 0, to = 1): CpuTensor {
  const tensor = cpuTensor(shape);
  for (let i = 0; i < tensor.data.length; i++) {
    let word = Math.imul(i + 1, 0x9e3779b1) ^ Math.imul(seed + 1, 0x85ebca6b);
    word = Math.imul(word ^ (word >>> 15), 0x2c1b3c6d);
    word = Math.imul(word ^ (word >>> 12), 0x297a2d39);
    tensor.data[i] = from + ((word ^ (word >>> 15)) >>> 8) / 16777216 * (to - from);
  }
  return tensor;
}

/** A mask [1, H, W] with a solid disc of radius `fraction` of the smaller side. */
export function discTensor(height: number, width: number, fraction = 0.35): CpuTensor {
  const tensor = cpuTensor([1, height, width]);
  const radius = fraction * Math.min(width, height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      tensor.data[y * width + x] = Math.hypot(x + 0.5 - width / 2, y + 0.5 - height / 2) < radius ? 1 : 0;
    }
  }
  return tensor;
}
