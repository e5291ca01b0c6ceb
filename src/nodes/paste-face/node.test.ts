import { describe, expect, it } from 'vitest';
import { inverseSimilarity } from '../../face/align/similarity';
import type { CropValue, ImageValue, MaskValue } from '../../runtime/values';
import { affineOf, resample } from '../shared/resample/resample';
import { runNode } from '../shared/run-node';
import { testContext } from '../shared/test-context';
import { discMask, largestGap, plainPicture, testImage, testMask, wavyPicture } from '../shared/test-pictures';
import definition from './node';
import run from './run';

const context = testContext();
const picture = testImage(wavyPicture(160, 140));
const toCrop = { a: 1.4 * Math.cos(0.3), b: 1.4 * Math.sin(0.3), tx: -20, ty: -70 };

async function cut(frame = 'test'): Promise<CropValue> {
  const pixels = await resample(context, picture.pixels, affineOf(inverseSimilarity(toCrop)), { width: 96, height: 96 });
  return { kind: 'crop', image: testImage({ shape: pixels.shape, data: pixels.data! }, 'crop'), template: 'ffhq_512', toCrop, source: { width: 160, height: 140, frame } };
}

describe('paste-face', () => {
  it('puts an unchanged crop back without a trace', async () => {
    const { image, mask } = await runNode(definition, run, { crop: await cut(), image: picture }, {}, context);
    expect(largestGap((image as ImageValue).pixels.data!, picture.pixels.data)).toBeLessThan(0.02);
    expect((mask as MaskValue).pixels.data!.reduce((sum, value) => sum + value, 0)).toBeGreaterThan(1000);
  });

  it('touches only where the crop lies', async () => {
    const crop = await cut(), white = { ...crop, image: testImage(plainPicture(96, 96, [1, 1, 1]), 'crop') };
    const { image, mask } = await runNode(definition, run, { crop: white, image: picture }, { borderPercent: 0 }, context);
    const pasted = (mask as MaskValue).pixels.data!;
    expect(largestGap((image as ImageValue).pixels.data!, picture.pixels.data, pasted.map((value) => (value === 0 ? 1 : 0)))).toBe(0);
    // The crop's area in the picture is its own area over the squared scale.
    expect(pasted.reduce((sum, value) => sum + value, 0)).toBeGreaterThan(0.8 * 96 * 96 / 1.4 ** 2);
  });

  it('pastes no more than the mask allows', async () => {
    const { mask } = await runNode(definition, run, { crop: await cut(), image: picture, mask: testMask(discMask(96, 96, 14), 'crop') }, { borderPercent: 0 }, context);
    expect(Math.abs((mask as MaskValue).pixels.data!.reduce((sum, value) => sum + value, 0) - Math.PI * 14 ** 2 / 1.4 ** 2)).toBeLessThan(12);
  });

  it('refuses a picture of another size and remarks on another picture', async () => {
    await expect(runNode(definition, run, { crop: await cut(), image: testImage(plainPicture(20, 20, [0, 0, 0])) }, {}, context)).rejects.toMatchObject({ port: 'image', code: 'size' });
    const remarking = testContext();
    await runNode(definition, run, { crop: await cut('elsewhere'), image: picture }, {}, remarking);
    expect(remarking.warnings).toHaveLength(1);
  });
});
