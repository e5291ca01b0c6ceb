import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseStrokes, strokeOf } from './strokes';

describe('strokes', () => {
  it('are read back as they were made, and stay near the hand', () => {
    const way = fc.array(fc.tuple(fc.double({ min: 0, max: 640, noNaN: true }), fc.double({ min: 0, max: 480, noNaN: true })), { minLength: 1, maxLength: 60 });
    fc.assert(fc.property(way, fc.double({ min: 0.5, max: 10, noNaN: true }), fc.boolean(), (points, radiusPercent, erase) => {
      const stroke = strokeOf(points, { width: 640, height: 480 }, radiusPercent, erase);
      expect(parseStrokes(JSON.parse(JSON.stringify([stroke])) as never)).toEqual([stroke]);
      const corners = Array.from({ length: stroke.path.length / 2 }, (_, i) => [stroke.path[2 * i]! * 640 / 10_000, stroke.path[2 * i + 1]! * 480 / 10_000] as const);
      for (const [x, y] of points) {
        const away = Math.min(...corners.map(([ax, ay], i) => {
          const [bx, by] = corners[Math.min(corners.length - 1, i + 1)]!;
          const length2 = (bx - ax) ** 2 + (by - ay) ** 2, along = length2 === 0 ? 0 : Math.min(1, Math.max(0, ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / length2));
          return Math.hypot(x - ax - along * (bx - ax), y - ay - along * (by - ay));
        }));
        expect(away).toBeLessThanOrEqual(radiusPercent / 500 * 480 + 0.11);
      }
    }));
  });

  it('take little room: a long straight stroke is two points', () => {
    const line = Array.from({ length: 500 }, (_, i) => [10 + i, 20 + i / 2] as const);
    expect(strokeOf(line, { width: 1000, height: 1000 }, 3, false)).toEqual({ erase: false, radiusPercent: 3, path: [100, 200, 5090, 2695] });
  });

  it('that are none are refused', () => {
    for (const bad of [null, {}, [1], [{}], [{ radiusPercent: 0, path: [1, 2] }], [{ radiusPercent: 2, path: [1] }], [{ radiusPercent: 2, path: [1, 1e9] }], [{ radiusPercent: 2, path: [0.5, 1] }], [{ radiusPercent: 2, path: ['<b>', 1] }], Array.from({ length: 2001 }, () => ({ radiusPercent: 2, path: [1, 1] }))]) {
      expect(parseStrokes(bad as never)).toBeUndefined();
    }
    fc.assert(fc.property(fc.jsonValue(), (value) => { expect(() => parseStrokes(value as never)).not.toThrow(); }));
  });
});
