import type { Kernel } from '../../../runtime/kernel';
import { patternTensor } from '../kernel-samples';
import channelSpreadWgsl from './channel-spread.wgsl?raw';
import largestPartWgsl from './largest-part.wgsl?raw';
import mixMasksWgsl from './mix-masks.wgsl?raw';
import pairSumsWgsl from './pair-sums.wgsl?raw';
import renormaliseWgsl from './renormalise.wgsl?raw';

/** Numbers a channel in the output of `pairSums`: Σa², Σb², Σab, Σ(a − b)², max |a − b|. */
export const PAIR_SUMS = 5;

/** [C, H, W] → μ, √(variance + ε), smallest and largest, [C] each. */
export const channelSpread: Kernel = {
  name: 'channel-spread',
  wgsl: channelSpreadWgsl,
  workgroup: [64, 1, 1],
  uniforms: { channels: 'u32', area: 'u32', epsilon: 'f32' },
  threads: (_outputs, u) => [u.channels!, 1, 1],
  cpu: ([maps], u, [mean, deviation, low, high]) => {
    const from = maps!.data, area = u.area!;
    for (let c = 0; c < u.channels!; c++) {
      const first = c * area, end = first + area;
      let sum = 0, smallest = Infinity, largest = -Infinity;
      for (let i = first; i < end; i++) {
        const value = from[i]!;
        sum += value;
        if (value < smallest) smallest = value;
        if (value > largest) largest = value;
      }
      const mu = sum / area;
      let squares = 0;
      for (let i = first; i < end; i++) squares += (from[i]! - mu) ** 2;
      mean!.data[c] = mu;
      deviation!.data[c] = Math.sqrt(squares / area + u.epsilon!);
      low!.data[c] = smallest;
      high!.data[c] = largest;
    }
  },
  sample: () => ({ inputs: [patternTensor([3, 17, 19], 221, -1, 2)], uniforms: { channels: 3, area: 323, epsilon: 1e-5 }, outputs: [[3], [3], [3], [3]] }),
};

/** AdaIN (Huang & Belongie 2017, equation 8): each channel's μ and σ become β and γ, by `share` (0 leaves the map). Inputs: maps [C, H, W], μ, σ, γ, β [C]. */
export const renormalise: Kernel = {
  name: 'renormalise',
  wgsl: renormaliseWgsl,
  workgroup: [64, 1, 1],
  uniforms: { channels: 'u32', area: 'u32', share: 'f32' },
  threads: (_outputs, u) => [u.area!, u.channels!, 1],
  cpu: ([maps, mean, deviation, gamma, beta], u, [result]) => {
    const from = maps!.data, to = result!.data, area = u.area!, share = u.share!;
    for (let c = 0, at = 0; c < u.channels!; c++) {
      const mu = mean!.data[c]!, factor = gamma!.data[c]! / deviation!.data[c]!, b = beta!.data[c]!;
      for (let i = 0; i < area; i++, at++) to[at] = from[at]! + share * ((from[at]! - mu) * factor + b - from[at]!);
    }
  },
  sample: () => ({
    inputs: [patternTensor([2, 4, 5], 222, -1, 1), patternTensor([2], 223), patternTensor([2], 224, 0.5, 1), patternTensor([2], 225), patternTensor([2], 226)],
    uniforms: { channels: 2, area: 20, share: 0.8 }, outputs: [[2, 4, 5]],
  }),
};

/** Two maps [C, H, W] → [C, 5], see `PAIR_SUMS`. */
export const pairSums: Kernel = {
  name: 'pair-sums',
  wgsl: pairSumsWgsl,
  workgroup: [64, 1, 1],
  uniforms: { channels: 'u32', area: 'u32' },
  threads: (_outputs, u) => [u.channels!, 1, 1],
  cpu: ([first, second], u, [sums]) => {
    const area = u.area!;
    for (let c = 0; c < u.channels!; c++) {
      let aa = 0, bb = 0, ab = 0, dd = 0, largest = 0;
      for (let i = c * area; i < (c + 1) * area; i++) {
        const a = first!.data[i]!, b = second!.data[i]!, d = a - b;
        aa += a * a; bb += b * b; ab += a * b; dd += d * d;
        largest = Math.max(largest, Math.abs(d));
      }
      sums!.data.set([aa, bb, ab, dd, largest], c * PAIR_SUMS);
    }
  },
  sample: () => ({ inputs: [patternTensor([3, 6, 7], 227, -1, 1), patternTensor([3, 6, 7], 228, -1, 1)], uniforms: { channels: 3, area: 42 }, outputs: [[3, PAIR_SUMS]] }),
};

/** Logits [K ≤ 32, H, W] → one-hot planes of the largest [K, H, W], and a mask [1, H, W] of where that is one of `parts` (bit k chooses plane k). */
export const largestPart: Kernel = {
  name: 'largest-part',
  wgsl: largestPartWgsl,
  workgroup: [64, 1, 1],
  uniforms: { pixels: 'u32', planes: 'u32', parts: 'u32' },
  threads: (_outputs, u) => [u.pixels!, 1, 1],
  cpu: ([logits], u, [labels, mask]) => {
    const from = logits!.data, pixels = u.pixels!;
    for (let i = 0; i < pixels; i++) {
      let best = 0;
      for (let k = 1; k < u.planes!; k++) if (from[k * pixels + i]! > from[best * pixels + i]!) best = k;
      labels!.data[best * pixels + i] = 1;
      mask!.data[i] = (u.parts! >>> best) & 1;
    }
  },
  sample: () => ({ inputs: [patternTensor([4, 5, 6], 229)], uniforms: { pixels: 30, planes: 4, parts: 5 }, outputs: [[4, 5, 6], [1, 5, 6]] }),
};

/** From one mask (`share` 0) to another (1), both [1, H, W]. */
export const mixMasks: Kernel = {
  name: 'mix-masks',
  wgsl: mixMasksWgsl,
  workgroup: [64, 1, 1],
  uniforms: { count: 'u32', share: 'f32' },
  threads: (_outputs, u) => [u.count!, 1, 1],
  cpu: ([first, second], u, [result]) => {
    for (let i = 0; i < u.count!; i++) result!.data[i] = first!.data[i]! + u.share! * (second!.data[i]! - first!.data[i]!);
  },
  sample: () => ({ inputs: [patternTensor([1, 4, 5], 230), patternTensor([1, 4, 5], 231)], uniforms: { count: 20, share: 0.3 }, outputs: [[1, 4, 5]] }),
};
