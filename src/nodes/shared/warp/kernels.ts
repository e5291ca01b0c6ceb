import type { Kernel } from '../../../runtime/kernel';
import { cpuTensor } from '../../../runtime/tensor';
import { patternTensor } from '../kernel-samples';
import mergeWgsl from './merge.wgsl?raw';
import visibleWgsl from './visible.wgsl?raw';

const clamp = (value: number, low: number, high: number): number => (value < low ? low : value > high ? high : value);

/**
 * Where each drawn pixel finds its texture, and how well that was seen. Inputs: a drawn map [4·sides + 2, H, W] (per side x px, y px, depth cm and facing,
 * the cosine towards the camera, in the textured picture; then depth and coverage here), the depth [≥ 1, h, w] of the mesh in the textured picture (cm,
 * 0 = nothing), and what of that picture may be used [1, h, w]. Outputs: two maps [3, H, W] of x, y, weight 0..1; the second, of the mirrored side, only
 * fills what the first leaves. A surface more than `slackCm` behind the nearest one loses weight, at twice that all of it.
 */
export const visibleTexture: Kernel = {
  name: 'visible-texture',
  wgsl: visibleWgsl,
  workgroup: [16, 16, 1],
  uniforms: { width: 'u32', height: 'u32', textureWidth: 'u32', textureHeight: 'u32', sides: 'u32', slackCm: 'f32', facingFrom: 'f32', facingTo: 'f32' },
  threads: (_outputs, u) => [u.width!, u.height!, 1],
  cpu: ([drawn, depths, use], u, [straight, mirrored]) => {
    const from = drawn!.data, nearest = depths!.data, usable = use!.data, plane = u.width! * u.height!, sides = u.sides!;
    const textureWidth = u.textureWidth!, textureHeight = u.textureHeight!, slack = u.slackCm!, low = u.facingFrom!, high = u.facingTo!;
    const seen = (x: number, y: number, depth: number): number => {
      if (x < 0 || y < 0 || x >= textureWidth || y >= textureHeight) return 0;
      const at = y * textureWidth + x, there = nearest[at]!;
      return there === 0 ? usable[at]! : usable[at]! * clamp(2 - (depth - there) / slack, 0, 1);
    };
    const weightOf = (at: number, side: number): number => {
      const first = 4 * side * plane + at;
      const t = clamp((from[first + 3 * plane]! - low) / (high - low), 0, 1);
      if (t === 0) return 0;
      const px = clamp(from[first]! - 0.5, -2, textureWidth + 1), py = clamp(from[first + plane]! - 0.5, -2, textureHeight + 1);
      const depth = from[first + 2 * plane]!, x = Math.floor(px), y = Math.floor(py), fx = px - x, fy = py - y;
      const open = (1 - fy) * ((1 - fx) * seen(x, y, depth) + fx * seen(x + 1, y, depth)) + fy * ((1 - fx) * seen(x, y + 1, depth) + fx * seen(x + 1, y + 1, depth));
      return open * t * t * (3 - 2 * t);
    };
    const coverage = (4 * sides + 1) * plane, one = straight!.data, two = mirrored!.data;
    for (let at = 0; at < plane; at++) {
      if (from[coverage + at] === 0) continue;
      one[at] = from[at]!;
      one[plane + at] = from[plane + at]!;
      const weight = weightOf(at, 0);
      one[2 * plane + at] = weight;
      if (sides < 2) continue;
      two[at] = from[4 * plane + at]!;
      two[plane + at] = from[5 * plane + at]!;
      if (weight < 1) two[2 * plane + at] = (1 - weight) * weightOf(at, 1);
    }
  },
  sample: () => {
    const width = 9, height = 7, plane = width * height;
    const drawn = cpuTensor([10, height, width]);
    for (let i = 0; i < plane; i++) {
      if (i % 5 === 0) continue;
      for (let side = 0; side < 2; side++) {
        drawn.data[4 * side * plane + i] = 0.83 + 0.91 * (side === 0 ? i % width : 7.3 - (i % width));
        drawn.data[(4 * side + 1) * plane + i] = 0.61 + 0.87 * Math.floor(i / width);
        drawn.data[(4 * side + 2) * plane + i] = 50 + 0.1 * ((i + side) % 11);
        drawn.data[(4 * side + 3) * plane + i] = ((i + 5 * side) % 13) / 13;
      }
      drawn.data[8 * plane + i] = 60;
      drawn.data[9 * plane + i] = 1;
    }
    return {
      inputs: [drawn, patternTensor([1, 7, 8], 81, 49.5, 50.5), patternTensor([1, 7, 8], 86)],
      uniforms: { width, height, textureWidth: 8, textureHeight: 7, sides: 2, slackCm: 0.4, facingFrom: 0.1, facingTo: 0.45 },
      outputs: [[3, height, width], [3, height, width]],
    };
  },
};

/** Mean of two textures [3, H, W] by the weights of their maps [3, H, W], and the joint weight. Outputs: colours [3, H, W], weight [1, H, W]. */
export const mergeTextures: Kernel = {
  name: 'merge-textures',
  wgsl: mergeWgsl,
  workgroup: [64, 1, 1],
  uniforms: { pixels: 'u32' },
  threads: (_outputs, u) => [u.pixels!, 1, 1],
  cpu: ([first, firstMap, second, secondMap], u, [picture, weight]) => {
    const pixels = u.pixels!, one = first!.data, two = second!.data, to = picture!.data;
    for (let i = 0; i < pixels; i++) {
      const a = firstMap!.data[2 * pixels + i]!, b = secondMap!.data[2 * pixels + i]!, total = a + b;
      weight!.data[i] = total;
      if (total <= 0) continue;
      for (let c = 0, at = i; c < 3; c++, at += pixels) to[at] = (a * one[at]! + b * two[at]!) / total;
    }
  },
  sample: () => ({
    inputs: [patternTensor([3, 4, 5], 82), patternTensor([3, 4, 5], 83), patternTensor([3, 4, 5], 84), patternTensor([3, 4, 5], 85)],
    uniforms: { pixels: 20 }, outputs: [[3, 4, 5], [1, 4, 5]],
  }),
};
