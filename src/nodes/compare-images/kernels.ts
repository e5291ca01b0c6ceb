import type { Kernel } from '../../runtime/kernel';
import { patternTensor } from '../shared/kernel-samples';
import differenceWgsl from './difference.wgsl?raw';
import errorsWgsl from './errors.wgsl?raw';
import lumaProductsWgsl from './luma-products.wgsl?raw';
import ssimWgsl from './ssim.wgsl?raw';

const clampUnit = (value: number): number => Math.min(1, Math.max(0, value));

/** Picture of the difference of two pictures [3, H, W] under a mask [1, H, W]: per channel (`mode` 0) or as heat (1). */
export const differencePicture: Kernel = {
  name: 'difference-picture',
  wgsl: differenceWgsl,
  workgroup: [64, 1, 1],
  uniforms: { pixels: 'u32', mode: 'u32', gain: 'f32' },
  threads: (_outputs, u) => [u.pixels!, 1, 1],
  cpu: ([first, second, mask], u, [result]) => {
    const a = first!.data, b = second!.data, to = result!.data, pixels = u.pixels!;
    for (let i = 0; i < pixels; i++) {
      const weight = mask!.data[i]! * u.gain!;
      const red = Math.abs(a[i]! - b[i]!) * weight, green = Math.abs(a[pixels + i]! - b[pixels + i]!) * weight, blue = Math.abs(a[2 * pixels + i]! - b[2 * pixels + i]!) * weight;
      const heat = (red + green + blue) / 3;
      to[i] = clampUnit(u.mode === 1 ? 3 * heat : red);
      to[pixels + i] = clampUnit(u.mode === 1 ? 3 * heat - 1 : green);
      to[2 * pixels + i] = clampUnit(u.mode === 1 ? 3 * heat - 2 : blue);
    }
  },
  sample: () => ({ inputs: [patternTensor([3, 4, 6], 71), patternTensor([3, 4, 6], 72), patternTensor([1, 4, 6], 73)], uniforms: { pixels: 24, mode: 1, gain: 1.4 }, outputs: [[3, 4, 6]] }),
};

/** Absolute and squared error of each pixel, means over the channels: [2, H, W]. */
export const pixelErrors: Kernel = {
  name: 'pixel-errors',
  wgsl: errorsWgsl,
  workgroup: [64, 1, 1],
  uniforms: { pixels: 'u32' },
  threads: (_outputs, u) => [u.pixels!, 1, 1],
  cpu: ([first, second], u, [result]) => {
    const a = first!.data, b = second!.data, to = result!.data, pixels = u.pixels!;
    for (let i = 0; i < pixels; i++) {
      const red = a[i]! - b[i]!, green = a[pixels + i]! - b[pixels + i]!, blue = a[2 * pixels + i]! - b[2 * pixels + i]!;
      to[i] = (Math.abs(red) + Math.abs(green) + Math.abs(blue)) / 3;
      to[pixels + i] = (red * red + green * green + blue * blue) / 3;
    }
  },
  sample: () => ({ inputs: [patternTensor([3, 4, 6], 74), patternTensor([3, 4, 6], 75)], uniforms: { pixels: 24 }, outputs: [[2, 4, 6]] }),
};

/** Luma of both pictures and its products: [5, H, W], a, b, a², b², ab. */
export const lumaProducts: Kernel = {
  name: 'luma-products',
  wgsl: lumaProductsWgsl,
  workgroup: [64, 1, 1],
  uniforms: { pixels: 'u32' },
  threads: (_outputs, u) => [u.pixels!, 1, 1],
  cpu: ([first, second], u, [result]) => {
    const f = first!.data, s = second!.data, to = result!.data, n = u.pixels!;
    for (let i = 0; i < n; i++) {
      const a = 0.299 * f[i]! + 0.587 * f[n + i]! + 0.114 * f[2 * n + i]!, b = 0.299 * s[i]! + 0.587 * s[n + i]! + 0.114 * s[2 * n + i]!;
      to[i] = a;
      to[n + i] = b;
      to[2 * n + i] = a * a;
      to[3 * n + i] = b * b;
      to[4 * n + i] = a * b;
    }
  },
  sample: () => ({ inputs: [patternTensor([3, 4, 6], 76), patternTensor([3, 4, 6], 77)], uniforms: { pixels: 24 }, outputs: [[5, 4, 6]] }),
};

/** Structural similarity of each pixel (Wang et al. 2004, eq. 13) from the blurred products: [1, H, W], at most 1. */
export const ssimMap: Kernel = {
  name: 'ssim-map',
  wgsl: ssimWgsl,
  workgroup: [64, 1, 1],
  uniforms: { pixels: 'u32' },
  threads: (_outputs, u) => [u.pixels!, 1, 1],
  cpu: ([blurred], u, [result]) => {
    const from = blurred!.data, n = u.pixels!;
    for (let i = 0; i < n; i++) {
      const a = from[i]!, b = from[n + i]!;
      const aa = Math.max(0, from[2 * n + i]! - a * a), bb = Math.max(0, from[3 * n + i]! - b * b), ab = from[4 * n + i]! - a * b;
      result!.data[i] = ((2 * a * b + 0.0001) * (2 * ab + 0.0009)) / ((a * a + b * b + 0.0001) * (aa + bb + 0.0009));
    }
  },
  sample: () => {
    const blurred = patternTensor([5, 4, 6], 78, 0.2, 0.5);
    for (let i = 0; i < 24; i++) {
      blurred.data[48 + i] = blurred.data[i]! ** 2 + 0.01 + 0.02 * blurred.data[i]!;
      blurred.data[72 + i] = blurred.data[24 + i]! ** 2 + 0.015;
    }
    return { inputs: [blurred], uniforms: { pixels: 24 }, outputs: [[1, 4, 6]] };
  },
};
