import { describe, expect, it } from 'vitest';
import type { MaskValue } from '../../runtime/values';
import { runNode } from '../shared/run-node';
import { testContext } from '../shared/test-context';
import { plainPicture, testImage } from '../shared/test-pictures';
import definition from './node';
import run from './run';

const mask = async (params: Record<string, string | number>): Promise<number> =>
  ((await runNode(definition, run, { image: testImage(plainPicture(3, 2, [0.8, 0.4, 0.2])) }, params, testContext())).mask as MaskValue).pixels.data![0]!;

describe('image-to-mask', () => {
  it('reads brightness and channels', async () => {
    expect(await mask({})).toBeCloseTo(0.299 * 0.8 + 0.587 * 0.4 + 0.114 * 0.2, 5);
    expect([await mask({ channel: 'red' }), await mask({ channel: 'green' }), await mask({ channel: 'blue' })].map((value) => Number(value.toFixed(4)))).toEqual([0.8, 0.4, 0.2]);
  });

  it('stretches between the two levels, clips, and inverts', async () => {
    expect(await mask({ channel: 'green', low: 0.2, high: 0.6 })).toBeCloseTo(0.5, 5);
    expect(await mask({ channel: 'red', low: 0.2, high: 0.6 })).toBe(1);
    expect(await mask({ channel: 'green', low: 0.6, high: 0.2 })).toBeCloseTo(0.5, 5);
    expect(await mask({ channel: 'red', low: 1, high: 0 })).toBeCloseTo(0.2, 5);
  });

  it('does not divide by nothing when both levels are equal', async () => {
    expect(await mask({ channel: 'red', low: 0.5, high: 0.5 })).toBe(1);
  });
});
