import type { Kernel } from '../../../runtime/kernel';
import { discTensor, patternTensor } from '../kernel-samples';
import distanceColumnsWgsl from './distance-columns.wgsl?raw';
import distanceRowsWgsl from './distance-rows.wgsl?raw';
import gaussianWgsl from './gaussian.wgsl?raw';
import pyramidDownWgsl from './pyramid-down.wgsl?raw';

interface Box { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number }

/** The smallest box outside which all values of a plane equal its first; undefined when the whole plane does. */
function changingBox(values: Float32Array, start: number, width: number, height: number): Box | undefined {
  const ground = values[start]!;
  let left = width, right = -1, top = height, bottom = -1;
  for (let y = 0; y < height; y++) {
    const row = start + y * width;
    let first = 0;
    while (first < width && values[row + first] === ground) first++;
    if (first === width) continue;
    let last = width - 1;
    while (values[row + last] === ground) last--;
    left = Math.min(left, first);
    right = Math.max(right, last);
    top = Math.min(top, y);
    bottom = y;
  }
  return right < 0 ? undefined : { left, right, top, bottom };
}

function blurRows(from: Float32Array, to: Float32Array, start: number, width: number, weights: Float64Array, box: Box): void {
  const radius = (weights.length - 1) / 2, count = box.right - box.left + 1;
  const line = new Float64Array(count + 2 * radius);
  for (let y = box.top; y <= box.bottom; y++) {
    const row = start + y * width;
    for (let i = 0; i < line.length; i++) line[i] = from[row + Math.min(width - 1, Math.max(0, box.left + i - radius))]!;
    for (let x = 0; x < count; x++) {
      let sum = 0;
      for (let d = 0; d < weights.length; d++) sum += weights[d]! * line[x + d]!;
      to[row + box.left + x] = sum;
    }
  }
}

function blurColumns(from: Float32Array, to: Float32Array, start: number, width: number, height: number, weights: Float64Array, box: Box): void {
  const radius = (weights.length - 1) / 2, count = box.right - box.left + 1;
  const line = new Float64Array(count);
  for (let y = box.top; y <= box.bottom; y++) {
    line.fill(0);
    for (let d = -radius; d <= radius; d++) {
      const weight = weights[d + radius]!, row = start + Math.min(height - 1, Math.max(0, y + d)) * width + box.left;
      for (let x = 0; x < count; x++) line[x]! += weight * from[row + x]!;
    }
    to.set(line, start + y * width + box.left);
  }
}

/** One axis of a Gaussian blur of [C, H, W]; `sigma` and `radius` in pixels; edges repeat. */
export const gaussianAxis: Kernel = {
  name: 'gaussian-axis',
  wgsl: gaussianWgsl,
  workgroup: [16, 16, 1],
  uniforms: { channels: 'u32', width: 'u32', height: 'u32', radius: 'u32', alongY: 'u32', sigma: 'f32' },
  threads: (_outputs, u) => [u.width!, u.height!, u.channels!],
  cpu: ([picture], u, [result]) => {
    const from = picture!.data, to = result!.data, width = u.width!, height = u.height!, radius = u.radius!;
    const taps = Array.from({ length: 2 * radius + 1 }, (_, i) => Math.exp(-0.5 * ((i - radius) / u.sigma!) ** 2));
    const total = taps.reduce((sum, tap) => sum + tap, 0);
    const weights = Float64Array.from(taps, (tap) => tap / total);
    for (let plane = 0; plane < u.channels!; plane++) {
      const start = plane * width * height, box = changingBox(from, start, width, height);
      // Outside the box that holds every change, grown by the radius, a blur of constants is that constant.
      to.set(from.subarray(start, start + width * height), start);
      if (!box) continue;
      const left = Math.max(0, box.left - radius), right = Math.min(width - 1, box.right + radius);
      const top = Math.max(0, box.top - radius), bottom = Math.min(height - 1, box.bottom + radius);
      if (u.alongY === 1) blurColumns(from, to, start, width, height, weights, { left, right, top, bottom });
      else blurRows(from, to, start, width, weights, { left, right, top, bottom });
    }
  },
  sample: () => ({
    inputs: [patternTensor([2, 9, 11], 3)],
    uniforms: { channels: 2, width: 11, height: 9, radius: 4, alongY: 1, sigma: 1.4 },
    outputs: [[2, 9, 11]],
  }),
};

/** First half of an exact Euclidean distance (Saito & Toriwaki 1994): distance in pixels along each row to the nearest pixel of the set, at most `radius` + 1. */
export const distanceRows: Kernel = {
  name: 'distance-rows',
  wgsl: distanceRowsWgsl,
  workgroup: [16, 16, 1],
  uniforms: { width: 'u32', height: 'u32', radius: 'u32', invert: 'u32' },
  threads: (_outputs, u) => [u.width!, u.height!, 1],
  cpu: ([mask], u, [result]) => {
    const from = mask!.data, to = result!.data, width = u.width!, far = u.radius! + 1, wanted = u.invert !== 1;
    for (let row = 0; row < u.height!; row++) {
      const start = row * width;
      let distance = far;
      for (let x = 0; x < width; x++) {
        distance = (from[start + x]! >= 0.5) === wanted ? 0 : Math.min(far, distance + 1);
        to[start + x] = distance;
      }
      distance = far;
      for (let x = width - 1; x >= 0; x--) {
        distance = (from[start + x]! >= 0.5) === wanted ? 0 : Math.min(far, distance + 1);
        if (distance < to[start + x]!) to[start + x] = distance;
      }
    }
  },
  sample: () => ({ inputs: [discTensor(12, 15)], uniforms: { width: 15, height: 12, radius: 4, invert: 0 }, outputs: [[1, 12, 15]] }),
};

/** Second half: a mask [1, H, W] grown by `amount` pixels (shrunk when `invert` = 1), with an edge one pixel soft. `radius` ≥ amount + 1. */
export const distanceColumns: Kernel = {
  name: 'distance-columns',
  wgsl: distanceColumnsWgsl,
  workgroup: [16, 16, 1],
  uniforms: { width: 'u32', height: 'u32', radius: 'u32', invert: 'u32', amount: 'f32' },
  threads: (_outputs, u) => [u.width!, u.height!, 1],
  cpu: ([rows], u, [result]) => {
    const from = rows!.data, to = result!.data, width = u.width!, height = u.height!, radius = u.radius!, far = radius + 1, inverted = u.invert === 1;
    const nothing = 2 * far * far;
    const best = new Float64Array(width);
    // Per row the columns that are near anything: most rows of most masks have few or none.
    const first = new Int32Array(height).fill(width), last = new Int32Array(height).fill(-1);
    for (let y = 0; y < height; y++) {
      for (let x = 0, at = y * width; x < width; x++, at++) {
        if (from[at]! >= far) continue;
        if (x < first[y]!) first[y] = x;
        last[y] = x;
      }
    }
    for (let y = 0; y < height; y++) {
      best.fill(nothing);
      for (let other = Math.max(0, y - radius); other <= Math.min(height - 1, y + radius); other++) {
        const square = (other - y) * (other - y), row = other * width;
        for (let x = first[other]!; x <= last[other]!; x++) {
          const across = from[row + x]!, distance = across * across + square;
          if (across < far && distance < best[x]!) best[x] = distance;
        }
      }
      for (let x = 0; x < width; x++) {
        const near = best[x]!;
        const grown = near === nothing ? 0 : Math.min(1, Math.max(0, u.amount! + 0.5 - Math.sqrt(near)));
        to[y * width + x] = inverted ? 1 - grown : grown;
      }
    }
  },
  sample: () => {
    const outputs = [[1, 12, 15]];
    const rows = discTensor(12, 15);
    for (let i = 0; i < rows.data.length; i++) rows.data[i] = rows.data[i] === 1 ? 0 : Math.min(5, i % 15);
    return { inputs: [rows], uniforms: { width: 15, height: 12, radius: 4, invert: 0, amount: 2.6 }, outputs };
  },
};

/** Halves [C, h, w] to [C, ⌈h/2⌉, ⌈w/2⌉] with the taps 1 3 3 1 (Burt & Adelson 1983, moved by half a pixel so that pixel centres stay at +0.5). */
export const pyramidDown: Kernel = {
  name: 'pyramid-down',
  wgsl: pyramidDownWgsl,
  workgroup: [16, 16, 1],
  uniforms: { channels: 'u32', inWidth: 'u32', inHeight: 'u32', outWidth: 'u32', outHeight: 'u32' },
  threads: (_outputs, u) => [u.outWidth!, u.outHeight!, u.channels!],
  cpu: ([picture], u, [result]) => {
    const from = picture!.data, to = result!.data, inWidth = u.inWidth!, inHeight = u.inHeight!, outWidth = u.outWidth!, outHeight = u.outHeight!;
    const line = new Float64Array(inWidth);
    for (let c = 0; c < u.channels!; c++) {
      for (let y = 0; y < outHeight; y++) {
        const base = c * inHeight;
        const r0 = (base + Math.max(0, 2 * y - 1)) * inWidth, r1 = (base + 2 * y) * inWidth;
        const r2 = (base + Math.min(inHeight - 1, 2 * y + 1)) * inWidth, r3 = (base + Math.min(inHeight - 1, 2 * y + 2)) * inWidth;
        for (let x = 0; x < inWidth; x++) line[x] = 0.125 * (from[r0 + x]! + from[r3 + x]!) + 0.375 * (from[r1 + x]! + from[r2 + x]!);
        const out = (c * outHeight + y) * outWidth, last = inWidth - 1;
        for (let x = 0; x < outWidth; x++) {
          to[out + x] = 0.125 * (line[Math.max(0, 2 * x - 1)]! + line[Math.min(last, 2 * x + 2)]!) + 0.375 * (line[2 * x]! + line[Math.min(last, 2 * x + 1)]!);
        }
      }
    }
  },
  sample: () => ({
    inputs: [patternTensor([2, 9, 12], 5)],
    uniforms: { channels: 2, inWidth: 12, inHeight: 9, outWidth: 6, outHeight: 5 },
    outputs: [[2, 5, 6]],
  }),
};
