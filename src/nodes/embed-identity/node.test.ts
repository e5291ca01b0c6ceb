import { describe, expect, it } from 'vitest';
import { runNode } from '../shared/run-node';
import { blockContext, haveBlocks, refusalOf, testCrop } from '../shared/swap-blocks/test-blocks';
import { largestGap } from '../shared/test-pictures';
import definition from './node';
import run from './run';

describe('embed-identity', () => {
  it('refuses crops of other templates and sizes, and takes the recogniser’s own', () => {
    expect(refusalOf(definition, { crop: { kind: 'crop', template: 'mtcnn_512', width: 128, height: 128 } })).toMatch(/^crop: .*or "arcface_112_v2" with 112 px/);
    expect(refusalOf(definition, { crop: { kind: 'crop', template: 'arcface_112_v2', width: 128, height: 128 } })).not.toBe('');
    expect(refusalOf(definition, { crop: { kind: 'crop', template: 'arcface_112_v2', width: 112, height: 112 } })).toBe('');
    expect(definition.infer?.({}, { network: 'identity-judge' }).outputs.identity).toEqual({ kind: 'identity', recogniser: 'swapgraph-identity-judge' });
  });

  it('says at run time what it would have said before', async () => {
    await expect(runNode(definition, run, { crop: testCrop(0, 'ffhq_512', 64) }, {}, blockContext())).rejects.toMatchObject({ port: 'crop', code: 'refused' });
  });

  it.skipIf(!haveBlocks(['identity', 'identity-judge']))('gives a unit vector, another from each recogniser', async () => {
    const read = async (network: string) => (await runNode(definition, run, { crop: testCrop() }, { network }, blockContext())).identity.vector.data!;
    const own = await read('identity'), judge = await read('identity-judge');
    expect([own.length, judge.length]).toEqual([128, 128]);
    expect(Math.hypot(...own)).toBeCloseTo(1, 4);
    expect(largestGap(own, judge)).toBeGreaterThan(0.01);
  });
});
