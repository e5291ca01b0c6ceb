import { describe, expect, it } from 'vitest';
import { runNode } from '../shared/run-node';
import { SID_DIM } from '../shared/swap-blocks/contract';
import { blockContext, haveBlocks, refusalOf, testCrop, testFeatures, testIdentity } from '../shared/swap-blocks/test-blocks';
import { testContext } from '../shared/test-context';
import { discMask, largestGap, testMask } from '../shared/test-pictures';
import definition from './node';
import run from './run';

describe('sff-mask', () => {
  it('has the ports of its level and variant', () => {
    const ports = (params: object) => { const { inputs, outputs } = definition.ports!(params as never); return [Object.keys(inputs), Object.keys(outputs)]; };
    expect(ports({})).toEqual([['decoder', 'encoder', 'identity', 'target', 'mask'], ['features', 'mask', 'low']]);
    expect(ports({ variant: 'sff-bare' })[0]).toEqual(['decoder', 'identity', 'target', 'mask']);
    expect(ports({ level: 'image' })).toEqual([['picture', 'learnt', 'target', 'mask'], ['crop', 'mask']]);
  });

  it('refuses maps of another shape and another identity', () => {
    expect(refusalOf(definition, { decoder: { kind: 'features', channels: 96, width: 16, height: 16 } })).toMatch(/^decoder: .*takes 80 of 32×32/);
    expect(refusalOf(definition, { identity: { kind: 'identity', recogniser: 'swapgraph-identity' } })).toMatch(/^identity: /);
  });

  it('mixes picture and target by the mask, replaced or dilated', async () => {
    const picture = testCrop(0), target = testCrop(3), learnt = testMask(discMask(128, 128, 30));
    const fuse = (params: object, more: object = {}) => runNode(definition, run, { picture, target, learnt, ...more }, { level: 'image', ...params } as never, testContext());
    const plain = await fuse({});
    const at = (crop: { image: { pixels: { data?: Float32Array } } }, i: number) => crop.image.pixels.data![i]!;
    expect([at(plain.crop, 0), at(plain.crop, 64 * 128 + 64)]).toEqual([at(target, 0), at(picture, 64 * 128 + 64)]);
    expect(largestGap((await fuse({ mask: 'one' })).crop.image.pixels.data!, picture.image.pixels.data)).toBeLessThan(1e-6);
    expect(largestGap((await fuse({ mask: 'zero' })).crop.image.pixels.data!, target.image.pixels.data)).toBe(0);
    const area = (mask: { pixels: { data?: Float32Array } }) => mask.pixels.data!.reduce((sum, value) => sum + value, 0);
    expect(area((await fuse({ dilatePercent: 5 })).mask)).toBeGreaterThan(area(plain.mask) * 1.3);
    expect((await fuse({ mask: 'wire', maskShare: 0.5 }, { mask: testMask(discMask(128, 128, 64)) })).mask.pixels.data![64 * 128 + 10]).toBeCloseTo(0.5, 6);
    expect(plain.crop.toCrop).toEqual(target.toCrop);
  });

  it.skipIf(!haveBlocks(['hififace-styles', 'hififace-sff']))('fuses features by M_low, and by another mask when asked', async () => {
    const inputs = { decoder: testFeatures([80, 32, 32], 1, 'hififace', 'adain-4'), encoder: testFeatures([80, 32, 32], 2, 'hififace-encoder', 'z_enc'), identity: testIdentity(3, 'swapgraph-v_sid', SID_DIM), target: testCrop() };
    const learnt = await runNode(definition, run, inputs, {}, blockContext());
    expect([learnt.features.tensor.shape, learnt.mask.pixels.shape, learnt.low.image.pixels.shape]).toEqual([[80, 32, 32], [1, 32, 32], [3, 32, 32]]);
    const zero = await runNode(definition, run, inputs, { mask: 'zero' }, blockContext());
    expect(zero.mask.pixels.data!.every((value) => value === 0)).toBe(true);
    expect(largestGap(zero.features.tensor.data!, learnt.features.tensor.data!)).toBeGreaterThan(1e-3);
    // Where nothing of the decoder is taken, the small picture is the target itself.
    expect(zero.low.toCrop.a).toBeCloseTo(testCrop().toCrop.a / 4, 9);
  });
});
