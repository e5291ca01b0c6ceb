import { describe, expect, it } from 'vitest';
import { runNode } from '../shared/run-node';
import { blockContext, haveBlocks, refusalOf, testCrop, testFeatures } from '../shared/swap-blocks/test-blocks';
import definition from './node';
import run from './run';

describe('upsample-face', () => {
  it('refuses maps of another shape', () => {
    expect(refusalOf(definition, { features: { kind: 'features', channels: 112, width: 8, height: 8 } })).toMatch(/^features: .*"SFF mask"/);
  });

  it.skipIf(!haveBlocks(['hififace-upsample']))('gives a face and its mask on the target’s pixels', async () => {
    const context = blockContext(), target = testCrop(2), { crop, mask } = await runNode(definition, run, { features: testFeatures([80, 32, 32], 4, 'sff-bare', 'z_fuse'), target }, {}, context);
    expect([crop.image.pixels.shape, crop.image.frame, mask.pixels.shape, mask.frame]).toEqual([[3, 128, 128], 'crop 2', [1, 128, 128], 'crop 2']);
    expect(mask.pixels.data!.every((value) => value >= 0 && value <= 1)).toBe(true);
    expect(context.warnings[0]!.en).toMatch(/"sff-bare"/);
  });
});
