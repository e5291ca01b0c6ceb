import type { Kernel } from '../../runtime/kernel';
import { cpuTensor } from '../../runtime/tensor';
import { patternTensor } from '../shared/kernel-samples';
import labelsWgsl from './labels.wgsl?raw';
import polygonWgsl from './polygon.wgsl?raw';
import strokesWgsl from './strokes.wgsl?raw';

/** A closed polygon [N, 2] (pixels, centres at +0.5) as a mask [1, H, W], with an edge one pixel soft. Non-zero winding. */
export const polygonMask: Kernel = {
  name: 'polygon-mask',
  wgsl: polygonWgsl,
  workgroup: [16, 16, 1],
  uniforms: { width: 'u32', height: 'u32', corners: 'u32' },
  threads: (_outputs, u) => [u.width!, u.height!, 1],
  cpu: ([pointTensor], u, [mask]) => {
    const points = pointTensor!.data, to = mask!.data, width = u.width!, height = u.height!, corners = u.corners!;
    let left = Infinity, right = -Infinity, top = Infinity, bottom = -Infinity;
    for (let i = 0; i < corners; i++) {
      left = Math.min(left, points[2 * i]!); right = Math.max(right, points[2 * i]!);
      top = Math.min(top, points[2 * i + 1]!); bottom = Math.max(bottom, points[2 * i + 1]!);
    }
    for (let y = Math.max(0, Math.floor(top - 1)); y <= Math.min(height - 1, Math.ceil(bottom)); y++) {
      for (let x = Math.max(0, Math.floor(left - 1)); x <= Math.min(width - 1, Math.ceil(right)); x++) {
        const px = x + 0.5, py = y + 0.5;
        let winding = 0, nearest = 1e30;
        for (let i = 0, j = corners - 1; i < corners; j = i++) {
          const ax = points[2 * j]!, ay = points[2 * j + 1]!, by = points[2 * i + 1]!;
          const sx = points[2 * i]! - ax, sy = by - ay, ox = px - ax, oy = py - ay;
          const length2 = sx * sx + sy * sy;
          const along = length2 > 0 ? Math.min(1, Math.max(0, (ox * sx + oy * sy) / length2)) : 0;
          const gx = ox - sx * along, gy = oy - sy * along;
          nearest = Math.min(nearest, gx * gx + gy * gy);
          const cross = sx * oy - sy * ox;
          if (ay <= py && by > py && cross > 0) winding++;
          if (ay > py && by <= py && cross < 0) winding--;
        }
        const distance = Math.sqrt(nearest);
        to[y * width + x] = Math.min(1, Math.max(0, 0.5 + (winding !== 0 ? distance : -distance)));
      }
    }
  },
  sample: () => ({
    inputs: [cpuTensor([6, 2], Float32Array.of(2.3, 1.1, 13.7, 2.9, 10.1, 7.3, 15.2, 12.6, 6.4, 10.2, 1.7, 11.9))],
    uniforms: { width: 17, height: 14, corners: 6 },
    outputs: [[1, 14, 17]],
  }),
};

/** The sum of the chosen planes of one-hot labels [K ≤ 32, H, W] as a mask [1, H, W]; bit k of `parts` chooses plane k. */
export const labelMask: Kernel = {
  name: 'label-mask',
  wgsl: labelsWgsl,
  workgroup: [64, 1, 1],
  uniforms: { pixels: 'u32', planes: 'u32', parts: 'u32' },
  threads: (_outputs, u) => [u.pixels!, 1, 1],
  cpu: ([labels], u, [mask]) => {
    const from = labels!.data, to = mask!.data, pixels = u.pixels!;
    for (let k = 0; k < u.planes!; k++) {
      if (((u.parts! >>> k) & 1) === 0) continue;
      for (let i = 0, at = k * pixels; i < pixels; i++, at++) to[i]! += from[at]!;
    }
    for (let i = 0; i < pixels; i++) to[i] = Math.min(1, Math.max(0, to[i]!));
  },
  sample: () => ({ inputs: [patternTensor([5, 4, 6], 61, 0, 0.6)], uniforms: { pixels: 24, planes: 5, parts: 0b10110 }, outputs: [[1, 4, 6]] }),
};

/**
 * Strokes over a mask [1, H, W], one after another: capsules [N, 6] of x0, y0, x1, y1, radius in pixels, and 1 to erase. A brush takes the larger, an eraser
 * the smaller of what is there and of what it covers; edges are one pixel soft.
 */
export const paintStrokes: Kernel = {
  name: 'paint-strokes',
  wgsl: strokesWgsl,
  workgroup: [16, 16, 1],
  uniforms: { width: 'u32', height: 'u32', capsules: 'u32' },
  threads: (_outputs, u) => [u.width!, u.height!, 1],
  cpu: ([mask, capsules], u, [result]) => {
    const at = capsules!.data, to = result!.data, width = u.width!, height = u.height!;
    to.set(mask!.data.subarray(0, width * height));
    for (let i = 0; i < u.capsules!; i++) {
      const ax = at[6 * i]!, ay = at[6 * i + 1]!, sx = at[6 * i + 2]! - ax, sy = at[6 * i + 3]! - ay, radius = at[6 * i + 4]!, erase = at[6 * i + 5]! > 0.5;
      const length2 = sx * sx + sy * sy, reach = radius + 1;
      const right = Math.min(width - 1, Math.ceil(Math.max(ax, ax + sx) + reach)), bottom = Math.min(height - 1, Math.ceil(Math.max(ay, ay + sy) + reach));
      for (let y = Math.max(0, Math.floor(Math.min(ay, ay + sy) - reach)); y <= bottom; y++) {
        for (let x = Math.max(0, Math.floor(Math.min(ax, ax + sx) - reach)); x <= right; x++) {
          const px = x + 0.5 - ax, py = y + 0.5 - ay;
          const along = length2 > 0 ? Math.min(1, Math.max(0, (px * sx + py * sy) / length2)) : 0;
          const cover = Math.min(1, Math.max(0, radius + 0.5 - Math.hypot(px - sx * along, py - sy * along)));
          const before = to[y * width + x]!;
          to[y * width + x] = erase ? Math.min(before, 1 - cover) : Math.max(before, cover);
        }
      }
    }
  },
  sample: () => ({
    inputs: [patternTensor([1, 13, 17], 62, 0, 1), cpuTensor([3, 6], Float32Array.of(2.2, 3.1, 12.4, 9.6, 2.3, 0, 8.1, 1.2, 8.1, 1.2, 3.4, 1, 16.5, 12.9, 3.3, 11.2, 1.1, 1))],
    uniforms: { width: 17, height: 13, capsules: 3 },
    outputs: [[1, 13, 17]],
  }),
};
