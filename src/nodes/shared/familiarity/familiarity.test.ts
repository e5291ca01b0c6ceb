import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../face/random';
import { fitSpread } from '../../commands/learn-pictures/fit';
import { symmetricEigen } from '../../commands/learn-pictures/eigen';
import { NETWORKS_SPOKEN_FOR } from '../../commands/learn-pictures';
import { parseManifest } from '../../../runtime/onnx/manifest';
import { cpuTensor } from '../../../runtime/tensor';
import { patternTensor } from '../kernel-samples';
import { testCrop } from '../swap-blocks/test-blocks';
import { testContext } from '../test-context';
import { FEATURE_COUNTS, pictureFeatures } from './picture-features';
import { remarkFar } from './remark';
import { distanceFrom, distanceIn, parseTrainingPictures, shareNearer } from './training-pictures';

const file = new URL('../../../../public/models/training-pictures.json', import.meta.url);
const known = parseTrainingPictures(readFileSync(file, 'utf8'));

describe('features of a picture', () => {
  it('have their counts, and tell colours, textures and layouts apart', () => {
    const plain = pictureFeatures(cpuTensor([3, 32, 32], new Float32Array(3072).fill(0.5)).data, 32), noise = pictureFeatures(patternTensor([3, 32, 32], 5).data, 32);
    expect([plain.texture.length, plain.layout.length]).toEqual([FEATURE_COUNTS.texture, FEATURE_COUNTS.layout]);
    expect([...plain.texture, ...plain.layout, ...noise.texture, ...noise.layout].every(Number.isFinite)).toBe(true);
    expect(plain.texture[0]).toBeCloseTo(0.5, 5);
    // Detail of the finest size: none in a plain picture, much in noise.
    expect(noise.texture[15]! - plain.texture[15]!).toBeGreaterThan(3);
    expect(Math.max(...plain.layout.subarray(0, 256)) - Math.min(...plain.layout.subarray(0, 256))).toBeLessThan(1e-6);
    const lit = new Float32Array(3072).fill(0.2);
    for (let c = 0; c < 3; c++) for (let y = 0; y < 16; y++) for (let x = 0; x < 32; x++) lit[c * 1024 + y * 32 + x] = 0.9;
    const { layout } = pictureFeatures(lit, 32);
    expect([layout[0]!, layout[255]!].map((value) => value.toFixed(3))).toEqual(['0.900', '0.200']);
  });

  it('are not taken of other sides', () => expect(() => pictureFeatures(new Float32Array(3 * 30 * 30), 30)).toThrow(/divides by 32/));
});

describe('a fitted distribution', () => {
  it('has the eigenvectors of its covariance', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 9 }), fc.integer(), (side, seed) => {
      const random = createRandom(seed), matrix = new Float64Array(side * side);
      for (let i = 0; i < side; i++) for (let j = 0; j <= i; j++) matrix[i * side + j] = matrix[j * side + i] = random.normal();
      const { values, vectors } = symmetricEigen(matrix, side);
      vectors.forEach((vector, k) => {
        for (let i = 0; i < side; i++) expect(vector.reduce((sum, value, j) => sum + matrix[i * side + j]! * value, 0)).toBeCloseTo(values[k]! * vector[i]!, 7);
        if (k > 0) expect(values[k]!).toBeLessThanOrEqual(values[k - 1]!);
      });
    }), { numRuns: 30 });
  });

  it.each([3, 2])('gives its own rows a distance of 1 in the mean, with %i directions, and a far point a large one', (directions) => {
    const random = createRandom(3), rows = Array.from({ length: 2000 }, () => { const a = random.normal(), b = random.normal(); return Float64Array.of(5 + 2 * a, a + 0.3 * b, 100 - 10 * random.normal()); });
    const spread = fitSpread(rows, directions);
    expect(rows.reduce((sum, row) => sum + distanceIn(spread, row) ** 2, 0) / rows.length).toBeCloseTo(1, 1);
    // On the line that the first two follow nothing is unusual; off it the same numbers are.
    expect(distanceIn(spread, Float64Array.of(7, 1, 100))).toBeLessThan(1);
    expect(distanceIn(spread, Float64Array.of(7, -1, 100))).toBeGreaterThan(3);
  });
});

describe('the shipped figures', () => {
  it('were measured of the pictures that the shipped networks learnt from', () => {
    const manifest = parseManifest(readFileSync(new URL('../../../../public/models/manifest.json', import.meta.url), 'utf8'));
    const shipped = Object.fromEntries(NETWORKS_SPOKEN_FOR.map((name) => [name, manifest.get(name)?.sha256]));
    expect(known.networks, 'after new networks run: npm run --silent swapgraph -- learn-pictures --data GRID').toEqual(shipped);
    expect(known.percentiles).toEqual([...known.percentiles].sort((a, b) => a - b));
    expect(known.percentiles[50]).toBeGreaterThan(0.7);
    expect(known.percentiles[99]! / known.percentiles[50]!).toBeGreaterThan(1.2);
  });

  it('put noise and a plain picture further out than 99 of 100 training pictures, by a third', () => {
    for (const picture of [patternTensor([3, 128, 128], 9).data, new Float32Array(3 * 128 * 128).fill(0.5)]) {
      const distance = distanceFrom(known, pictureFeatures(picture, 128));
      expect(distance).toBeGreaterThan(1.3 * known.percentiles[99]!);
      expect(shareNearer(known, distance)).toBeGreaterThanOrEqual(0.99);
    }
  });

  it('are refused in words when damaged', () => expect(() => parseTrainingPictures('{"percentiles": []}')).toThrow(/cannot be read.*learn-pictures/));
});

describe('the remark', () => {
  it('names the distance and the usual one, for the crop that networks take', async () => {
    const context = testContext();
    await remarkFar(context, testCrop());
    expect(context.warnings.map(({ en }) => en).join()).toMatch(new RegExp(`lies at \\d+\\.\\d .* 99 % of those lie below ${known.percentiles[99]!.toFixed(1)}`));
  });

  it('says nothing of crops it has no measure for', async () => {
    const context = testContext();
    await remarkFar(context, testCrop(0, 'arcface_112_v2', 112));
    expect(context.warnings).toEqual([]);
  });
});
