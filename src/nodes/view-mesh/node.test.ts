import { expect, it } from 'vitest';
import type { MeshValue } from '../../runtime/values';
import { runNode } from '../shared/run-node';
import { testContext } from '../shared/test-context';
import { sheetMesh } from '../shared/test-pictures';
import definition from './node';
import { distanceColour, vertexDistancesMm } from './distance';
import run from './run';

const mesh = sheetMesh(20, 20, [0, 0, 20, 20], 2);
const moved: MeshValue = { ...mesh, positions: mesh.positions.map((value, i) => (i === 2 ? value + 0.5 : value)) };

it('shows a single mesh as it is', async () => {
  expect((await runNode(definition, run, { mesh }, {}, testContext())).mesh).toBe(mesh);
});

it('colours by the distance in millimetres', async () => {
  const distances = vertexDistancesMm(mesh.positions, moved.positions);
  expect([distances[0], distances[1]]).toEqual([5, 0]);
  const { colours } = (await runNode(definition, run, { mesh, compare: moved }, { fullScaleMm: 5 }, testContext())).mesh as MeshValue;
  for (let c = 0; c < 3; c++) {
    expect(colours![c]).toBeCloseTo(distanceColour(1)[c]!, 6);
    expect(colours![3 + c]).toBeCloseTo(distanceColour(0)[c]!, 6);
  }
});

it('refuses meshes that do not correspond', async () => {
  await expect(runNode(definition, run, { mesh, compare: sheetMesh(20, 20, [0, 0, 20, 20], 3) }, {}, testContext())).rejects.toMatchObject({ port: 'compare' });
});
