import { describe, expect, it } from 'vitest';
import type { FeaturesValue, WireType } from '../../runtime/values';
import { runNode } from '../shared/run-node';
import { ADAIN_BLOCKS, SID_DIM } from '../shared/swap-blocks/contract';
import { blockContext, haveBlocks, refusalOf, testFeatures, testIdentity } from '../shared/swap-blocks/test-blocks';
import { testContext } from '../shared/test-context';
import { largestGap } from '../shared/test-pictures';
import definition from './node';
import run from './run';

const bottom = testFeatures([112, 8, 8], 7, 'hififace-encoder', 'bottom'), sid = testIdentity(8, 'swapgraph-v_sid', SID_DIM);
const h: WireType = { kind: 'features', net: 'hififace-encoder', channels: 112, width: 8, height: 8 }, id: WireType = { kind: 'identity', recogniser: 'swapgraph-v_sid' };

function moments(map: Float32Array): readonly [number, number] {
  const mean = map.reduce((sum, value) => sum + value, 0) / map.length;
  return [mean, Math.sqrt(map.reduce((sum, value) => sum + (value - mean) ** 2, 0) / map.length)];
}

describe('what does not fit', () => {
  it('is told with the reason', () => {
    expect(refusalOf(definition, { h, identity: { kind: 'identity', recogniser: 'swapgraph-identity' } })).toMatch(/^identity: .*Link "Shape-aware identity"/);
    expect(refusalOf(definition, { h, identity: id }, { variant: 'hififace-n3d' })).toMatch(/^identity: .*Link "Embed identity"/);
    expect(refusalOf(definition, { h })).toMatch(/^identity: .*nothing is linked/);
    expect(refusalOf(definition, { h, identity: id }, { from: 4 })).toMatch(/^h: .*takes 96 of 16×16.*ends at block 3/);
    expect(refusalOf(definition, { h, identity: id, statistics: { kind: 'features', channels: 24, width: 8, height: 8 } })).toMatch(/^statistics: .*24 channels/);
    expect(refusalOf(definition, { h }, { variant: 'plain' })).toMatch(/^statistics: /);
    expect(refusalOf(definition, { h, identity: id, statistics: { kind: 'pyramid', levels: [{ channels: 160, width: 2, height: 2 }, { channels: 112, width: 16, height: 16 }] } })).toBe('');
  });
});

describe('AdaIN alone', () => {
  const style = testFeatures([112, 4, 4], 9, 'elsewhere', 'x');
  const inject = (params: object, statistics: FeaturesValue = style) => runNode(definition, run, { h: bottom, statistics }, { variant: 'plain', ...params } as never, testContext());

  it('gives each channel the mean and deviation of the wire', async () => {
    const { h: styled } = await inject({});
    for (const c of [0, 50, 111]) {
      const [mean, deviation] = moments(styled.tensor.data!.subarray(64 * c, 64 * c + 64)), [mu, sigma] = moments(style.tensor.data.subarray(16 * c, 16 * c + 16));
      expect(mean).toBeCloseTo(mu, 4);
      expect(deviation).toBeCloseTo(sigma, 3);
      expect(styled.statistics!.muOut.data![c]).toBeCloseTo(mean, 4);
    }
  });

  it('leaves the maps at share 0, and asks for factors only where there are some', async () => {
    expect(largestGap((await inject({ share: 0 })).h.tensor.data!, bottom.tensor.data)).toBe(0);
    await expect(inject({ statisticsAs: 'factors' })).rejects.toMatchObject({ code: 'no-statistics', port: 'statistics' });
  });
});

describe.skipIf(!haveBlocks(['hififace-styles', ...ADAIN_BLOCKS.map((_, k) => `hififace-adain-${k + 1}`)]))('over the blocks', () => {
  const inject = (params: object, more: object = {}, context = blockContext()) => runNode(definition, run, { h: bottom, identity: sid, ...more }, params as never, context);

  it('is the same in two nodes as in one', async () => {
    const whole = await inject({});
    expect([whole.h.layer, whole.h.tensor.shape, whole.blocks.levels.map(({ layer }) => layer)]).toEqual(['adain-4', [80, 32, 32], ['adain-1', 'adain-2', 'adain-3', 'adain-4']]);
    const first = await inject({ to: 2 }), second = await inject({ from: 3 }, { h: first.h });
    expect(largestGap(second.h.tensor.data!, whole.h.tensor.data!)).toBeLessThan(1e-5);
  });

  it('takes the place of the learnt statistics by as much as asked', async () => {
    const other = (await inject({ strength: 2 })).blocks, own = (await inject({})).blocks;
    const given = (await inject({ statisticsAs: 'factors' }, { statistics: other })).blocks;
    expect(largestGap(given.levels[3]!.statistics!.gamma.data!, other.levels[3]!.statistics!.gamma.data!)).toBeLessThan(1e-5);
    expect(largestGap((await inject({ share: 0 }, { statistics: other })).h.tensor.data!, own.levels[3]!.tensor.data!)).toBeLessThan(1e-6);
    const measured = (await inject({}, { statistics: other })).blocks.levels[3]!.statistics!;
    expect(largestGap(measured.muOut.data!, other.levels[3]!.statistics!.muOut.data!)).toBeLessThan(1e-3);
  });

  it('runs on another method’s statistics and says that no network was trained so', async () => {
    const context = blockContext();
    await inject({}, { statistics: testFeatures([112, 16, 16], 3, 'faceshifter', 'aad-4') }, context);
    expect(context.warnings.map(({ en }) => en).join()).toMatch(/Outside the training distribution: the statistics come from "faceshifter"/);
  });
});
