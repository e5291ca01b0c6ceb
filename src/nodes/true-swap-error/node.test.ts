import { describe, expect, it } from 'vitest';
import type { CropValue } from '../../runtime/values';
import { runNode } from '../shared/run-node';
import { testCrop } from '../shared/swap-blocks/test-blocks';
import { testContext } from '../shared/test-context';
import { discMask, largestGap, plainPicture, testImage, testMask, wavyPicture } from '../shared/test-pictures';
import definition from './node';
import run from './run';

/** A crop that is the picture's own middle, pixel for pixel. */
const place = { toCrop: { a: 1, b: 0, tx: -64, ty: -64 }, source: { width: 256, height: 256, frame: 'target' } };
const truth = testImage(wavyPicture(256, 256), 'target');

describe('true-swap-error', () => {
  it('cuts the truth where the swap lies', async () => {
    const swap: CropValue = { ...testCrop(), ...place };
    const { truth: cropped } = await runNode(definition, run, { swap, truth }, {}, testContext());
    expect(cropped.image.pixels.data![0]).toBeCloseTo(truth.pixels.data[64 * 256 + 64]!, 5);
    const { error, psnr } = await runNode(definition, run, { swap: cropped, truth }, {}, testContext());
    expect(error.value).toBeLessThan(0.01);
    expect(psnr.value).toBeGreaterThan(80);
  });

  it('measures in steps of 255, inside a mask if there is one', async () => {
    const grey = testImage(plainPicture(256, 256, [0.5, 0.5, 0.5]), 'target');
    const pixels = plainPicture(128, 128, [0.5, 0.5, 0.5]);
    for (let i = 0; i < 128 * 128; i++) if (i % 128 < 64) pixels.data[i] = 0.8;
    const swap: CropValue = { ...testCrop(), ...place, image: testImage(pixels, 'crop') };
    const whole = await runNode(definition, run, { swap, truth: grey }, {}, testContext());
    expect(whole.error.value).toBeCloseTo(255 * 0.3 / 6, 2);
    expect(whole.psnr.value).toBeCloseTo(-10 * Math.log10(0.09 / 6), 3);
    const right = await runNode(definition, run, { swap, truth: grey, mask: testMask(discMask(128, 128, 20, [100, 64]), 'crop') }, {}, testContext());
    expect(right.error.value).toBeLessThan(1e-3);
    expect(largestGap(right.difference.pixels.data!, new Float32Array(3 * 128 * 128))).toBeLessThan(1e-4);
  });

  it('refuses the truth of another picture, and an empty mask', async () => {
    const swap: CropValue = { ...testCrop(), ...place };
    await expect(runNode(definition, run, { swap, truth: testImage(wavyPicture(64, 64)) }, {}, testContext())).rejects.toMatchObject({ port: 'truth', code: 'size' });
    await expect(runNode(definition, run, { swap, truth, mask: testMask(discMask(128, 128, 0), 'crop 0') }, {}, testContext())).rejects.toMatchObject({ port: 'mask', code: 'empty-mask' });
  });
});
