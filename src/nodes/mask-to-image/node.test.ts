import { expect, it } from 'vitest';
import { linearToSrgb } from '../../face/colour/convert';
import type { ImageValue } from '../../runtime/values';
import { runNode } from '../shared/run-node';
import { testContext } from '../shared/test-context';
import { discMask, plainPicture, testImage, testMask } from '../shared/test-pictures';
import definition from './node';
import run from './run';

const mask = testMask(discMask(9, 9, 3));
const show = async (inputs: Record<string, unknown>): Promise<Float32Array> => ((await runNode(definition, run, { mask, ...inputs } as never, { colour: [1, 0, 0], opacity: 0.5 }, testContext())).image as ImageValue).pixels.data!;

it('shows a mask as grey', async () => {
  const grey = await show({});
  expect([grey[40], grey[81 + 40], grey[0]]).toEqual([1, 1, 0]);
});

it('lays a mask over a picture in a colour', async () => {
  const over = await show({ image: testImage(plainPicture(9, 9, [0.2, 0.4, 0.6])) });
  expect(over[40]).toBeCloseTo(0.5 * 0.2 + 0.5 * linearToSrgb(1), 5);
  expect(over[81 + 40]).toBeCloseTo(0.2, 5);
  expect(over[81]).toBeCloseTo(0.4, 6);
});
