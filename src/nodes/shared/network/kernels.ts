import type { Kernel } from '../../../runtime/kernel';
import { patternTensor } from '../kernel-samples';
import packWgsl from './pack.wgsl?raw';
import unpackWgsl from './unpack.wgsl?raw';

const uniforms = {
  pixels: 'u32', bgr: 'u32', interleaved: 'u32', scale0: 'f32', scale1: 'f32', scale2: 'f32', offset0: 'f32', offset1: 'f32', offset2: 'f32',
} as const;
const sampleUniforms = { pixels: 20, bgr: 1, interleaved: 1, scale0: 4.4, scale1: 4.5, scale2: 4.6, offset0: -2.1, offset1: -2, offset2: -1.8 };

/** Where channel `c` (in RGB order) of a packed picture begins, and how far its pixels are apart. */
function channelPlace(u: Readonly<Record<string, number>>, c: number): { readonly first: number; readonly step: number } {
  const channel = u.bgr === 1 ? 2 - c : c;
  return u.interleaved === 1 ? { first: channel, step: 3 } : { first: channel * u.pixels!, step: 1 };
}

/**
 * A picture [3, H, W], RGB 0..1, as a network wants it: value · scale + offset per RGB channel, then RGB or BGR (`bgr` = 1), planes [1, 3, H, W] or
 * interleaved [1, H, W, 3] (`interleaved` = 1).
 */
export const packPicture: Kernel = {
  name: 'pack-picture',
  wgsl: packWgsl,
  workgroup: [64, 1, 1],
  uniforms,
  threads: (_outputs, u) => [u.pixels!, 3, 1],
  cpu: ([picture], u, [packed]) => {
    const pixels = u.pixels!, from = picture!.data, to = packed!.data;
    for (let c = 0; c < 3; c++) {
      const scale = u[`scale${c}`]!, offset = u[`offset${c}`]!, { first, step } = channelPlace(u, c);
      for (let i = 0, at = first; i < pixels; i++, at += step) to[at] = from[c * pixels + i]! * scale + offset;
    }
  },
  sample: () => ({ inputs: [patternTensor([3, 4, 5], 95)], uniforms: sampleUniforms, outputs: [[1, 4, 5, 3]] }),
};

/** The inverse of `packPicture`, clipped to 0..1. */
export const unpackPicture: Kernel = {
  name: 'unpack-picture',
  wgsl: unpackWgsl,
  workgroup: [64, 1, 1],
  uniforms,
  threads: (_outputs, u) => [u.pixels!, 3, 1],
  cpu: ([packed], u, [picture]) => {
    const pixels = u.pixels!, from = packed!.data, to = picture!.data;
    for (let c = 0; c < 3; c++) {
      const scale = u[`scale${c}`]!, offset = u[`offset${c}`]!, { first, step } = channelPlace(u, c);
      for (let i = 0, at = first; i < pixels; i++, at += step) to[c * pixels + i] = Math.min(1, Math.max(0, (from[at]! - offset) / scale));
    }
  },
  sample: () => ({ inputs: [patternTensor([1, 4, 5, 3], 96, -2, 2)], uniforms: { ...sampleUniforms, interleaved: 0 }, outputs: [[3, 4, 5]] }),
};
