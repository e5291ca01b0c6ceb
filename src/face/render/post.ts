import { createRandom, mixSeeds } from '../random';
import type { Scene } from '../scene/types';
import { compressLikeJpeg } from './jpeg';
import { srgbEncodeFast, toneMap } from './tone';

/** Gaussian blur of interleaved linear RGB, standard deviation in pixels, in place. */
export function gaussianBlur(rgb: Float32Array, scratch: Float32Array, width: number, height: number, sigmaPx: number): void {
  const radius = Math.ceil(2.6 * sigmaPx);
  if (radius < 1 || sigmaPx < 0.15) return;
  const kernel = Float64Array.from({ length: 2 * radius + 1 }, (_, i) => Math.exp(-((i - radius) ** 2) / (2 * sigmaPx * sigmaPx)));
  const sum = kernel.reduce((a, b) => a + b, 0);
  const pass = (from: Float32Array, to: Float32Array, length: number, lines: number, step: number, lineStep: number): void => {
    for (let line = 0; line < lines; line++) {
      for (let i = 0; i < length; i++) {
        const at = 3 * (line * lineStep + i * step);
        let r = 0, g = 0, b = 0;
        for (let k = -radius; k <= radius; k++) {
          const p = 3 * (line * lineStep + Math.min(length - 1, Math.max(0, i + k)) * step), w = kernel[k + radius]!;
          r += w * from[p]!;
          g += w * from[p + 1]!;
          b += w * from[p + 2]!;
        }
        to[at] = r / sum;
        to[at + 1] = g / sum;
        to[at + 2] = b / sum;
      }
    }
  };
  pass(rgb, scratch, width, height, 1, width);
  pass(scratch, rgb, height, width, width, 1);
}

/** Lens, sensor and file: blur, tone map, sRGB, noise, compression. `rgb` is linear and is used up. */
export function develop(rgb: Float32Array, scratch: Float32Array, width: number, height: number, post: Scene['post']): Uint8Array {
  gaussianBlur(rgb, scratch, width, height, post.blur * height);
  const out = new Uint8Array(width * height * 3);
  const random = createRandom(mixSeeds(post.seed, 97));
  for (let i = 0; i < out.length; i += 3) {
    toneMap(rgb, i);
    for (let c = 0; c < 3; c++) {
      let value = srgbEncodeFast(rgb[i + c]!);
      if (post.noise > 0) value += post.noise * (random.next() + random.next() + random.next() + random.next() - 2) * 1.732;
      out[i + c] = value <= 0 ? 0 : value >= 1 ? 255 : Math.round(255 * value);
    }
  }
  if (post.jpegQuality < 100) compressLikeJpeg(out, width, height, post.jpegQuality);
  return out;
}
