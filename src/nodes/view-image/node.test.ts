import { expect, it } from 'vitest';
import type { CropValue, ImageValue } from '../../runtime/values';
import { runNode } from '../shared/run-node';
import { testContext } from '../shared/test-context';
import { discMask, testImage, testMask, wavyPicture } from '../shared/test-pictures';
import definition from './node';
import run from './run';

const view = async (image: unknown): Promise<ImageValue> => (await runNode(definition, run, { image } as never, {}, testContext())).image as ImageValue;

it('passes pictures on untouched and unwraps crops', async () => {
  const image = testImage(wavyPicture(8, 6));
  const crop: CropValue = { kind: 'crop', image, template: 'ffhq_512', toCrop: { a: 1, b: 0, tx: 0, ty: 0 }, source: { width: 9, height: 9, frame: 'x' } };
  expect(await view(image)).toBe(image);
  expect(await view(crop)).toBe(image);
});

it('shows a mask in grey', async () => {
  const grey = await view(testMask(discMask(9, 9, 3)));
  expect(grey.pixels.shape).toEqual([3, 9, 9]);
  expect([grey.pixels.data![40], grey.pixels.data![2 * 81 + 40], grey.pixels.data![0]]).toEqual([1, 1, 0]);
});
