import { describe, expect, it } from 'vitest';
import { cpuTensor } from '../../runtime/tensor';
import type { FeaturesValue, PyramidValue } from '../../runtime/values';
import { runNode } from '../shared/run-node';
import { testFeatures } from '../shared/swap-blocks/test-blocks';
import { testContext } from '../shared/test-context';
import definition from './node';
import run from './run';

const features: FeaturesValue = { kind: 'features', tensor: cpuTensor([2, 1, 2], Float32Array.of(1, 3, -2, -2)), meaning: 'signed', net: 'n', layer: 'one' };

describe('feature-statistics', () => {
  it('gives mean, deviation and range of a map', async () => {
    const { table, mean } = await runNode(definition, run, { features }, {}, testContext());
    expect(table.columns.map(({ name }) => name)).toEqual(['layer', 'channels', 'size', 'mean', 'mean σ', 'smallest', 'largest']);
    expect(table.rows).toEqual([['one', 2, '2×1', 0, 0.5, -2, 3]]);
    expect(mean.value).toBe(0);
  });

  it('says what a normalising layer did, where one did', async () => {
    const vector = (...values: number[]) => cpuTensor([2], Float32Array.from(values));
    const statistics = { muIn: vector(0, 0), sigmaIn: vector(1, 2), gamma: vector(3, -1), beta: vector(0.5, -0.5), muOut: vector(0.5, -0.5), sigmaOut: vector(3, 2) };
    const pyramid: PyramidValue = { kind: 'pyramid', net: 'n', levels: [{ ...features, statistics }, testFeatures([4, 2, 2], 1, 'n', 'two')] };
    const { table } = await runNode(definition, run, { features: pyramid }, {}, testContext());
    expect(table.rows[0]!.slice(7)).toEqual([2, 0.5, 2]);
    expect(table.rows[1]!.slice(7)).toEqual(['–', '–', '–']);
  });
});
