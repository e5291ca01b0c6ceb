import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applySimilarity, inverseSimilarity, type Point, type Similarity } from '../../face/align/similarity';
import { boxOfPoints, CELL_PX, CROP_PX, cropOfCandidate, cropOfPoints, decodeFaces, DETECTOR_PX, faceOfPoints, letterbox, parts, pointsInPicture, withoutNested } from './own-geometry';

const side = fc.integer({ min: 40, max: 4000 });
const CELLS = (DETECTOR_PX / CELL_PX) ** 2;

/** 68 points of a schematic face, turned and scaled about a place. */
function schematic(centre: Point, sizePx: number, rollRad: number): readonly Point[] {
  const at: Similarity = { a: sizePx * Math.cos(rollRad), b: sizePx * Math.sin(rollRad), tx: centre.x, ty: centre.y };
  const ring = (count: number, x: number, y: number, r: number): Point[] => Array.from({ length: count }, (_, i) => ({ x: x + r * Math.cos(i / count * 2 * Math.PI), y: y + r * Math.sin(i / count * 2 * Math.PI) }));
  const jaw = Array.from({ length: 17 }, (_, i) => ({ x: -0.4 * Math.cos(i / 16 * Math.PI), y: 0.45 * Math.sin(i / 16 * Math.PI) }));
  const brows = Array.from({ length: 10 }, (_, i) => ({ x: -0.3 + i / 15, y: -0.25 }));
  return [...jaw, ...brows, ...ring(9, 0, 0.05, 0.06), ...ring(6, -0.17, -0.15, 0.05), ...ring(6, 0.17, -0.15, 0.05), ...ring(12, 0, 0.25, 0.12).map((_, i, all) => all[(i + 6) % 12]!), ...ring(8, 0, 0.25, 0.06)].map((point) => applySimilarity(at, point));
}
const faces = fc.record({ x: fc.double({ min: 20, max: 900, noNaN: true }), y: fc.double({ min: 20, max: 900, noNaN: true }), size: fc.double({ min: 12, max: 600, noNaN: true }), roll: fc.double({ min: -1, max: 1, noNaN: true }) });

describe('the letterbox', () => {
  it('puts any region into the middle of the square, edge on edge', () => {
    fc.assert(fc.property(side, side, fc.integer({ min: 0, max: 500 }), fc.integer({ min: 0, max: 500 }), (width, height, left, top) => {
      const to = letterbox({ left, top, width, height });
      const first = applySimilarity(to, { x: left, y: top }), last = applySimilarity(to, { x: left + width, y: top + height });
      expect(first.x + last.x).toBeCloseTo(DETECTOR_PX, 6);
      expect(first.y + last.y).toBeCloseTo(DETECTOR_PX, 6);
      expect(Math.max(last.x - first.x, last.y - first.y)).toBeCloseTo(DETECTOR_PX, 6);
    }));
  });

  it('looks again at parts that cover the picture', () => {
    fc.assert(fc.property(side, side, fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true }), (width, height, u, v) => {
      expect(parts(width, height).some(({ left, top, width: w, height: h }) => u * width >= left && u * width <= left + w + 1e-9 && v * height >= top && v * height <= top + h + 1e-9)).toBe(true);
    }));
  });
});

describe('decoding', () => {
  it('gives back the face that was written into a cell, in the picture’s pixels', () => {
    fc.assert(fc.property(side, side, faces, fc.integer({ min: 0, max: CELLS - 1 }), (width, height, { x, y, size, roll }, cell) => {
      const points = schematic({ x, y }, size, roll), truth = faceOfPoints(points, new Float32Array(68), 0.8), to = letterbox({ left: 0, top: 0, width, height });
      const maps = { score: new Float32Array(CELLS), box: new Float32Array(4 * CELLS), points: new Float32Array(10 * CELLS) };
      const column = cell % (DETECTOR_PX / CELL_PX), row = Math.floor(cell / (DETECTOR_PX / CELL_PX));
      const write = (of: Float32Array, plane: number, point: Point): void => {
        const { x: px, y: py } = applySimilarity(to, point);
        of[plane * CELLS + cell] = (px - (column + 0.5) * CELL_PX) / 32;
        of[(plane + 1) * CELLS + cell] = (py - (row + 0.5) * CELL_PX) / 32;
      };
      const [left, top, w, h] = truth.box;
      maps.score[cell] = 0.8;
      write(maps.box, 0, { x: left + w / 2, y: top + h / 2 });
      maps.box[2 * CELLS + cell] = Math.log(w * to.a / 32);
      maps.box[3 * CELLS + cell] = Math.log(h * to.a / 32);
      for (let k = 0; k < 5; k++) write(maps.points, 2 * k, { x: truth.points5[2 * k]!, y: truth.points5[2 * k + 1]! });
      const [found, ...others] = decodeFaces(maps, to, 0.5);
      expect(others).toEqual([]);
      const near = Math.max(width, height, x, y, size) * 1e-4;
      truth.box.forEach((value, k) => { expect(Math.abs(found!.box[k]! - value)).toBeLessThan(near); });
      truth.points5.forEach((value, k) => { expect(Math.abs(found!.points5[k]! - value)).toBeLessThan(near); });
      expect(decodeFaces(maps, to, 0.9)).toEqual([]);
    }));
  });

  it('leaves out what is not a number', () => {
    const maps = { score: new Float32Array(CELLS).fill(0.9), box: new Float32Array(4 * CELLS).fill(NaN), points: new Float32Array(10 * CELLS) };
    expect(decodeFaces(maps, letterbox({ left: 0, top: 0, width: 10, height: 10 }), 0.5)).toEqual([]);
  });
});

describe('faces on one another', () => {
  const face = (x: number, y: number, side: number, score: number) => ({ box: [x, y, side, side] as const, score });
  it('leave the best: not a nose within a face, but a neighbour that is touched', () => {
    const [whole, nose, neighbour, twin] = [face(0, 0, 100, 0.8), face(40, 40, 20, 0.7), face(80, 0, 100, 0.75), face(4, 2, 96, 0.9)];
    expect(withoutNested([whole, nose, neighbour, twin])).toEqual([twin, neighbour]);
    expect(withoutNested([face(0, 0, 0, 0.9), neighbour])).toHaveLength(2);
  });
});

describe('the crop of the landmarks', () => {
  it('has the face’s box in its middle, two thirds of its side, and the eyes level', () => {
    fc.assert(fc.property(faces, ({ x, y, size, roll }) => {
      const points = schematic({ x, y }, size, roll), to = cropOfPoints(points), inside = points.map((point) => applySimilarity(to, point));
      const [left, top, width, height] = boxOfPoints(inside);
      expect(left + width / 2).toBeCloseTo(CROP_PX / 2, 4);
      expect(top + height / 2).toBeCloseTo(CROP_PX / 2, 4);
      expect(Math.max(width, height)).toBeCloseTo(CROP_PX / 1.5, 4);
      const eye = (first: number): number => inside.slice(first, first + 6).reduce((sum, point) => sum + point.y / 6, 0);
      expect(eye(36)).toBeCloseTo(eye(42), 4);
      // A level face is cut the same way from a detector's box and five points as from the points themselves.
      const level = faceOfPoints(schematic({ x, y }, size, 0), new Float32Array(68), 1), fromBox = cropOfCandidate(level), fromPoints = cropOfPoints(schematic({ x, y }, size, 0));
      (['a', 'b', 'tx', 'ty'] as const).forEach((part) => { expect(Math.abs(fromBox[part] - fromPoints[part])).toBeLessThan(1e-2); });
    }));
  });

  it('brings points back to where they were', () => {
    fc.assert(fc.property(faces, faces, (face, other) => {
      const points = schematic(face, face.size, face.roll), to = cropOfPoints(schematic(other, other.size, other.roll));
      const fractions = Float32Array.from(points.flatMap((point) => { const { x, y } = applySimilarity(to, point); return [x / CROP_PX, y / CROP_PX]; }));
      const scale = Math.hypot(to.a, to.b), error = (Math.max(...fractions.map(Math.abs)) + 1) * 1e-6 * CROP_PX / scale;
      pointsInPicture(fractions, to).forEach((point, i) => { expect(Math.hypot(point.x - points[i]!.x, point.y - points[i]!.y)).toBeLessThan(error); });
      const middle = applySimilarity(inverseSimilarity(to), { x: CROP_PX / 2, y: CROP_PX / 2 });
      expect(pointsInPicture(Float32Array.of(0.5, 0.5), to)[0]!.x).toBeCloseTo(middle.x, 3);
    }));
  });

  it('tells which points are seen', () => {
    const face = faceOfPoints(schematic({ x: 50, y: 50 }, 40, 0), Float32Array.from({ length: 68 }, (_, i) => (i < 17 ? 0.2 : 0.9)), 0.7);
    expect(face.dense!.scheme).toBe('68');
    expect([face.dense!.visible![0], face.dense!.visible![16], face.dense!.visible![17]]).toEqual([0, 0, 1]);
    expect(face.points5[4]).toBeCloseTo(face.dense!.points[60]!, 6);
  });
});
