import { describe, expect, it } from 'vitest';
import { cpuTensor } from '../../runtime/tensor';
import type { FeaturesValue } from '../../runtime/values';
import { runNode } from '../shared/run-node';
import { refusalOf, testFeatures } from '../shared/swap-blocks/test-blocks';
import { testContext } from '../shared/test-context';
import definition from './node';
import run from './run';

const a = testFeatures([3, 4, 5], 1, 'n', 'x');
const scaled = (factor: number): FeaturesValue => ({ ...a, tensor: cpuTensor([3, 4, 5], a.tensor.data.map((value) => factor * value)) });
const compare = (first: FeaturesValue, second: FeaturesValue) => runNode(definition, run, { first, second }, {}, testContext());

describe('feature-difference', () => {
  it('is 0 for the same and 2 for the opposite', async () => {
    expect((await compare(a, a)).distance.value).toBe(0);
    const opposite = await compare(a, scaled(-1));
    expect(opposite.distance.value).toBeCloseTo(2, 5);
    expect(opposite.table.rows[0]![2]).toBeCloseTo(-1, 5);
  });

  it('hands out first minus second, and the largest of it', async () => {
    const { difference, table } = await compare(a, scaled(0.5));
    expect(difference.levels[0]!.tensor.data![7]).toBeCloseTo(0.5 * a.tensor.data[7]!, 6);
    expect(table.rows[0]![3]).toBeCloseTo(0.5 * Math.max(...a.tensor.data.map(Math.abs)), 5);
    expect(table.rows[0]![1]).toBeCloseTo(0.5 / 0.75, 4);
  });

  it('refuses maps of other shapes before it runs and while it runs', async () => {
    expect(refusalOf(definition, { first: { kind: 'features', channels: 3, width: 5, height: 4 }, second: { kind: 'features', channels: 4, width: 5, height: 4 } })).toMatch(/^second: .*4×4×5.*3×4×5/);
    await expect(compare(a, testFeatures([3, 4, 4], 1, 'n', 'x'))).rejects.toMatchObject({ port: 'second', code: 'refused' });
  });
});
