import { expect, it } from 'vitest';
import type { MeshValue } from '../../../runtime/values';
import { distanceColours, mismatchOf, vertexDistances } from './distance';

const mesh = (positions: readonly number[], triangles: readonly number[] = [0, 1, 2], frame: MeshValue['frame'] = 'head'): MeshValue => ({ kind: 'mesh', positions: Float32Array.from(positions), triangles: Uint32Array.from(triangles), units: 'cm', frame });

it('measures each vertex in centimetres', () => {
  const found = vertexDistances(mesh([0, 0, 0, 1, 0, 0, 0, 1, 0]), mesh([0, 0, 0, 1, 3, 4, 0, 1, 1]));
  expect([...found.cm]).toEqual([0, 5, 1]);
  expect(found.maxCm).toBe(5);
  expect(found.meanCm).toBe(2);
  expect(found.rmsCm).toBeCloseTo(Math.sqrt(26 / 3), 6);
});

it('says why two meshes cannot be compared', () => {
  const own = mesh([0, 0, 0, 1, 0, 0, 0, 1, 0]);
  expect(mismatchOf(own, own)).toBeUndefined();
  expect(mismatchOf(own, mesh([0, 0, 0]))).toBe('vertices');
  expect(mismatchOf(own, mesh([0, 0, 0, 1, 0, 0, 0, 1, 0], [0, 2, 1]))).toBe('triangles');
  expect(mismatchOf(own, mesh([0, 0, 0, 1, 0, 0, 0, 1, 0], [0, 1, 2], 'camera'))).toBe('frame');
});

it('colours from the first to the last entry of a table, in linear light', () => {
  const table = new Uint8ClampedArray(1024);
  table.set([255, 0, 0, 255], 0);
  table.set([0, 188, 0, 255], 255 * 4);
  const colours = distanceColours(Float32Array.of(0, 2, 9), 2, table);
  expect([...colours.subarray(0, 3)]).toEqual([1, 0, 0]);
  expect(colours[4]).toBeCloseTo(0.503, 2);
  expect([...colours.subarray(6)]).toEqual([...colours.subarray(3, 6)]);
});
