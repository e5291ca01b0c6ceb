import { describe, expect, it } from 'vitest';
import { runNode } from '../shared/run-node';
import { blockContext, haveBlocks, refusalOf, testCrop } from '../shared/swap-blocks/test-blocks';
import definition from './node';
import run from './run';

describe('hear-refine', () => {
  it('refuses other crops on each port', () => {
    for (const port of ['swap', 'reconstruction', 'target']) expect(refusalOf(definition, { [port]: { kind: 'crop', template: 'ffhq_512', width: 64, height: 64 } })).toMatch(new RegExp(`^${port}: `));
  });

  it.skipIf(!haveBlocks(['hear']))('hands out the error of the reconstruction, −2..2, and a crop', async () => {
    const swap = testCrop(0), reconstruction = testCrop(1), target = testCrop(2);
    const { crop, error } = await runNode(definition, run, { swap, reconstruction, target }, {}, blockContext());
    expect([crop.image.frame, error.tensor.shape]).toEqual(['crop 2', [3, 128, 128]]);
    expect(error.tensor.data![900]).toBeCloseTo(2 * (target.image.pixels.data[900]! - reconstruction.image.pixels.data[900]!), 5);
  });
});
