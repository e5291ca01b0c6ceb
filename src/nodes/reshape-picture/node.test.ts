import { describe, expect, it } from 'vitest';
import type { ImageValue, MaskValue, MeshValue } from '../../runtime/values';
import { runNode } from '../shared/run-node';
import { testContext } from '../shared/test-context';
import { discMask, largestGap, plainPicture, sheetMesh, testImage, testMask, wavyPicture } from '../shared/test-pictures';
import definition from './node';
import run from './run';

const SIZE = 128;
const picture = testImage(wavyPicture(SIZE, SIZE));
const mesh = sheetMesh(SIZE, SIZE, [40, 40, 48, 48], 6);
const reshape = async (target: MeshValue, more: Record<string, unknown> = {}) => {
  const outputs = await runNode(definition, run, { image: picture, mesh, target, ...more } as never, {}, testContext());
  return { image: (outputs.image as ImageValue).pixels.data!, mask: (outputs.mask as MaskValue).pixels.data! };
};

describe('reshape-picture', () => {
  it('leaves the picture alone when the shape is the same', async () => {
    expect(largestGap((await reshape(mesh)).image, picture.pixels.data)).toBeLessThan(1e-4);
  });

  it('carries the middle of the mesh along and leaves the far border where it was', async () => {
    const { image } = await reshape(sheetMesh(SIZE, SIZE, [44, 40, 48, 48], 6));
    const at = 64 * SIZE + 66;
    expect(Math.abs(image[at]! - picture.pixels.data[at - 4]!)).toBeLessThan(0.02);
    const border = Float32Array.from({ length: SIZE * SIZE }, (_, i) => (i % SIZE < 3 || i % SIZE > SIZE - 4 ? 1 : 0));
    expect(largestGap(image, picture.pixels.data, border)).toBeLessThan(0.004);
  });

  it('bends a mask along with the picture', async () => {
    const { mask } = await reshape(sheetMesh(SIZE, SIZE, [46, 40, 48, 48], 6), { mask: testMask(discMask(SIZE, SIZE, 10)) });
    let weight = 0, x = 0;
    mask.forEach((value, i) => { weight += value; x += value * (i % SIZE + 0.5); });
    expect(Math.abs(x / weight - 70)).toBeLessThan(1);
  });

  it('refuses meshes of another picture', async () => {
    await expect(reshape(sheetMesh(64, 64, [0, 0, 64, 64], 6))).rejects.toMatchObject({ port: 'target' });
    await expect(runNode(definition, run, { image: testImage(plainPicture(9, 9, [0, 0, 0])), mesh, target: mesh }, {}, testContext())).rejects.toMatchObject({ port: 'mesh' });
  });
});
