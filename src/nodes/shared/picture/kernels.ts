import { linearToSrgb } from '../../../face/colour/convert';
import type { Kernel } from '../../../runtime/kernel';
import { patternTensor } from '../kernel-samples';
import combineWgsl from './combine.wgsl?raw';
import maskLineWgsl from './mask-line.wgsl?raw';
import mixWgsl from './mix.wgsl?raw';
import placeWgsl from './place.wgsl?raw';
import spreadWgsl from './spread.wgsl?raw';
import takePlanesWgsl from './take-planes.wgsl?raw';
import toRgbWgsl from './to-rgb.wgsl?raw';

/** Any picture [≥ 3, H, W] as [3, H, W], sRGB-encoded 0..1: value · scale + offset, then the sRGB curve where `linear` = 1. */
export const toRgb: Kernel = {
  name: 'to-rgb',
  wgsl: toRgbWgsl,
  workgroup: [64, 1, 1],
  uniforms: { pixels: 'u32', linear: 'u32', scale: 'f32', offset: 'f32' },
  threads: (_outputs, u) => [u.pixels!, 3, 1],
  cpu: ([picture], u, [result]) => {
    const from = picture!.data, to = result!.data, scale = u.scale!, offset = u.offset!;
    for (let i = 0; i < to.length; i++) {
      const value = from[i]! * scale + offset;
      to[i] = u.linear === 1 ? linearToSrgb(value) : value;
    }
  },
  sample: () => ({ inputs: [patternTensor([4, 5, 6], 7, -1, 1)], uniforms: { pixels: 30, linear: 1, scale: 0.5, offset: 0.5 }, outputs: [[3, 5, 6]] }),
};

/** Lays a foreground over a background, both [3, H, W], where a mask [1, H, W] times `opacity` says. */
export const mixPictures: Kernel = {
  name: 'mix-pictures',
  wgsl: mixWgsl,
  workgroup: [64, 1, 1],
  uniforms: { pixels: 'u32', opacity: 'f32' },
  threads: (_outputs, u) => [u.pixels!, 3, 1],
  cpu: ([foreground, background, mask], u, [result]) => {
    const over = foreground!.data, under = background!.data, m = mask!.data, to = result!.data, pixels = u.pixels!;
    for (let c = 0, at = 0; c < 3; c++) {
      for (let i = 0; i < pixels; i++, at++) to[at] = under[at]! + m[i]! * u.opacity! * (over[at]! - under[at]!);
    }
  },
  sample: () => ({ inputs: [patternTensor([3, 4, 5], 8), patternTensor([3, 4, 5], 9), patternTensor([1, 4, 5], 10)], uniforms: { pixels: 20, opacity: 0.7 }, outputs: [[3, 4, 5]] }),
};

/** How `combineMasks` joins two masks; the number is the kernel's `operation`. */
export const MASK_OPERATIONS = { minimum: 0, maximum: 1, product: 2, subtract: 3 } as const;
export type MaskOperation = keyof typeof MASK_OPERATIONS;

/** Two masks [1, H, W] into one, clipped to 0..1. */
export const combineMasks: Kernel = {
  name: 'combine-masks',
  wgsl: combineWgsl,
  workgroup: [64, 1, 1],
  uniforms: { pixels: 'u32', operation: 'u32' },
  threads: (_outputs, u) => [u.pixels!, 1, 1],
  cpu: ([first, second], u, [result]) => {
    const a = first!.data, b = second!.data, to = result!.data, operation = u.operation!;
    for (let i = 0; i < to.length; i++) {
      const x = a[i]!, y = b[i]!;
      const value = operation === 0 ? Math.min(x, y) : operation === 1 ? Math.max(x, y) : operation === 2 ? x * y : x - y;
      to[i] = Math.min(1, Math.max(0, value));
    }
  },
  sample: () => ({ inputs: [patternTensor([1, 4, 5], 11), patternTensor([1, 4, 5], 12)], uniforms: { pixels: 20, operation: 3 }, outputs: [[1, 4, 5]] }),
};

/** Planes `first` .. `first` + `count` − 1 of [C, H, W]. */
export const takePlanes: Kernel = {
  name: 'take-planes',
  wgsl: takePlanesWgsl,
  workgroup: [64, 1, 1],
  uniforms: { pixels: 'u32', first: 'u32', count: 'u32' },
  threads: (_outputs, u) => [u.pixels!, u.count!, 1],
  cpu: ([planes], u, [result]) => {
    result!.data.set(planes!.data.subarray(u.first! * u.pixels!, (u.first! + u.count!) * u.pixels!));
  },
  sample: () => ({ inputs: [patternTensor([4, 3, 5], 15)], uniforms: { pixels: 15, first: 1, count: 2 }, outputs: [[2, 3, 5]] }),
};

/** A mask [1, H, W] through a straight line: value · gain + offset, clipped to 0..1. */
export const maskLine: Kernel = {
  name: 'mask-line',
  wgsl: maskLineWgsl,
  workgroup: [64, 1, 1],
  uniforms: { pixels: 'u32', gain: 'f32', offset: 'f32' },
  threads: (_outputs, u) => [u.pixels!, 1, 1],
  cpu: ([mask], u, [result]) => {
    const from = mask!.data, to = result!.data;
    for (let i = 0; i < to.length; i++) to[i] = Math.min(1, Math.max(0, from[i]! * u.gain! + u.offset!));
  },
  sample: () => ({ inputs: [patternTensor([1, 4, 5], 16)], uniforms: { pixels: 20, gain: 2.5, offset: -0.6 }, outputs: [[1, 4, 5]] }),
};

/** Copies a picture [C, H, w] into a wider one [C, H, W] at a column. */
export const placePicture: Kernel = {
  name: 'place-picture',
  wgsl: placeWgsl,
  workgroup: [16, 16, 1],
  uniforms: { channels: 'u32', width: 'u32', height: 'u32', inWidth: 'u32', column: 'u32' },
  threads: (_outputs, u) => [u.width!, u.height!, u.channels!],
  cpu: ([sheet, picture], u, [result]) => {
    const width = u.width!, inWidth = u.inWidth!;
    result!.data.set(sheet!.data);
    for (let row = 0; row < u.channels! * u.height!; row++) result!.data.set(picture!.data.subarray(row * inWidth, (row + 1) * inWidth), row * width + u.column!);
  },
  sample: () => ({ inputs: [patternTensor([2, 4, 9], 17), patternTensor([2, 4, 3], 18)], uniforms: { channels: 2, width: 9, height: 4, inWidth: 3, column: 5 }, outputs: [[2, 4, 9]] }),
};

/** One plane [1, H, W] as the three of a grey picture. */
export const spreadPlane: Kernel = {
  name: 'spread-plane',
  wgsl: spreadWgsl,
  workgroup: [64, 1, 1],
  uniforms: { pixels: 'u32' },
  threads: (_outputs, u) => [u.pixels!, 3, 1],
  cpu: ([plane], u, [result]) => {
    for (let c = 0; c < 3; c++) result!.data.set(plane!.data.subarray(0, u.pixels!), c * u.pixels!);
  },
  sample: () => ({ inputs: [patternTensor([1, 4, 5], 19)], uniforms: { pixels: 20 }, outputs: [[3, 4, 5]] }),
};
