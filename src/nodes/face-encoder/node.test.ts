import { describe, expect, it } from 'vitest';
import { runNode } from '../shared/run-node';
import { blockContext, haveBlocks, refusalOf, testCrop } from '../shared/swap-blocks/test-blocks';
import definition from './node';
import run from './run';

describe('face-encoder', () => {
  it('refuses other crops', () => {
    expect(refusalOf(definition, { crop: { kind: 'crop', template: 'mtcnn_512', width: 128, height: 128 } })).toMatch(/^crop: /);
  });

  it.skipIf(!haveBlocks(['hififace-encoder']))('gives the two maps it promised', async () => {
    const { bottom, encoder } = await runNode(definition, run, { crop: testCrop() }, {}, blockContext()), types = definition.infer!({}, {}).outputs;
    for (const [value, type] of [[bottom, types.bottom!], [encoder, types.encoder!]] as const) expect([value.net, value.layer, value.tensor.shape]).toEqual([type.net, type.layer, [type.channels, type.height, type.width]]);
  });
});
