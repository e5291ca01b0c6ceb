import { describe, expect, it } from 'vitest';
import { runNode } from '../shared/run-node';
import { blockContext, haveBlocks, refusalOf, testCrop, testFeatures } from '../shared/swap-blocks/test-blocks';
import definition from './node';
import run from './run';

describe('to-picture', () => {
  it('refuses what is not level 7', () => {
    expect(refusalOf(definition, { h: { kind: 'features', channels: 16, width: 64, height: 64 } })).toMatch(/^h: .*ends at level 7/);
  });

  it.skipIf(!haveBlocks(['faceshifter-to-picture']))('gives a crop where the target was cut, and remarks on foreign maps', async () => {
    const context = blockContext(), target = testCrop(1);
    const { crop } = await runNode(definition, run, { h: testFeatures([16, 128, 128], 1, 'elsewhere', 'h-7'), target }, {}, context);
    expect([crop.toCrop, crop.source, crop.image.frame, crop.image.pixels.shape]).toEqual([target.toCrop, target.source, target.image.frame, [3, 128, 128]]);
    expect(crop.image.pixels.data!.every((value) => value >= 0 && value <= 1)).toBe(true);
    expect(context.warnings[0]!.en).toMatch(/^Outside the training distribution/);
  });
});
