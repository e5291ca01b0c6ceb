import { expect, it } from 'vitest';
import type { MeshValue } from '../../../runtime/values';
import { translator } from '../../i18n';
import { distanceCounts, distancesToReference } from './mesh-distances';
import { meshFigure, type MeshesShown } from './mesh-figure';

const mesh = (...positions: readonly number[]): MeshValue => ({ kind: 'mesh', positions: Float32Array.from(positions), triangles: Uint32Array.of(0, 1, 2), units: 'cm', frame: 'head' });
const meshes = [mesh(0, 0, 0, 1, 0, 0, 0, 1, 0), mesh(0, 0, 0.5, 1, 0, 0, 0, 1, 0)];
const found = distancesToReference(meshes, 0);
const scene = { snapshot: (sidePx: number) => ({ width: sidePx, height: sidePx / 2, rgba: new Uint8ClampedArray(sidePx * sidePx * 2) }) };
const shown: MeshesShown = {
  lanes: meshes.map((each, index) => ({ name: index === 0 ? 'A one' : 'B two', made: '', mesh: each, distances: found[index] })), scenes: () => [['A one', scene], ['B two', scene], ['C gone', undefined]],
  coloured: true, reference: 0, scaleMm: [0, 5], counts: distanceCounts(found, [0, 5]), wire: undefined, inputs: 'Same inputs.',
};
const t = translator('en');

it('shows the stages as they stand, beside one another, with one scale in millimetres', async () => {
  const figure = meshFigure(shown, t)!, { width, body } = await figure.draw();
  expect([figure.name, width]).toEqual(['mesh-distances', 656]);
  expect(body.match(/<image /g)).toHaveLength(3);
  for (const words of ['A one', 'B two', '5 mm']) expect(body).toContain(`>${words}<`);
  expect(figure.notes[0]).toBe('Distance of vertices to A one, mm');
  expect((await meshFigure({ ...shown, coloured: false }, t)!.draw()).body).not.toContain('5 mm');
});

it('gives every vertex of every lane, and its distance', async () => {
  const figure = meshFigure(shown, t)!;
  expect((await figure.tensor!())?.shape).toEqual([2, 3, 3]);
  const rows = await figure.table!();
  expect(rows?.[0]?.at(-1)).toBe('B two: distance to A one (mm)');
  expect(rows?.slice(1)).toEqual([[0, 0, 0, 0, 0, 0, 0.5, 5], [1, 1, 0, 0, 1, 0, 0, 0], [2, 0, 1, 0, 0, 1, 0, 0]]);
  expect(meshFigure({ ...shown, lanes: [] }, t)).toBeUndefined();
});
