import { describe, expect, it } from 'vitest';
import { runNode } from '../shared/run-node';
import { AAD_LEVELS } from '../shared/swap-blocks/contract';
import { blockContext, haveBlocks, refusalOf, testCrop } from '../shared/swap-blocks/test-blocks';
import definition from './node';
import run from './run';

describe('attribute-encoder', () => {
  it('refuses crops of other sizes and tells the shapes of its seven levels', () => {
    expect(refusalOf(definition, { crop: { kind: 'crop', template: 'ffhq_512', width: 256, height: 256 } })).toMatch(/^crop: .*256×256 px/);
    const type = definition.infer?.({}, {}).outputs.attributes;
    expect(type?.levels).toHaveLength(7);
    expect([type?.net, type?.levels?.[3]]).toEqual(['faceshifter', { channels: 160, width: 16, height: 16 }]);
  });

  it.skipIf(!haveBlocks(['faceshifter-attributes']))('gives the levels it promised', async () => {
    const { attributes } = await runNode(definition, run, { crop: testCrop() }, {}, blockContext());
    expect(attributes.levels.map(({ tensor }) => tensor.shape)).toEqual(AAD_LEVELS.map((level) => [level.attributes, level.sizePx, level.sizePx]));
    expect(attributes.levels[0]!.layer).toBe('z_att-1');
  });
});
