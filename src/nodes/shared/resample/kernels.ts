import type { Kernel } from '../../../runtime/kernel';
import { cpuTensor } from '../../../runtime/tensor';
import { patternTensor } from '../kernel-samples';
import affineWgsl from './affine.wgsl?raw';
import mapWgsl from './map.wgsl?raw';

const clamp = (value: number, low: number, high: number): number => (value < low ? low : value > high ? high : value);

/**
 * Affine resampling with area antialiasing. Input [C, h, w], output [C, H, W]. The matrix takes output pixels to input pixels (pixel centres at +0.5).
 * `samples` points a side and pixel; `border` 0 repeats the edge, 1 counts everything outside as 0.
 */
export const resampleAffine: Kernel = {
  name: 'resample-affine',
  wgsl: affineWgsl,
  workgroup: [16, 16, 1],
  uniforms: {
    channels: 'u32', inWidth: 'u32', inHeight: 'u32', outWidth: 'u32', outHeight: 'u32', samples: 'u32', border: 'u32',
    m00: 'f32', m01: 'f32', m02: 'f32', m10: 'f32', m11: 'f32', m12: 'f32',
  },
  threads: (_outputs, u) => [u.outWidth!, u.outHeight!, u.channels!],
  cpu: ([picture], u, [result]) => {
    const from = picture!.data, to = result!.data;
    const inWidth = u.inWidth!, inHeight = u.inHeight!, outWidth = u.outWidth!, outHeight = u.outHeight!, channels = u.channels!, samples = u.samples!;
    const zeroOutside = u.border === 1;
    const inPlane = inWidth * inHeight, outPlane = outWidth * outHeight;
    const step = 1 / samples, share = step * step;
    for (let y = 0; y < outHeight; y++) {
      for (let x = 0; x < outWidth; x++) {
        const at = y * outWidth + x;
        for (let j = 0; j < samples; j++) {
          const oy = y + (j + 0.5) * step;
          for (let i = 0; i < samples; i++) {
            const ox = x + (i + 0.5) * step;
            const px = clamp(u.m00! * ox + u.m01! * oy + u.m02! - 0.5, -2, inWidth + 1);
            const py = clamp(u.m10! * ox + u.m11! * oy + u.m12! - 0.5, -2, inHeight + 1);
            const x0 = Math.floor(px), y0 = Math.floor(py);
            const fx = px - x0, fy = py - y0;
            const left = clamp(x0, 0, inWidth - 1), right = clamp(x0 + 1, 0, inWidth - 1);
            const top = clamp(y0, 0, inHeight - 1) * inWidth, bottom = clamp(y0 + 1, 0, inHeight - 1) * inWidth;
            let w00 = (1 - fx) * (1 - fy) * share, w10 = fx * (1 - fy) * share, w01 = (1 - fx) * fy * share, w11 = fx * fy * share;
            if (zeroOutside && (x0 < 0 || y0 < 0 || x0 + 1 >= inWidth || y0 + 1 >= inHeight)) {
              const insideLeft = x0 >= 0 && x0 < inWidth, insideRight = x0 + 1 >= 0 && x0 + 1 < inWidth;
              const insideTop = y0 >= 0 && y0 < inHeight, insideBottom = y0 + 1 >= 0 && y0 + 1 < inHeight;
              if (!insideLeft) w00 = w01 = 0;
              if (!insideRight) w10 = w11 = 0;
              if (!insideTop) w00 = w10 = 0;
              if (!insideBottom) w01 = w11 = 0;
              if (w00 + w10 + w01 + w11 === 0) continue;
            }
            for (let c = 0, base = 0, out = at; c < channels; c++, base += inPlane, out += outPlane) {
              to[out]! += w00 * from[base + top + left]! + w10 * from[base + top + right]! + w01 * from[base + bottom + left]! + w11 * from[base + bottom + right]!;
            }
          }
        }
      }
    }
  },
  sample: () => ({
    inputs: [patternTensor([2, 9, 13], 1)],
    uniforms: { channels: 2, inWidth: 13, inHeight: 9, outWidth: 7, outHeight: 6, samples: 3, border: 1, m00: 2.1, m01: 0.31, m02: -1.7, m10: -0.27, m11: 1.63, m12: 0.4 },
    outputs: [[2, 6, 7]],
  }),
};

/**
 * Looks the picture [C, h, w] up at the positions of a map [M, H, W] (channels 0 and 1: x, y in input pixels; last channel: weight, 0 = nothing there).
 * Minification is averaged over `samples`² points of the pixel's footprint, taken from the map's own derivatives.
 */
export const sampleMap: Kernel = {
  name: 'sample-map',
  wgsl: mapWgsl,
  workgroup: [16, 16, 1],
  uniforms: { channels: 'u32', inWidth: 'u32', inHeight: 'u32', outWidth: 'u32', outHeight: 'u32', mapChannels: 'u32', samples: 'u32' },
  threads: (_outputs, u) => [u.outWidth!, u.outHeight!, u.channels!],
  cpu: ([picture, map], u, [result]) => {
    const from = picture!.data, m = map!.data, to = result!.data;
    const inWidth = u.inWidth!, inHeight = u.inHeight!, width = u.outWidth!, height = u.outHeight!, channels = u.channels!, samples = u.samples!;
    const inPlane = inWidth * inHeight, plane = width * height, weights = (u.mapChannels! - 1) * plane;
    const step = 1 / samples, share = step * step;
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        const at = y * width + x;
        if (m[weights + at]! <= 0) continue;
        const cx = m[at]!, cy = m[plane + at]!;
        let ax = 0, ay = 0, dx = 0, dy = 0;
        if (samples > 1) {
          if (x + 1 < width && m[weights + at + 1]! > 0) { ax = m[at + 1]! - cx; ay = m[plane + at + 1]! - cy; }
          else if (x > 0 && m[weights + at - 1]! > 0) { ax = cx - m[at - 1]!; ay = cy - m[plane + at - 1]!; }
          if (y + 1 < height && m[weights + at + width]! > 0) { dx = m[at + width]! - cx; dy = m[plane + at + width]! - cy; }
          else if (y > 0 && m[weights + at - width]! > 0) { dx = cx - m[at - width]!; dy = cy - m[plane + at - width]!; }
          ax = clamp(ax, -8, 8); ay = clamp(ay, -8, 8); dx = clamp(dx, -8, 8); dy = clamp(dy, -8, 8);
        }
        for (let j = 0; j < samples; j++) {
          const v = (j + 0.5) * step - 0.5;
          for (let i = 0; i < samples; i++) {
            const w = (i + 0.5) * step - 0.5;
            const px = clamp(cx + ax * w + dx * v - 0.5, -1, inWidth), py = clamp(cy + ay * w + dy * v - 0.5, -1, inHeight);
            const x0 = Math.floor(px), y0 = Math.floor(py);
            const fx = px - x0, fy = py - y0;
            const left = clamp(x0, 0, inWidth - 1), right = clamp(x0 + 1, 0, inWidth - 1);
            const top = clamp(y0, 0, inHeight - 1) * inWidth, bottom = clamp(y0 + 1, 0, inHeight - 1) * inWidth;
            const w00 = (1 - fx) * (1 - fy) * share, w10 = fx * (1 - fy) * share, w01 = (1 - fx) * fy * share, w11 = fx * fy * share;
            for (let c = 0, base = 0, out = at; c < channels; c++, base += inPlane, out += plane) {
              to[out]! += w00 * from[base + top + left]! + w10 * from[base + top + right]! + w01 * from[base + bottom + left]! + w11 * from[base + bottom + right]!;
            }
          }
        }
      }
    }
  },
  sample: () => {
    const width = 8, height = 6, plane = width * height;
    const map = cpuTensor([3, height, width]);
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        const at = y * width + x;
        map.data[at] = 1.3 + 1.37 * x + 0.21 * y;
        map.data[plane + at] = 0.7 + 1.61 * y - 0.13 * x;
        map.data[2 * plane + at] = (x * 5 + y * 3) % 7 === 0 ? 0 : 0.8;
      }
    }
    return {
      inputs: [patternTensor([3, 10, 12], 2), map],
      uniforms: { channels: 3, inWidth: 12, inHeight: 10, outWidth: width, outHeight: height, mapChannels: 3, samples: 2 },
      outputs: [[3, height, width]],
    };
  },
};
