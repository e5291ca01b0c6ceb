import { describe, expect, it } from 'vitest';
import { runNode } from '../shared/run-node';
import { testContext } from '../shared/test-context';
import { largestGap, sheetMesh, testImage, wavyPicture } from '../shared/test-pictures';
import definition from './node';
import run from './run';

const mesh = sheetMesh(64, 64, [16, 16, 32, 32], 4);
const render = (params: Record<string, string>, more: Record<string, unknown> = {}) => runNode(definition, run, { mesh, ...more }, { hidden: 'leave', ...params }, testContext());
const middle = 32 * 64 + 32;

describe('render-mesh', () => {
  it('draws a sheet that faces the camera: bright clay, blue normals, where it lies', async () => {
    const clay = await render({ shading: 'clay' }), normals = await render({ shading: 'normals' });
    expect(clay.mask.pixels.data!.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1024, 3);
    expect(clay.image.pixels.data![middle]).toBeGreaterThan(0.7);
    expect([0, 1, 2].map((c) => Number(normals.image.pixels.data![c * 4096 + middle]!.toFixed(2)))).toEqual([0.5, 0.5, 1]);
    expect(clay.image.pixels.data![0]).toBe(0);
  });

  it('shows the colours of the vertices as sRGB', async () => {
    const coloured = { ...mesh, colours: Float32Array.from(mesh.positions, (_, i) => [0.2140411, 0, 1][i % 3]!) };
    const { image } = await render({ shading: 'colours' }, { mesh: coloured });
    expect([0, 1, 2].map((c) => Number(image.pixels.data![c * 4096 + middle]!.toFixed(2)))).toEqual([0.5, 0, 1]);
  });

  it('makes near things white in depth', async () => {
    const tilted = { ...mesh, projected: { ...mesh.projected!, depthCm: Float32Array.from(mesh.projected!.depthCm, (_, i) => 90 + i % 5) } };
    const { image } = await render({ shading: 'depth' }, { mesh: tilted });
    expect(image.pixels.data![32 * 64 + 18]!).toBeGreaterThan(image.pixels.data![32 * 64 + 46]! + 0.5);
  });

  it('textures as the warp does', async () => {
    const texture = testImage(wavyPicture(64, 64));
    const { image, mask } = await render({}, { texture, textureMesh: mesh });
    expect(largestGap(image.pixels.data!, texture.pixels.data, mask.pixels.data!)).toBeLessThan(1e-4);
  });

  it('wants both halves of a texture, before and while running', async () => {
    await expect(render({}, { texture: testImage(wavyPicture(64, 64)) })).rejects.toMatchObject({ port: 'textureMesh' });
    expect(definition.infer!({ mesh: { kind: 'mesh' }, texture: { kind: 'image' } }, { shading: 'texture', hidden: 'leave' }).problems).toMatchObject([{ port: 'textureMesh' }]);
    expect(definition.infer!({ mesh: { kind: 'mesh' } }, { shading: 'clay', hidden: 'leave' }).problems).toEqual([]);
  });
});
