import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Point, Similarity } from './similarity';
import { applySimilarity, composeSimilarities, describeSimilarity, inverseSimilarity, similarityBetween, similarityMatrix, similarityResidual } from './similarity';
import { ALIGNMENT_TEMPLATES, cropTransform, fivePointsOf68, TEMPLATE_NAMES, templatePoints } from './templates';

const double = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const similarities = fc.record({ scale: double(0.05, 20), angle: double(-3.1, 3.1), tx: double(-500, 500), ty: double(-500, 500) })
  .map(({ scale, angle, tx, ty }): Similarity => ({ a: scale * Math.cos(angle), b: scale * Math.sin(angle), tx, ty }));
const points = fc.array(fc.record({ x: double(-300, 300), y: double(-300, 300) }), { minLength: 3, maxLength: 20 })
  .filter((list) => list.some((point) => Math.hypot(point.x - list[0]!.x, point.y - list[0]!.y) > 1));

function expectClose(actual: Similarity, wanted: Similarity, digits = 6): void {
  for (const key of ['a', 'b', 'tx', 'ty'] as const) expect(actual[key]).toBeCloseTo(wanted[key], digits);
}

describe('similarityBetween', () => {
  it('recovers any similarity from exact points', () => {
    fc.assert(fc.property(similarities, points, (similarity, from) => {
      const to = from.map((point) => applySimilarity(similarity, point));
      const found = similarityBetween(from, to);
      expectClose(found, similarity, 5);
      expect(similarityResidual(found, from, to)).toBeLessThan(1e-6);
    }));
  });

  it('is the least-squares optimum: no small change is better', () => {
    fc.assert(fc.property(points, fc.array(fc.record({ x: double(-300, 300), y: double(-300, 300) }), { minLength: 20, maxLength: 20 }), (from, noise) => {
      const to = from.map((_, i) => noise[i]!);
      const best = similarityBetween(from, to);
      const error = similarityResidual(best, from, to);
      for (const step of [1e-3, -1e-3]) {
        for (const key of ['a', 'b', 'tx', 'ty'] as const) expect(similarityResidual({ ...best, [key]: best[key] + step }, from, to)).toBeGreaterThanOrEqual(error - 1e-9);
      }
    }));
  });

  it('refuses a reflection: mirrored points get the best turn, with a residual', () => {
    fc.assert(fc.property(similarities, points, (similarity, from) => {
      const mirrored = from.map((point) => applySimilarity(similarity, { x: -point.x, y: point.y }));
      const matrix = similarityMatrix(similarityBetween(from, mirrored));
      expect(matrix[0] * matrix[4] - matrix[1] * matrix[3]).toBeGreaterThanOrEqual(0);
    }));
    const triangle: Point[] = [{ x: 0, y: 0 }, { x: 10, y: 0 }, { x: 0, y: 5 }];
    expect(similarityResidual(similarityBetween(triangle, triangle.map(({ x, y }) => ({ x: -x, y }))), triangle, triangle.map(({ x, y }) => ({ x: -x, y })))).toBeGreaterThan(2);
  });

  it('ignores points of weight 0', () => {
    const from: Point[] = [{ x: 0, y: 0 }, { x: 1, y: 0 }, { x: 5, y: 9 }];
    const to: Point[] = [{ x: 2, y: 2 }, { x: 2, y: 4 }, { x: -99, y: 99 }];
    expectClose(similarityBetween(from, to, [1, 1, 0]), { a: 0, b: 2, tx: 2, ty: 2 });
  });

  it('says what is wrong with its points', () => {
    const same: Point[] = [{ x: 3, y: 4 }, { x: 3, y: 4 }];
    expect(() => similarityBetween(same, same)).toThrow('two points that differ');
    expect(() => similarityBetween(same, same.slice(1))).toThrow('2 and 1');
    expect(() => similarityBetween([], [])).toThrow('at least two points');
  });
});

describe('the group of similarities', () => {
  it('inverts and composes', () => {
    fc.assert(fc.property(similarities, similarities, double(-100, 100), double(-100, 100), (first, then, x, y) => {
      const both = applySimilarity(composeSimilarities(first, then), { x, y });
      const steps = applySimilarity(then, applySimilarity(first, { x, y }));
      expect(both.x).toBeCloseTo(steps.x, 5);
      expect(both.y).toBeCloseTo(steps.y, 5);
      expectClose(composeSimilarities(first, inverseSimilarity(first)), { a: 1, b: 0, tx: 0, ty: 0 }, 5);
    }));
    expect(() => inverseSimilarity({ a: 0, b: 0, tx: 1, ty: 1 })).toThrow(RangeError);
  });

  it('describes a quarter turn clockwise at double size', () => {
    const { scale, angleDeg } = describeSimilarity({ a: 0, b: 2, tx: 0, ty: 0 });
    expect(scale).toBeCloseTo(2);
    expect(angleDeg).toBeCloseTo(90);
  });
});

describe('alignment templates', () => {
  it('puts the points on the template', () => {
    for (const name of TEMPLATE_NAMES) {
      const wanted = templatePoints(name, 256);
      const points = wanted.map((point) => applySimilarity({ a: 0.6, b: 0.3, tx: 40, ty: -7 }, point)) as unknown as typeof wanted;
      expect(similarityResidual(cropTransform(points, name, 256), points, wanted)).toBeLessThan(1e-9);
    }
  });

  it('keeps the published relations: 128 is v2 moved 8 px to the right, mtcnn is v2 shrunk to 0.85', () => {
    const v2 = templatePoints('arcface_112_v2', 112);
    templatePoints('arcface_128', 128).forEach((point, i) => {
      expect(point.x).toBeCloseTo(v2[i]!.x + 8, 2);
      expect(point.y).toBeCloseTo(v2[i]!.y, 2);
    });
    ALIGNMENT_TEMPLATES.mtcnn_512.forEach((point, i) => {
      expect(point.x).toBeCloseTo(0.5 + 0.85 * (ALIGNMENT_TEMPLATES.arcface_112_v2[i]!.x - 0.5), 2);
      expect(point.y).toBeCloseTo(0.5 + 0.85 * (ALIGNMENT_TEMPLATES.arcface_112_v2[i]!.y - 0.5), 2);
    });
  });

  it('takes the five points of 68', () => {
    const points = Array.from({ length: 68 }, (_, i) => ({ x: i, y: 2 * i }));
    expect(fivePointsOf68(points)).toEqual([{ x: 38.5, y: 77 }, { x: 44.5, y: 89 }, points[30], points[48], points[54]]);
    expect(() => fivePointsOf68([])).toThrow('but got 0');
  });
});
