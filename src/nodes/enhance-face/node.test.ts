import { describe, expect, it } from 'vitest';
import { cpuTensor } from '../../runtime/tensor';
import { runNode } from '../shared/run-node';
import { blockContext, haveBlocks, refusalOf, testCrop } from '../shared/swap-blocks/test-blocks';
import { testContext } from '../shared/test-context';
import definition from './node';
import run from './run';

/** A pretended network that makes every face white. */
const whitening = () => testContext({
  onnx: async () => Promise.resolve({
    inputs: [{ name: 'picture', type: 'float32', shape: [1, 3, 128, 128] }], outputs: [],
    run: async ({ picture }) => {
      expect([picture!.shape, Math.min(...picture!.data!) < -0.1]).toEqual([[1, 3, 128, 128], true]);
      return Promise.resolve({ restored: cpuTensor([1, 3, 256, 256], new Float32Array(3 * 256 * 256).fill(1)) });
    },
  }),
});

describe('enhance-face', () => {
  it('refuses other crops', () => {
    expect(refusalOf(definition, { crop: { kind: 'crop', template: 'arcface_112_v2', width: 112, height: 112 } })).toMatch(/^crop: .*trained on "ffhq_512"/);
    expect(refusalOf(definition, { crop: { kind: 'crop', template: 'ffhq_512', width: 128, height: 128 } })).toBe('');
  });

  it('shows all that the network gives, or the face merely enlarged, or a mixture', async () => {
    const crop = testCrop(1);
    const at = async (amount: number): Promise<number> => (await runNode(definition, run, { crop }, { amount }, whitening())).crop.image.pixels.data![3 * 256 + 5]!;
    const plain = await at(0);
    expect(await at(1)).toBeCloseTo(1, 6);
    // Pixel (5, 3) of the larger crop lies at (2.25, 1.25) of the smaller one, whose pixels have their centres at + 0.5.
    const [x, y] = [2, 1], from = crop.image.pixels.data, pixel = (i: number, j: number): number => from[j * 128 + i]!;
    expect(plain).toBeCloseTo(0.75 * (0.75 * pixel(x, y) + 0.25 * pixel(x + 1, y)) + 0.25 * (0.75 * pixel(x, y + 1) + 0.25 * pixel(x + 1, y + 1)), 5);
    expect(await at(0.5)).toBeCloseTo((1 + plain) / 2, 5);
  });

  it('keeps the place of the crop in the picture, on a pixel grid of its own', async () => {
    const crop = testCrop(1), { crop: large } = await runNode(definition, run, { crop }, {}, whitening());
    expect(large.image.pixels.shape).toEqual([3, 256, 256]);
    expect(large.toCrop).toEqual({ a: 1, b: 0, tx: 6, ty: -8 });
    expect([large.source, large.template, large.image.frame]).toEqual([crop.source, 'ffhq_512', 'test:crop']);
  });

  it.skipIf(!haveBlocks(['enhance']))('restores by the shipped network: more detail than enlarging gives, and the same colours', async () => {
    const crop = testCrop(0), context = blockContext();
    const [plain, enhanced] = [await runNode(definition, run, { crop }, { amount: 0 }, context), await runNode(definition, run, { crop }, { amount: 1 }, context)].map((made) => made.crop.image.pixels.data!);
    expect(enhanced!.every((value) => value >= 0 && value <= 1)).toBe(true);
    const mean = (data: Float32Array): number => data.reduce((sum, value) => sum + value, 0) / data.length;
    expect(Math.abs(mean(enhanced!) - mean(plain!))).toBeLessThan(0.05);
    expect(enhanced).not.toEqual(plain);
  });
});
