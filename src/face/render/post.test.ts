import { describe, expect, it } from 'vitest';
import { compressLikeJpeg } from './jpeg';
import { develop } from './post';
import { diffuseUnderSkin } from './subsurface';
import { srgbEncode, srgbEncodeFast, toneMap } from './tone';

describe('tone', () => {
  it('encodes sRGB from a table to within a fifth of a byte step', () => {
    for (let i = 0; i <= 1000; i++) expect(Math.abs(srgbEncodeFast(i / 1000) - srgbEncode(i / 1000))).toBeLessThan(0.0008);
  });

  it('keeps colours below the shoulder, never passes 1 and stays in order', () => {
    const same = Float32Array.of(0.7, 0.3, 0.1);
    toneMap(same, 0);
    expect([...same].map((v) => +v.toFixed(5))).toEqual([0.7, 0.3, 0.1]);
    let last = 0;
    for (let peak = 0.5; peak < 40; peak *= 1.3) {
      const rgb = Float32Array.of(peak, 0.5 * peak, 0.25 * peak);
      toneMap(rgb, 0);
      expect(rgb[0]!).toBeLessThanOrEqual(1);
      expect(rgb[0]!).toBeGreaterThan(last);
      expect(rgb[0]!).toBeGreaterThan(rgb[1]!);
      last = rgb[0]!;
    }
  });
});

describe('compressLikeJpeg', () => {
  const picture = (): Uint8Array => Uint8Array.from({ length: 40 * 24 * 3 }, (_, i) => 128 + 60 * Math.sin(i * 0.37) + 30 * Math.sin(i * 0.011));
  const error = (quality: number): number => {
    const before = picture(), after = picture();
    compressLikeJpeg(after, 40, 24, quality);
    return Math.sqrt(after.reduce((sum, v, i) => sum + (v - before[i]!) ** 2, 0) / after.length);
  };

  it('loses more at lower quality', () => {
    expect(error(90)).toBeLessThan(error(50));
    expect(error(50)).toBeLessThan(error(10));
  });

  it('keeps a flat picture within one step of quantisation', () => {
    const flat = new Uint8Array(17 * 19 * 3).fill(123);
    compressLikeJpeg(flat, 17, 19, 75);
    expect(Math.max(...flat) - Math.min(...flat)).toBe(0);
    expect(Math.abs(flat[0]! - 123)).toBeLessThanOrEqual(2);
  });
});

describe('develop', () => {
  const post = { blur: 0, noise: 0, jpegQuality: 100, seed: 4 };
  const grey = (): Float32Array => new Float32Array(32 * 32 * 3).fill(0.2);

  it('adds noise of the asked standard deviation', () => {
    const noisy = develop(grey(), grey(), 32, 32, { ...post, noise: 0.04 });
    const mean = noisy.reduce((a, b) => a + b, 0) / noisy.length;
    const deviation = Math.sqrt(noisy.reduce((a, b) => a + (b - mean) ** 2, 0) / noisy.length) / 255;
    expect(deviation).toBeGreaterThan(0.035);
    expect(deviation).toBeLessThan(0.045);
    expect(Math.abs(mean / 255 - srgbEncode(0.2))).toBeLessThan(0.003);
  });

  it('blurs without changing the mean', () => {
    const dot = new Float32Array(32 * 32 * 3);
    dot.fill(0.5, 3 * (16 * 32 + 16), 3 * (16 * 32 + 16) + 3);
    const blurred = develop(dot, grey(), 32, 32, { ...post, blur: 1.5 / 32 });
    expect(blurred[3 * (16 * 32 + 16)]!).toBeLessThan(100);
    expect(blurred[3 * (16 * 32 + 18)]!).toBeGreaterThan(5);
  });
});

describe('diffuseUnderSkin', () => {
  it('keeps even light even, spreads red farther than blue and does not cross a depth step', () => {
    const n = 40, pixels = n * n;
    const make = (irradiance: (x: number) => number, depth: (x: number) => number) => {
      const planes = { irradiance: new Float32Array(3 * pixels), coverage: new Float32Array(pixels).fill(1), depthCm: new Float32Array(pixels), scratch: new Float32Array(3 * pixels) };
      for (let y = 0, at = 0; y < n; y++) {
        for (let x = 0; x < n; x++, at++) {
          planes.irradiance.fill(irradiance(x), 3 * at, 3 * at + 3);
          planes.depthCm[at] = depth(x);
        }
      }
      diffuseUnderSkin(planes, n, n, 12, 1);
      return (x: number, c: number): number => planes.irradiance[3 * (20 * n + x) + c]!;
    };
    const even = make(() => 0.6, () => 50);
    for (const x of [0, 20, 39]) for (const c of [0, 1, 2]) expect(even(x, c)).toBeCloseTo(0.6, 5);
    const edge = make((x) => (x < 20 ? 1 : 0), () => 50);
    expect(edge(22, 0)).toBeGreaterThan(edge(22, 1));
    expect(edge(22, 1)).toBeGreaterThan(edge(22, 2));
    const step = make((x) => (x < 20 ? 1 : 0), (x) => (x < 20 ? 50 : 55));
    expect(step(20, 0)).toBe(0);
  });
});
