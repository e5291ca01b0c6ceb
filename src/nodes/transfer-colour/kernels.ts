import type { Kernel } from '../../runtime/kernel';
import { cpuTensor } from '../../runtime/tensor';
import { discTensor, patternTensor } from '../shared/kernel-samples';
import { fastToLinear, fastToSrgb } from './curves';
import labMomentsWgsl from './lab-moments.wgsl?raw';
import labToRgbWgsl from './lab-to-rgb.wgsl?raw';
import matchMomentsWgsl from './match-moments.wgsl?raw';
import rgbToLabWgsl from './rgb-to-lab.wgsl?raw';
import sumRowsWgsl from './sum-rows.wgsl?raw';

const EPSILON = 216 / 24389, KAPPA = 24389 / 27;
const forward = (ratio: number): number => (ratio > EPSILON ? Math.cbrt(ratio) : (KAPPA * ratio + 16) / 116);
const backward = (value: number): number => {
  const cube = value * value * value;
  return cube > EPSILON ? cube : (116 * value - 16) / KAPPA;
};

/** sRGB-encoded [3, H, W] to CIE L*a*b* (D65), L 0..100. */
export const rgbToLab: Kernel = {
  name: 'rgb-to-lab',
  wgsl: rgbToLabWgsl,
  workgroup: [64, 1, 1],
  uniforms: { pixels: 'u32' },
  threads: (_outputs, u) => [u.pixels!, 1, 1],
  cpu: ([rgb], u, [lab]) => {
    const from = rgb!.data, to = lab!.data, pixels = u.pixels!;
    for (let i = 0; i < pixels; i++) {
      const r = fastToLinear(from[i]!), g = fastToLinear(from[pixels + i]!), b = fastToLinear(from[2 * pixels + i]!);
      const x = forward((0.4124564 * r + 0.3575761 * g + 0.1804375 * b) / 0.95047);
      const y = forward((0.2126729 * r + 0.7151522 * g + 0.072175 * b) / 1.0000001);
      const z = forward((0.0193339 * r + 0.119192 * g + 0.9503041 * b) / 1.08883);
      to[i] = 116 * y - 16;
      to[pixels + i] = 500 * (x - y);
      to[2 * pixels + i] = 200 * (y - z);
    }
  },
  sample: () => ({ inputs: [patternTensor([3, 6, 7], 21)], uniforms: { pixels: 42 }, outputs: [[3, 6, 7]] }),
};

/** L*a*b* [3, H, W] to sRGB-encoded [3, H, W], clipped to 0..1. */
export const labToRgb: Kernel = {
  name: 'lab-to-rgb',
  wgsl: labToRgbWgsl,
  workgroup: [64, 1, 1],
  uniforms: { pixels: 'u32' },
  threads: (_outputs, u) => [u.pixels!, 1, 1],
  cpu: ([lab], u, [rgb]) => {
    const from = lab!.data, to = rgb!.data, pixels = u.pixels!;
    for (let i = 0; i < pixels; i++) {
      const fy = (from[i]! + 16) / 116;
      const x = 0.95047 * backward(fy + from[pixels + i]! / 500), y = 1.0000001 * backward(fy), z = 1.08883 * backward(fy - from[2 * pixels + i]! / 200);
      to[i] = fastToSrgb(3.24045484 * x - 1.53713885 * y - 0.49853155 * z);
      to[pixels + i] = fastToSrgb(-0.96926639 * x + 1.87601093 * y + 0.04155608 * z);
      to[2 * pixels + i] = fastToSrgb(0.05564342 * x - 0.20402585 * y + 1.05722516 * z);
    }
  },
  sample: () => {
    const lab = patternTensor([3, 6, 7], 22, -60, 60);
    for (let i = 0; i < 42; i++) lab.data[i] = (lab.data[i]! + 60) / 1.2;
    return { inputs: [lab], uniforms: { pixels: 42 }, outputs: [[3, 6, 7]] };
  },
};

/**
 * First step of the Lab statistics: [3, H, W] and mask [1, H, W] to [10, H], per row Σw, Σw·(L, a, b), Σw·(L, a, b)², Σw·(L·a, L·b, a·b), with L − 50 for L.
 * Means and deviations need the first seven, covariances all ten.
 */
export const labMoments: Kernel = {
  name: 'lab-moments',
  wgsl: labMomentsWgsl,
  workgroup: [64, 1, 1],
  uniforms: { width: 'u32', height: 'u32' },
  threads: (_outputs, u) => [u.height!, 1, 1],
  cpu: ([lab, mask], u, [sums]) => {
    const from = lab!.data, m = mask!.data, to = sums!.data, width = u.width!, height = u.height!, plane = width * height;
    for (let y = 0; y < height; y++) {
      let w = 0, l1 = 0, a1 = 0, b1 = 0, l2 = 0, a2 = 0, b2 = 0, la = 0, lb = 0, ab = 0;
      for (let i = y * width, end = i + width; i < end; i++) {
        const weight = m[i]!;
        if (weight === 0) continue;
        const l = from[i]! - 50, a = from[plane + i]!, b = from[2 * plane + i]!;
        w += weight;
        l1 += weight * l; a1 += weight * a; b1 += weight * b;
        l2 += weight * l * l; a2 += weight * a * a; b2 += weight * b * b;
        la += weight * l * a; lb += weight * l * b; ab += weight * a * b;
      }
      for (const [row, value] of [w, l1, a1, b1, l2, a2, b2, la, lb, ab].entries()) to[row * height + y] = value;
    }
  },
  sample: () => ({ inputs: [patternTensor([3, 8, 9], 23, 20, 70), discTensor(8, 9)], uniforms: { width: 9, height: 8 }, outputs: [[10, 8]] }),
};

/** Second step: [R, N] to [R], the sum of each row. */
export const sumRows: Kernel = {
  name: 'sum-rows',
  wgsl: sumRowsWgsl,
  workgroup: [8, 1, 1],
  uniforms: { rows: 'u32', columns: 'u32' },
  threads: (_outputs, u) => [u.rows!, 1, 1],
  cpu: ([values], u, [sums]) => {
    for (let row = 0; row < u.rows!; row++) {
      let sum = 0;
      for (let i = 0; i < u.columns!; i++) sum += values!.data[row * u.columns! + i]!;
      sums!.data[row] = sum;
    }
  },
  sample: () => ({ inputs: [patternTensor([7, 8], 24)], uniforms: { rows: 7, columns: 8 }, outputs: [[7]] }),
};

function spreadOf(total: number, first: number, second: number): number {
  const mean = first / total;
  return Math.sqrt(Math.max(0, second / total - mean * mean));
}

/**
 * Colour transfer of Reinhard et al. 2001 (eqs. 10-11) on a Lab picture [3, H, W], given the summed moments of the picture's own and of the reference's
 * pixels. `mostGain` ≥ 1 bounds the stretch. With less than a pixel's weight on either side nothing changes.
 */
export const matchMoments: Kernel = {
  name: 'match-moments',
  wgsl: matchMomentsWgsl,
  workgroup: [64, 1, 1],
  uniforms: { pixels: 'u32', strength: 'f32', mostGain: 'f32' },
  threads: (_outputs, u) => [u.pixels!, 3, 1],
  cpu: ([lab, ownSums, wantedSums], u, [result]) => {
    const from = lab!.data, own = ownSums!.data, wanted = wantedSums!.data, to = result!.data, pixels = u.pixels!;
    if (own[0]! < 1 || wanted[0]! < 1) { to.set(from); return; }
    for (let c = 0; c < 3; c++) {
      const centre = c === 0 ? 50 : 0;
      const ownMean = own[1 + c]! / own[0]! + centre, wantedMean = wanted[1 + c]! / wanted[0]! + centre;
      const spread = spreadOf(own[0]!, own[1 + c]!, own[4 + c]!), wantedSpread = spreadOf(wanted[0]!, wanted[1 + c]!, wanted[4 + c]!);
      const gain = spread > 0.01 ? Math.min(u.mostGain!, Math.max(1 / u.mostGain!, wantedSpread / spread)) : 1;
      for (let i = c * pixels, end = i + pixels; i < end; i++) {
        const value = from[i]!;
        to[i] = value + u.strength! * ((value - ownMean) * gain + wantedMean - value);
      }
    }
  },
  sample: () => ({
    inputs: [
      patternTensor([3, 5, 6], 25, 20, 60),
      cpuTensor([7], Float32Array.of(40, -300, 250, 310, 5200, 3300, 4100)),
      cpuTensor([7], Float32Array.of(55, 120, 300, 700, 8100, 4300, 12100)),
    ],
    uniforms: { pixels: 30, strength: 0.8, mostGain: 2 },
    outputs: [[3, 5, 6]],
  }),
};
