import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseFaceModel } from './load';

const bytes = new Uint8Array(readFileSync(new URL('../../../public/models/face-model.bin', import.meta.url)));

describe('parseFaceModel', () => {
  it('reads the built model within its size and time', () => {
    expect(bytes.length).toBeLessThan(2_500_000);
    parseFaceModel(bytes);
    // The best of five: the bound is the program's, not that of a machine busy with other tests.
    const times = Array.from({ length: 5 }, () => {
      const started = performance.now();
      parseFaceModel(bytes);
      return performance.now() - started;
    });
    expect(Math.min(...times)).toBeLessThan(150);
  });

  it('gives arrays of the promised sizes, all finite and in range', () => {
    const model = parseFaceModel(bytes);
    const n = model.vertexCount;
    expect(n).toBeGreaterThan(4000);
    expect(n).toBeLessThan(8000);
    expect(model.identityModes.length).toBeGreaterThanOrEqual(40);
    expect(model.expressionModes.length).toBeGreaterThanOrEqual(24);
    expect([model.mean.length, model.canonical.length, model.uv.length, model.ambientOcclusion.length]).toEqual([3 * n, 2 * n, 2 * n, n]);
    for (const column of [model.mean, ...model.identityBasis, ...model.expressionBasis]) expect(column.every(Number.isFinite)).toBe(true);
    expect(model.uv.every((value) => value >= 0 && value <= 1)).toBe(true);
    expect(model.triangles.every((v) => v < n)).toBe(true);
    expect(new Set(model.landmarks68).size).toBe(68);
    const names = [...model.identityModes, ...model.expressionModes].map((mode) => mode.name);
    expect(new Set(names).size).toBe(names.length);
  });

  it('also reads a Node Buffer, whose slices share memory', () => {
    expect(parseFaceModel(Buffer.from(bytes)).mean).toEqual(parseFaceModel(bytes).mean);
  });

  it('also reads from the middle of a larger buffer', () => {
    const larger = new Uint8Array(bytes.length + 7);
    larger.set(bytes, 3);
    expect(parseFaceModel(larger.subarray(3, 3 + bytes.length)).vertexCount).toBe(parseFaceModel(bytes).vertexCount);
  });

  it('says that a shortened file is cut short or no model', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: bytes.length - 1 }), (length) => {
      expect(() => parseFaceModel(bytes.subarray(0, length))).toThrow(/cut short|does not begin/);
    }), { numRuns: 40 });
  });

  it('refuses a file with any byte altered', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: bytes.length - 1 }), fc.integer({ min: 1, max: 255 }), (at, flip) => {
      const altered = bytes.slice();
      altered[at] = altered[at]! ^ flip;
      expect(() => parseFaceModel(altered)).toThrow(/damaged|does not begin|format version|cut short|too long/);
    }), { numRuns: 40 });
  });

  it('names both versions when the format is another', () => {
    const other = bytes.slice();
    other[4] = 9;
    expect(() => parseFaceModel(other)).toThrow('format version 9, but this program reads version 1');
  });
});
