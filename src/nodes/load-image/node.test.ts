import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ImageValue, MaskValue } from '../../runtime/values';
import { runNode } from '../shared/run-node';
import { testContext } from '../shared/test-context';
import definition from './node';
import run from './run';
import { shrinkOver } from './shrink';

/** A decoder that gives one 4×2 picture: white, but the right half transparent red. */
const decoding = testContext({
  asset: () => Promise.resolve(new Uint8Array(1)),
  decodeImage: () => Promise.resolve({ width: 4, height: 2, rgba: Uint8ClampedArray.from({ length: 32 }, (_, i) => (Math.floor(i / 4) % 4 < 2 ? 255 : [255, 0, 0, 0][i % 4]!)) }),
});

describe('load-image', () => {
  it('lays transparent pixels over the background colour and tells where they are', async () => {
    const { image, alpha } = await runNode(definition, run, {}, { file: 'a.png', background: [0, 0, 1] }, decoding);
    const { pixels } = image as ImageValue;
    expect(pixels.shape).toEqual([3, 2, 4]);
    expect([0, 8, 16].map((plane) => pixels.data![plane])).toEqual([1, 1, 1]);
    expect([3, 11, 19].map((at) => pixels.data![at])).toEqual([0, 0, 1]);
    expect([...(alpha as MaskValue).pixels.data!]).toEqual([1, 1, 0, 0, 1, 1, 0, 0]);
    expect((alpha as MaskValue).frame).toBe((image as ImageValue).frame);
  });

  it('makes large pictures smaller', async () => {
    const large = testContext({ asset: () => Promise.resolve(new Uint8Array(1)), decodeImage: () => Promise.resolve({ width: 300, height: 100, rgba: Uint8ClampedArray.from({ length: 120_000 }, (_, i) => (i % 4 === 3 ? 255 : 128)) }) });
    const { image } = await runNode(definition, run, {}, { file: 'a.png', maxSidePx: 90 }, large);
    expect((image as ImageValue).pixels.shape).toEqual([3, 30, 90]);
    for (const value of (image as ImageValue).pixels.data!) expect(value).toBeCloseTo(128 / 255, 5);
  });

  it('averages the areas that new pixels cover, whatever the two sizes are', () => {
    fc.assert(fc.property(fc.nat(40), fc.nat(30), fc.double({ min: 0.05, max: 1, noNaN: true }), fc.integer(), (w, h, scale, seed) => {
      const width = w + 1, height = h + 1, size = { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
      const rgba = Uint8ClampedArray.from({ length: width * height * 4 }, (_, i) => (Math.imul(i + 1, seed | 1) >>> 11) & 255);
      const behind = [0.2, 0.5, 0.9];
      const { colour, opacity } = shrinkOver({ width, height, rgba }, size, behind);
      // The same by definition: each new pixel asks every old one how much of it lies there.
      const part = (from: number, to: number, at: number, old: number): number => Math.max(0, Math.min((at + 1) * from / to, old + 1) - Math.max(at * from / to, old));
      for (let n = 0; n < 3; n++) {
        const X = Math.floor(size.width * n / 3), Y = Math.floor(size.height * n / 3);
        const sums = [0, 0, 0, 0];
        for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) {
          const weight = part(width, size.width, X, x) * part(height, size.height, Y, y) * size.width * size.height / (width * height);
          const alpha = rgba[(y * width + x) * 4 + 3]! / 255;
          for (let c = 0; c < 3; c++) sums[c]! += weight * (rgba[(y * width + x) * 4 + c]! / 255 * alpha + behind[c]! * (1 - alpha));
          sums[3]! += weight * alpha;
        }
        const at = Y * size.width + X, plane = size.width * size.height;
        [colour.data[at], colour.data[plane + at], colour.data[2 * plane + at], opacity.data[at]].forEach((value, c) => { expect(value).toBeCloseTo(sums[c]!, 5); });
      }
    }), { numRuns: 60 });
  });

  it('says that no file is chosen, before and while running', async () => {
    await expect(runNode(definition, run, {}, {}, decoding)).rejects.toMatchObject({ param: 'file', code: 'missing-file' });
    expect(definition.infer!({}, { file: '', maxSidePx: 64, background: [0, 0, 0] }).problems).toHaveLength(1);
    expect(definition.infer!({}, { file: 'a.png', maxSidePx: 64, background: [0, 0, 0] }).problems).toHaveLength(0);
  });
});
