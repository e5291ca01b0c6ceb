import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { testContext } from '../test-context';
import { sheetMesh } from '../test-pictures';
import type { ProjectedMesh } from './draw';
import { drawMesh } from './draw';

const context = testContext();
const covered = (drawn: { readonly shape: readonly number[]; readonly data?: Float32Array }): number => {
  const plane = drawn.shape[1]! * drawn.shape[2]!;
  return drawn.data!.subarray((drawn.shape[0]! - 1) * plane).reduce((total, value) => total + value, 0);
};

describe('drawMesh', () => {
  it('covers every pixel whose centre is inside, shared edges too', async () => {
    await fc.assert(fc.asyncProperty(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 30 }), fc.integer({ min: 1, max: 30 }), async (n, width, height) => {
      const sheet = sheetMesh(48, 40, [5, 4, width, height], n) as ProjectedMesh;
      expect(covered(await drawMesh(context, sheet, {}))).toBe(width * height);
    }), { numRuns: 40 });
  });

  it('interpolates attributes exactly on a flat sheet', async () => {
    const sheet = sheetMesh(32, 32, [0, 0, 32, 32], 3) as ProjectedMesh;
    const x = Float32Array.from({ length: 16 }, (_, i) => sheet.projected.points[2 * i]!);
    const drawn = await drawMesh(context, sheet, { attributes: [x] });
    for (let i = 0; i < 32 * 32; i++) expect(drawn.data![i]).toBeCloseTo(i % 32 + 0.5, 4);
  });

  it('shows the nearer of two sheets, whichever is drawn first', async () => {
    const near = sheetMesh(16, 16, [0, 0, 8, 16], 1) as ProjectedMesh, far = sheetMesh(16, 16, [0, 0, 16, 16], 1) as ProjectedMesh;
    for (const order of [[near, far], [far, near]]) {
      const both: ProjectedMesh = {
        ...near,
        positions: Float32Array.from([...order[0]!.positions, ...order[1]!.positions]),
        triangles: Uint32Array.from([...order[0]!.triangles, ...[...order[1]!.triangles].map((v) => v + 4)]),
        projected: { ...near.projected, points: Float32Array.from([...order[0]!.projected.points, ...order[1]!.projected.points]), depthCm: Float32Array.from([...Array<number>(4).fill(order[0] === near ? 50 : 90), ...Array<number>(4).fill(order[1] === near ? 50 : 90)]) },
      };
      const depth = (await drawMesh(context, both, {})).data!;
      expect(depth[3]).toBeCloseTo(50, 4);
      expect(depth[12]).toBeCloseTo(90, 4);
    }
  });

  it('leaves out what is turned away, behind the camera or not a number', async () => {
    const sheet = sheetMesh(16, 16, [0, 0, 16, 16], 1) as ProjectedMesh;
    const turned = { ...sheet, triangles: Uint32Array.from([...sheet.triangles].reverse()) };
    expect(covered(await drawMesh(context, turned, {}))).toBe(0);
    expect(covered(await drawMesh(context, turned, { faces: 'both' }))).toBe(256);
    for (const depth of [-5, 0, NaN]) expect(covered(await drawMesh(context, { ...sheet, projected: { ...sheet.projected, depthCm: new Float32Array(4).fill(depth) } }, {}))).toBe(0);
  });
});
