import { expect, test } from 'vitest';
import { allFinite, findNonFinite } from './inspect-values';
import { cpuTensor } from './tensor';

test('every place of arrays of every length is seen, and huge values are finite', () => {
  for (const length of [0, 1, 2, 3, 4, 5, 7, 8, 11]) {
    expect(allFinite(new Float32Array(length).fill(3.4e38))).toBe(true);
    for (let at = 0; at < length; at++) for (const bad of [NaN, Infinity, -Infinity]) expect(allFinite(new Float32Array(length).fill(-3.4e38).fill(bad, at, at + 1)), `${bad} at ${at} of ${length}`).toBe(false);
  }
  expect(allFinite(Float32Array.of(Infinity, -Infinity, 1))).toBe(false);
});

test('the first is named by its axes, and all are counted', () => {
  const tensor = cpuTensor([2, 3, 4]);
  expect(findNonFinite('x', tensor)).toBeUndefined();
  tensor.data[17] = NaN;
  tensor.data[23] = Infinity;
  expect(findNonFinite('x', tensor)).toEqual({ tensor: 'x', count: 2, total: 24, first: [1, 1, 1] });
});
