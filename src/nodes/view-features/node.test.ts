import { expect, it } from 'vitest';
import { cpuTensor } from '../../runtime/tensor';
import type { FeaturesValue, PyramidValue } from '../../runtime/values';
import { runNode } from '../shared/run-node';
import { testContext } from '../shared/test-context';
import definition from './node';
import run from './run';

const level = (channels: number): FeaturesValue => ({ kind: 'features', tensor: cpuTensor([channels, 4, 4]), meaning: 'signed', net: 'net', layer: `z${channels}` });
const pyramid: PyramidValue = { kind: 'pyramid', levels: [level(2), level(8)], net: 'net' };

it('shows features, or one level of a pyramid', async () => {
  const alone = level(3);
  expect((await runNode(definition, run, { features: alone }, {}, testContext())).features).toBe(alone);
  expect((await runNode(definition, run, { features: pyramid }, { level: 2 }, testContext())).features).toBe(pyramid.levels[1]);
});

it('says how many levels there are', async () => {
  await expect(runNode(definition, run, { features: pyramid }, { level: 3 }, testContext())).rejects.toThrow('has 2 levels');
});

it('infers the level', () => {
  const type = { kind: 'pyramid', net: 'net', levels: [{ channels: 2, width: 4, height: 4 }] } as const;
  expect(definition.infer!({ features: type }, { level: 1 }).outputs.features).toMatchObject({ kind: 'features', channels: 2, net: 'net' });
});
