import type { Kernel } from '../../../runtime/kernel';
import { patternTensor } from '../kernel-samples';
import joinVectorsWgsl from './join-vectors.wgsl?raw';
import mixUnitWgsl from './mix-unit.wgsl?raw';
import recogniserCropWgsl from './recogniser-crop.wgsl?raw';
import replaceStyleWgsl from './replace-style.wgsl?raw';
import scaledDifferenceWgsl from './scaled-difference.wgsl?raw';
import vectorLineWgsl from './vector-line.wgsl?raw';

/** `count` values from `first` on, each · gain + offset. */
export const vectorLine: Kernel = {
  name: 'vector-line',
  wgsl: vectorLineWgsl,
  workgroup: [64, 1, 1],
  uniforms: { count: 'u32', first: 'u32', gain: 'f32', offset: 'f32' },
  threads: (_outputs, u) => [u.count!, 1, 1],
  cpu: ([values], u, [result]) => {
    for (let i = 0; i < u.count!; i++) result!.data[i] = values!.data[u.first! + i]! * u.gain! + u.offset!;
  },
  sample: () => ({ inputs: [patternTensor([12], 201)], uniforms: { count: 5, first: 4, gain: 1.5, offset: -0.2 }, outputs: [[5]] }),
};

/** A style vector [S] whose (γ − 1, β) of one AdaIN, 2 · channels values from `first` on, goes by `share` to γ − 1 and β of other statistics, [channels] each. */
export const replaceStyle: Kernel = {
  name: 'replace-style',
  wgsl: replaceStyleWgsl,
  workgroup: [64, 1, 1],
  uniforms: { count: 'u32', first: 'u32', channels: 'u32', share: 'f32' },
  threads: (_outputs, u) => [u.count!, 1, 1],
  cpu: ([style, gamma, beta], u, [result]) => {
    const own = style!.data, to = result!.data, first = u.first!, channels = u.channels!, share = u.share!;
    to.set(own.subarray(0, u.count!));
    for (let c = 0; c < channels; c++) {
      const g = first + c, b = first + channels + c;
      to[g] = own[g]! + share * (gamma!.data[c]! - 1 - own[g]!);
      to[b] = own[b]! + share * (beta!.data[c]! - own[b]!);
    }
  },
  sample: () => ({ inputs: [patternTensor([16], 202), patternTensor([4], 203), patternTensor([4], 204)], uniforms: { count: 16, first: 8, channels: 4, share: 0.7 }, outputs: [[16]] }),
};

/** a · first + b · second, [count] each, scaled to length 1. */
export const mixUnit: Kernel = {
  name: 'mix-unit',
  wgsl: mixUnitWgsl,
  workgroup: [64, 1, 1],
  uniforms: { count: 'u32', a: 'f32', b: 'f32' },
  threads: (_outputs, u) => [u.count!, 1, 1],
  cpu: ([first, second], u, [result]) => {
    const to = result!.data;
    let squares = 0;
    for (let i = 0; i < u.count!; i++) {
      const value = first!.data[i]! * u.a! + second!.data[i]! * u.b!;
      to[i] = value;
      squares += value * value;
    }
    const length = Math.max(Math.sqrt(squares), 1e-12);
    for (let i = 0; i < u.count!; i++) to[i]! /= length;
  },
  sample: () => ({ inputs: [patternTensor([20], 205, -1, 1), patternTensor([20], 206, -1, 1)], uniforms: { count: 20, a: 0.8, b: -0.3 }, outputs: [[20]] }),
};

/** [first] and [second] as [first + second]. */
export const joinVectors: Kernel = {
  name: 'join-vectors',
  wgsl: joinVectorsWgsl,
  workgroup: [64, 1, 1],
  uniforms: { first: 'u32', second: 'u32' },
  threads: (_outputs, u) => [u.first! + u.second!, 1, 1],
  cpu: ([front, back], u, [result]) => {
    result!.data.set(front!.data.subarray(0, u.first!));
    result!.data.set(back!.data.subarray(0, u.second!), u.first!);
  },
  sample: () => ({ inputs: [patternTensor([5], 207), patternTensor([3], 208)], uniforms: { first: 5, second: 3 }, outputs: [[8]] }),
};

/** (first − second) · gain of two tensors of one shape. */
export const scaledDifference: Kernel = {
  name: 'scaled-difference',
  wgsl: scaledDifferenceWgsl,
  workgroup: [64, 1, 1],
  uniforms: { count: 'u32', gain: 'f32' },
  threads: (_outputs, u) => [u.count!, 1, 1],
  cpu: ([first, second], u, [result]) => {
    const a = first!.data, b = second!.data, to = result!.data, gain = u.gain!;
    for (let i = 0; i < to.length; i++) to[i] = (a[i]! - b[i]!) * gain;
  },
  sample: () => ({ inputs: [patternTensor([2, 3, 4], 209), patternTensor([2, 3, 4], 210)], uniforms: { count: 24, gain: 2 }, outputs: [[2, 3, 4]] }),
};

/** The square [first, end) of a picture [3, S, S], 0..1, as [3, side, side], −1..1: bilinear, samples never leave the square. */
export const recogniserCrop: Kernel = {
  name: 'recogniser-crop',
  wgsl: recogniserCropWgsl,
  workgroup: [8, 8, 1],
  uniforms: { inSide: 'u32', first: 'u32', end: 'u32', side: 'u32' },
  threads: (_outputs, u) => [u.side!, u.side!, 3],
  cpu: ([picture], u, [result]) => {
    const from = picture!.data, square = result!.data, inSide = u.inSide!, first = u.first!, side = u.side!, width = u.end! - first;
    const low = new Int32Array(side), high = new Int32Array(side), share = new Float64Array(side);
    for (let i = 0; i < side; i++) {
      const at = Math.min(width - 1, Math.max(0, (i + 0.5) * width / side - 0.5)), before = Math.floor(at);
      low[i] = first + before;
      high[i] = first + Math.min(before + 1, width - 1);
      share[i] = at - before;
    }
    for (let c = 0, to = 0; c < 3; c++) {
      for (let y = 0; y < side; y++) {
        const top = (c * inSide + low[y]!) * inSide, bottom = (c * inSide + high[y]!) * inSide, down = share[y]!;
        for (let x = 0; x < side; x++, to++) {
          const left = low[x]!, right = high[x]!, across = share[x]!;
          const upper = from[top + left]! + across * (from[top + right]! - from[top + left]!);
          const lower = from[bottom + left]! + across * (from[bottom + right]! - from[bottom + left]!);
          square[to] = 2 * (upper + down * (lower - upper)) - 1;
        }
      }
    }
  },
  sample: () => ({ inputs: [patternTensor([3, 16, 16], 211)], uniforms: { inSide: 16, first: 2, end: 14, side: 9 }, outputs: [[3, 9, 9]] }),
};
