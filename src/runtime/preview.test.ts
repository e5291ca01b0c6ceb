import { expect, it } from 'vitest';
import { cpuCompute } from './cpu-compute';
import { previewOf } from './preview';
import { cpuTensor } from './tensor';
import type { FeaturesValue } from './values';

const SIDE_PX = 32;

it('shows feature maps beside a hot spot, which is clipped', async () => {
  const data = new Float32Array(SIDE_PX * SIDE_PX).fill(1);
  data[0] = 500;
  const value: FeaturesValue = { kind: 'features', tensor: cpuTensor([1, SIDE_PX, SIDE_PX], data), net: 'n', layer: 'l', meaning: 'signed' };
  const preview = await previewOf(value, 0, cpuCompute);
  if (preview.kind !== 'picture') throw new Error('no picture');
  expect(preview.rgba[0]).toBe(255);
  expect(preview.rgba[4]).toBe(255);
  data.fill(0.5, SIDE_PX * SIDE_PX / 2);
  const halves = await previewOf(value, 0, cpuCompute);
  if (halves.kind !== 'picture') throw new Error('no picture');
  expect(halves.rgba.at(-4)).toBe(128);
  data.fill(0);
  data.set([1, 2], 0);
  const sparse = await previewOf(value, 0, cpuCompute);
  if (sparse.kind !== 'picture') throw new Error('no picture');
  expect([sparse.rgba[0], sparse.rgba[4], sparse.rgba[8]]).toEqual([128, 255, 0]);
});
