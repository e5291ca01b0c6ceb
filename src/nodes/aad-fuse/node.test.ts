import { describe, expect, it } from 'vitest';
import type { PyramidValue, Value, WireType } from '../../runtime/values';
import { runNode } from '../shared/run-node';
import { AAD_LEVELS } from '../shared/swap-blocks/contract';
import { pyramidType } from '../shared/swap-blocks/infer';
import { blockContext, haveBlocks, refusalOf, testFeatures, testIdentity } from '../shared/swap-blocks/test-blocks';
import type { TestContext } from '../shared/test-context';
import { discMask, largestGap, testMask } from '../shared/test-pictures';
import definition from './node';
import run from './run';

const attributes: PyramidValue = { kind: 'pyramid', net: 'faceshifter', levels: AAD_LEVELS.map((level, k) => testFeatures([level.attributes, level.sizePx, level.sizePx], 40 + k, 'faceshifter', `z_att-${k + 1}`)) };
const identity = testIdentity(5);
const own: WireType = pyramidType('faceshifter', AAD_LEVELS.map((level) => ({ channels: level.attributes, sizePx: level.sizePx })));
const id: WireType = { kind: 'identity', recogniser: 'swapgraph-identity' };

describe('what does not fit', () => {
  it('is told with the reason', () => {
    expect(refusalOf(definition, { identity: id, attributes: { kind: 'features', net: 'hififace-encoder', layer: 'z_enc', channels: 80, width: 32, height: 32 } })).toMatch(/^attributes: .*z_enc of "hififace-encoder", whose channels mean other things and which is one level/);
    expect(refusalOf(definition, { identity: id, attributes: { kind: 'features', net: 'faceshifter', channels: 128, width: 2, height: 2 } })).toMatch(/^attributes: One level/);
    expect(refusalOf(definition, { identity: id, attributes: own }, { from: 4, to: 2 })).toMatch(/^to: /);
    expect(refusalOf(definition, { identity: id, attributes: own }, { from: 4 })).toMatch(/^h: Level 4 goes on from level 3/);
    expect(refusalOf(definition, { identity: id, attributes: own, h: { kind: 'features', net: 'faceshifter', channels: 160, width: 2, height: 2 } }, { from: 4 })).toMatch(/^h: .*takes 112 of 8×8/);
    expect(refusalOf(definition, { identity: id, attributes: own }, { mask: 'wire' })).toMatch(/^mask: .*nothing is linked/);
    expect(refusalOf(definition, { identity: id, attributes: own, mask: { kind: 'mask', width: 512, height: 512 } }, { mask: 'wire' })).toMatch(/^mask: .*512×512/);
    expect(refusalOf(definition, { identity: id, attributes: own }, { mask: 'painted', painted: { strokes: [{ points: [[0.5]], radius: 1 }] } })).toMatch(/^painted: /);
    expect(refusalOf(definition, { identity: id, attributes: own })).toBe('');
  });

  it('leaves a single level to a node of that level', () => {
    expect(refusalOf(definition, { identity: id, h: { kind: 'features', channels: 144, width: 4, height: 4 }, attributes: { kind: 'features', net: 'faceshifter', channels: 224, width: 8, height: 8 } }, { from: 3, to: 3 })).toBe('');
  });
});

describe.skipIf(!haveBlocks(['faceshifter-styles', ...AAD_LEVELS.map((_, k) => `faceshifter-aad-${k + 1}`)]))('over the blocks', () => {
  const fuse = (params: Record<string, number | string | object>, more: object = {}) => runNode(definition, run, { identity, attributes, ...more }, params as never, blockContext());

  it('gives every level its maps, its mask and its statistics', async () => {
    const { h, sum, masks, a, i } = await fuse({});
    expect(h.tensor.shape).toEqual([16, 128, 128]);
    expect([sum, masks, a, i].map(({ levels }) => levels.length)).toEqual([7, 7, 7, 7]);
    expect([masks.levels[2]!.meaning, masks.levels[2]!.layer, masks.levels[2]!.tensor.shape]).toEqual(['mask', 'mask-3', [1, 8, 8]]);
    expect(sum.levels[2]!.statistics!.gamma.shape).toEqual([144]);
  });

  it('leaves out what nobody reads, and gives the same map', async () => {
    const context = (read: readonly string[]): TestContext => ({ ...blockContext(), wants: (port) => read.includes(port) });
    const all = await fuse({ to: 5 }), inputs = { identity, attributes };
    const lean = await runNode(definition, run, inputs, { to: 5 }, context(['h']));
    expect(Object.entries(lean).flatMap(([port, value]) => ((value as Value | undefined) ? [port] : []))).toEqual(['h']);
    expect(largestGap(lean.h.tensor.data!, all.h.tensor.data!)).toBe(0);
    const some = await runNode(definition, run, inputs, { to: 5 }, context(['masks', 'sum']));
    expect([some.sum.levels[4]!.layer, some.masks.levels[4]!.layer, some.a as PyramidValue | undefined]).toEqual(['aad-5', 'mask-5', undefined]);
    expect(some.sum.levels[4]!.statistics!.muOut.data).toEqual(all.sum.levels[4]!.statistics!.muOut.data);
  });

  it('is the same in two nodes as in one, with a single level of attributes too', async () => {
    const whole = (await fuse({ to: 3 })).h;
    const first = (await fuse({ to: 2 })).h;
    const second = (await fuse({ from: 3, to: 3 }, { h: first })).h;
    expect(largestGap(second.tensor.data!, whole.tensor.data!)).toBeLessThan(1e-4);
    const alone = (await fuse({ from: 3, to: 3 }, { h: first, attributes: attributes.levels[2]! })).h;
    expect(largestGap(alone.tensor.data!, second.tensor.data!)).toBe(0);
  });

  it('heeds strengths and masks', async () => {
    const ones = await fuse({ to: 2, mask: 'one' }), zeros = await fuse({ to: 2, mask: 'zero' });
    expect(largestGap(ones.sum.levels[1]!.tensor.data!, ones.i.levels[1]!.tensor.data!)).toBeLessThan(1e-3);
    expect(largestGap(zeros.sum.levels[1]!.tensor.data!, zeros.a.levels[1]!.tensor.data!)).toBeLessThan(1e-3);
    const still = await fuse({ to: 1, identityStrength: 0 });
    expect(still.sum.levels[0]!.statistics!.gamma.data!.every((value) => value === 1)).toBe(true);
    const without = await fuse({ to: 1, attributeStrength: 0 }), { muIn, sigmaIn } = without.sum.levels[0]!.statistics!;
    // A is then the normalised map alone: its mean is 0.
    expect(Math.abs(without.a.levels[0]!.tensor.data!.subarray(0, 4).reduce((sum, value) => sum + value, 0))).toBeLessThan(1e-3);
    expect([muIn.shape, sigmaIn.shape]).toEqual([[160], [160]]);
    const half = await fuse({ to: 1, mask: 'one', maskShare: 0.5 }), learnt = await fuse({ to: 1 });
    // The second mask is computed from maps that the first one, half replaced too, has changed a little.
    expect(half.masks.levels[0]!.tensor.data![0]).toBeCloseTo(0.5 + 0.5 * learnt.masks.levels[0]!.tensor.data![0]!, 1);
  });

  it('takes a mask from the wire and a painted one', async () => {
    const wired = await fuse({ to: 4, mask: 'wire' }, { mask: testMask(discMask(128, 128, 40)) }), m = wired.masks.levels[3]!.tensor.data!;
    expect([m[0], m[8 * 16 + 8]]).toEqual([0, 1]);
    const painted = await fuse({ to: 4, mask: 'painted', painted: { strokes: [{ points: [[0.25, 0.25], [0.25, 0.75]], radius: 0.1, value: 1 }], rest: 0.2 } }), p = painted.masks.levels[3]!.tensor.data!;
    expect(p[8 * 16 + 4]).toBeCloseTo(1, 5);
    expect(p[8 * 16 + 12]).toBeCloseTo(0.2, 5);
  });
});
