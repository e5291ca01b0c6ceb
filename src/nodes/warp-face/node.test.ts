import { describe, expect, it } from 'vitest';
import type { ImageValue, MaskValue, MeshValue } from '../../runtime/values';
import { runNode } from '../shared/run-node';
import { testContext } from '../shared/test-context';
import { discMask, largestGap, plainPicture, sheetMesh, testImage, testMask, wavyPicture } from '../shared/test-pictures';
import definition from './node';
import run from './run';

const source = testImage(wavyPicture(80, 80), 'source');
const from = sheetMesh(80, 80, [10, 10, 60, 60], 5, 'source');
const warp = async (mesh: MeshValue, target: MeshValue, more: Record<string, unknown> = {}) => {
  const { image, mask } = await runNode(definition, run, { image: source, mesh, target, ...more } as never, { hidden: 'leave' }, testContext());
  return { image: image as ImageValue, mask: (mask as MaskValue).pixels.data! };
};

describe('warp-face', () => {
  it('gives the same pixels for the same mesh', async () => {
    const { image, mask } = await warp(from, { ...from, projected: { ...from.projected!, picture: 'target' } });
    expect(image.frame).toBe('target');
    expect(mask.reduce((sum, value) => sum + value, 0)).toBe(3600);
    expect(largestGap(image.pixels.data!, source.pixels.data, mask)).toBeLessThan(1e-4);
  });

  it('moves pixels with the mesh: a shift of the mesh is a shift of the picture', async () => {
    const { image, mask } = await warp(from, sheetMesh(100, 80, [30, 12, 60, 60], 5, 'target'));
    expect(image.pixels.shape).toEqual([3, 80, 100]);
    for (let y = 20; y < 60; y++) for (let x = 35; x < 85; x++) expect(image.pixels.data![y * 100 + x]).toBeCloseTo(source.pixels.data[(y - 2) * 80 + x - 20]!, 4);
    expect(mask[0]).toBe(0);
    expect(image.pixels.data![0]).toBe(0);
  });

  it('halves a picture to its area means', async () => {
    const { image } = await warp(from, sheetMesh(40, 40, [5, 5, 30, 30], 5, 'target'));
    const s = source.pixels.data, at = 40 * 80 + 40;
    expect(image.pixels.data![20 * 40 + 20]).toBeCloseTo((s[at]! + s[at + 1]! + s[at + 80]! + s[at + 81]!) / 4, 2);
  });

  it('uses only what may be used', async () => {
    const { mask } = await warp(from, from, { use: testMask(discMask(80, 80, 15), 'source') });
    expect(Math.abs(mask.reduce((sum, value) => sum + value, 0) - Math.PI * 225)).toBeLessThan(15);
  });

  it('does not paint with what is turned away in the source', async () => {
    const flipped = Float32Array.from(from.projected!.points, (value, i) => (i % 2 === 0 ? 80 - value : value));
    const { mask } = await warp({ ...from, projected: { ...from.projected!, points: flipped } }, from);
    expect(Math.max(...mask)).toBe(0);
  });

  it('refuses meshes without a place, of other vertices, or of another picture', async () => {
    const { projected: _none, ...unplaced } = from;
    await expect(warp(unplaced, from)).rejects.toMatchObject({ port: 'mesh', code: 'no-pose' });
    await expect(warp(from, sheetMesh(80, 80, [0, 0, 80, 80], 2))).rejects.toMatchObject({ code: 'mesh' });
    await expect(runNode(definition, run, { image: testImage(plainPicture(8, 8, [0, 0, 0])), mesh: from, target: from }, {}, testContext())).rejects.toMatchObject({ port: 'mesh', code: 'size' });
  });
});
