import fc from 'fast-check';
import { expect, test } from 'vitest';
import { NodeError } from '../errors';
import { cpuTensor } from '../tensor';
import { checkFeeds, fromElementType, halfBits, halfValue, toElementType } from './convert';

test('half floats survive both ways', () => {
  fc.assert(fc.property(fc.integer({ min: 0, max: 0xffff }), (bits) => {
    const value = halfValue(bits);
    if (!Number.isNaN(value)) expect(halfBits(value)).toBe(bits);
  }), { numRuns: 5000 });
  expect([0, -0, 1, 65504, 65520, 1e-8, 2 ** -24, 1.0009765625 + 2 ** -12].map(halfBits)).toEqual([0, 0x8000, 0x3c00, 0x7bff, 0x7c00, 0, 1, 0x3c01]);
  expect(halfBits(NaN)).toBeGreaterThan(0x7c00);
});

test('numbers become what a network wants, and come back', () => {
  const data = Float32Array.of(0, 1, 2, 3);
  for (const type of ['float32', 'float64', 'float16', 'int64', 'int32', 'uint8', 'int8', 'uint16', 'int16', 'uint32', 'uint64']) expect([...fromElementType(toElementType(data, type) as never, type)]).toEqual([0, 1, 2, 3]);
  expect([...toElementType(data, 'bool') as Uint8Array]).toEqual([0, 1, 1, 1]);
  expect(() => toElementType(data, 'string')).toThrow(NodeError);
});

test('inputs of a wrong shape are refused in words before anything runs', () => {
  const ports = [{ name: 'face', type: 'float32', shape: [1, 3, 112, 112] }, { name: 'other', type: 'float32', shape: ['n', 4] }, { name: 'third', type: 'float32', shape: ['n'] }];
  const given = { face: cpuTensor([1, 3, 112, 112]), other: cpuTensor([2, 4]), third: cpuTensor([2]) };
  expect(() => { checkFeeds('net', ports, given); }).not.toThrow();
  expect(() => { checkFeeds('net', ports, { ...given, face: cpuTensor([1, 3, 128, 128]) }); }).toThrow('Input "face" of "net" must have the shape [1, 3, 112, 112]; it was given [1, 3, 128, 128].');
  expect(() => { checkFeeds('net', ports, { ...given, third: cpuTensor([3]) }); }).toThrow(/"third"/);
  expect(() => { checkFeeds('net', ports, { face: given.face, other: given.other }); }).toThrow(/needs its input "third"/);
  expect(() => { checkFeeds('net', ports, { ...given, extra: given.third }); }).toThrow(/has no input "extra"/);
});
