import { describe, expect, it } from 'vitest';
import type { MaskValue } from '../../runtime/values';
import { runNode } from '../shared/run-node';
import { testContext } from '../shared/test-context';
import { discMask, testMask } from '../shared/test-pictures';
import definition from './node';
import run from './run';

const left = testMask(discMask(60, 40, 10, [24, 20])), right = testMask(discMask(60, 40, 10, [34, 20]));
const area = async (params: Record<string, string | number>): Promise<number> =>
  ((await runNode(definition, run, { first: left, second: right }, params, testContext())).mask as MaskValue).pixels.data!.reduce((sum, value) => sum + value, 0);

describe('combine-masks', () => {
  it('intersects, unites and subtracts as sets do', async () => {
    const one = left.pixels.data.reduce((sum, value) => sum + value, 0), two = right.pixels.data.reduce((sum, value) => sum + value, 0);
    const both = await area({ operation: 'minimum' });
    expect(both).toBeGreaterThan(50);
    expect(await area({ operation: 'product' })).toBe(both);
    expect(await area({ operation: 'maximum' })).toBe(one + two - both);
    expect(await area({ operation: 'subtract' })).toBe(one - both);
  });

  it('grows by a share of the smaller side and feathers without losing weight', async () => {
    const both = await area({ operation: 'maximum' });
    expect(await area({ operation: 'maximum', growPercent: 5 })).toBeGreaterThan(both + 80);
    expect(await area({ operation: 'maximum', growPercent: -5 })).toBeLessThan(both - 80);
    expect(Math.abs(await area({ operation: 'maximum', featherPercent: 4 }) - both)).toBeLessThan(0.05 * both);
  });

  it('refuses masks of two sizes', async () => {
    await expect(runNode(definition, run, { first: left, second: testMask(discMask(10, 10, 3)) }, {}, testContext())).rejects.toMatchObject({ port: 'second' });
  });
});
