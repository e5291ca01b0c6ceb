import { expect, it } from 'vitest';
import type { MeshValue } from '../../../runtime/values';
import { boundsOf } from '../../viewers/mesh/bounds';
import { distanceCounts, distanceScaleMm, distancesToReference } from './mesh-distances';

const mesh = (positions: readonly number[], frame: MeshValue['frame'] = 'head'): MeshValue => ({ kind: 'mesh', positions: Float32Array.from(positions), triangles: Uint32Array.of(0, 1, 2), units: 'cm', frame });
const BASE = mesh([0, 0, 0, 1, 0, 0, 0, 1, 0]), NEAR = mesh([0, 0, 0, 1, 0, 0.25, 0, 1, 0]), FAR = mesh([0, 0, 0, 1, 0, 0, 0, 1, 0.5]);

it('measures every lane to the reference, on one scale in millimetres', () => {
  const found = distancesToReference([NEAR, BASE, FAR, undefined], 1);
  expect(found.map((one) => (typeof one === 'object' ? [...one.cm] : one))).toEqual([[0, 0.25, 0], undefined, [0, 0, 0.5], undefined]);
  expect(distanceScaleMm(found)).toEqual([0, 5]);
  const odd = distancesToReference([BASE, mesh([0, 0, 0.1, 1, 0, 0.3, 0, 1, 0.7])], 0);
  expect(distanceCounts(odd, distanceScaleMm(odd))[129]).toBe(0);
  const counts = distanceCounts(found, [0, 5]);
  // Four vertices stand still; 2.5 mm is the middle of the scale, 5 mm its end.
  expect([counts[0], counts[64], counts[127], counts.reduce((sum, count) => sum + count, 0)]).toEqual([4, 1, 1, 6]);
});

it('says why where it cannot measure, and has a scale where nothing differs', () => {
  const found = distancesToReference([BASE, mesh([0, 0, 0]), mesh([...BASE.positions], 'camera'), BASE], 0);
  expect(found).toEqual([undefined, 'vertices', 'frame', expect.objectContaining({ maxCm: 0 })]);
  expect(distanceScaleMm(found)).toEqual([0, 1]);
  expect(distanceScaleMm([])).toEqual([0, 1]);
});

it('frames all lanes by one sphere, as their scenes turn them', () => {
  expect(boundsOf([mesh([-1, 0, 0, 1, 0, 0]), mesh([0, -2, 0, 0, 2, 4])])).toEqual({ center: [0, 0, 2], radius: 3 });
  expect(boundsOf([mesh([0, 1, 60, 2, 1, 60], 'camera')])).toEqual({ center: [1, -1, -60], radius: 1 });
  expect(boundsOf([])).toBeUndefined();
});
