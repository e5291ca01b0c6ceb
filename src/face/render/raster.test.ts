import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { clearVisibility, rasterise, type ScreenVertices, type VisibilityBuffer } from './raster';

function buffer(width: number, height: number): VisibilityBuffer & { readonly triangle: Int32Array } {
  const made = { width, height, nearness: new Float32Array(width * height), triangle: new Int32Array(width * height) };
  clearVisibility(made);
  return made;
}

const vertices = (points: readonly (readonly [x: number, y: number, nearness: number])[]): ScreenVertices => ({
  x: Float32Array.from(points, (p) => p[0]), y: Float32Array.from(points, (p) => p[1]), nearness: Float32Array.from(points, (p) => p[2]),
});

describe('rasterise', () => {
  it('covers exactly the sample centres inside a triangle, worked by hand', () => {
    const target = buffer(4, 4);
    // Right angle at the top left, legs of 4: samples with x + y < 4 are inside, those on the long side too.
    rasterise(target, vertices([[0, 0, 1], [0, 4, 1], [4, 0, 1]]), Uint32Array.of(0, 1, 2), 0, 1, { faces: 'front' });
    expect(Array.from(target.triangle, (t) => (t === 0 ? 1 : 0))).toEqual([1, 1, 1, 1, 1, 1, 1, 0, 1, 1, 0, 0, 1, 0, 0, 0]);
  });

  it('drops clockwise triangles unless both faces are asked for', () => {
    const corners = vertices([[0, 0, 1], [4, 0, 1], [0, 4, 1]]);
    const target = buffer(4, 4);
    rasterise(target, corners, Uint32Array.of(0, 1, 2), 0, 1, { faces: 'front' });
    expect(target.triangle.every((t) => t === -1)).toBe(true);
    rasterise(target, corners, Uint32Array.of(0, 1, 2), 0, 1, { faces: 'both' });
    expect(target.triangle.some((t) => t === 0)).toBe(true);
  });

  it('leaves no hole in a fan of triangles, whatever its middle', () => {
    fc.assert(fc.property(fc.float({ min: 1, max: 15, noNaN: true }), fc.float({ min: 1, max: 15, noNaN: true }), (x, y) => {
      const target = buffer(16, 16);
      const corners = vertices([[0, 0, 1], [16, 0, 1], [16, 16, 1], [0, 16, 1], [x, y, 1]]);
      rasterise(target, corners, Uint32Array.of(0, 1, 4, 1, 2, 4, 2, 3, 4, 3, 0, 4), 0, 4, { faces: 'both' });
      expect(target.triangle.every((t) => t >= 0)).toBe(true);
    }));
  });

  it('covers what the three weights of each sample say, also in wide slivers', () => {
    const place = fc.integer({ min: -30, max: 110 }).map((half) => half / 2);
    const corner = fc.tuple(place, place);
    fc.assert(fc.property(corner, corner, corner, fc.boolean(), ([ax, ay], [bx, by], [px, py], sliver) => {
      const [cx, cy] = sliver ? [bx + 0.5, by] : [px, py];
      const target = buffer(40, 40);
      rasterise(target, vertices([[ax, ay, 1], [bx, by, 1], [cx, cy, 1]]), Uint32Array.of(0, 1, 2), 0, 1, { faces: 'both' });
      const area = (cx - ax) * (by - ay) - (bx - ax) * (cy - ay);
      const wrong: number[] = [];
      for (let i = 0; i < 1600; i++) {
        const x = (i % 40) + 0.5 - ax, y = Math.floor(i / 40) + 0.5 - ay;
        const b = ((ay - cy) * x + (cx - ax) * y) / area, c = ((by - ay) * x + (ax - bx) * y) / area;
        const least = Math.min(b, c, 1 - b - c);
        // On an edge rounding decides.
        if ((area === 0 || Math.abs(least) > 1e-9) && (target.triangle[i] === 0) !== least > 0) wrong.push(i);
      }
      expect(wrong).toEqual([]);
    }), { numRuns: 300 });
  });

  it('shows the nearer of two surfaces in either order', () => {
    const corners = vertices([[0, 0, 1], [0, 9, 1], [9, 0, 1], [0, 0, 2], [0, 9, 2], [9, 0, 2]]);
    for (const index of [Uint32Array.of(0, 1, 2, 3, 4, 5), Uint32Array.of(3, 4, 5, 0, 1, 2)]) {
      const target = buffer(4, 4);
      rasterise(target, corners, index, 0, 2, { faces: 'both' });
      expect(target.nearness.every((n) => n === 2)).toBe(true);
    }
  });

  it('lets a half-transparent surface cover about half of the samples', () => {
    const target = buffer(64, 64);
    const corners = vertices([[-200, -200, 1], [-200, 400, 1], [400, -200, 1]]);
    rasterise(target, corners, Uint32Array.of(0, 1, 2), 0, 1, { faces: 'both', alpha: Float32Array.of(0.5, 0.5, 0.5) });
    const share = target.triangle.reduce((sum, t) => sum + (t >= 0 ? 1 : 0), 0) / 4096;
    expect(share).toBeGreaterThan(0.4);
    expect(share).toBeLessThan(0.65);
  });

  it('ignores triangles behind the camera', () => {
    const target = buffer(4, 4);
    rasterise(target, vertices([[NaN, NaN, NaN], [0, 4, 1], [4, 0, 1]]), Uint32Array.of(0, 1, 2), 0, 1, { faces: 'both' });
    expect(target.triangle.every((t) => t === -1)).toBe(true);
  });
});
