import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Json } from '../graph/types';
import { defineNode, type NodeDefinition } from './define';
import { checkParams, resolveParams } from './params';

const title = { en: 'T', zh: 'T' };
const definition = defineNode({
  type: 't', version: 1, category: 'utility', title, summary: title, inputs: {}, outputs: {},
  params: {
    size: { kind: 'number', initial: 8, min: 1, max: 16, integer: true, unit: 'px', title },
    seed: { kind: 'seed', initial: 0, title },
    on: { kind: 'boolean', initial: true, title },
    one: { kind: 'choice', initial: 'a', options: { a: title, b: title }, title },
    some: { kind: 'choices', initial: ['a'], options: { a: title, b: title }, title },
    words: { kind: 'text', initial: '', maxLength: 3, title },
    tint: { kind: 'colour', initial: [0, 0, 0], title },
    file: { kind: 'file', initial: '', accept: '*', title },
    sliders: { kind: 'numbers', initial: { x: 0, y: 0 }, names: [{ name: 'x', title, min: -1, max: 1 }, { name: 'y', title, min: -1, max: 1 }], title },
    any: { kind: 'json', initial: null, title },
  },
}) as unknown as NodeDefinition;

const saying = (given: Record<string, Json>): string[] => checkParams(definition, given).map((problem) => problem.message.en);

test('a value out of range, of another kind or unknown is told with its range', () => {
  expect(saying({ size: 17 })).toEqual(['"size" must be between 1 and 16 px; it is 17.']);
  expect(saying({ size: 2.5 })).toEqual(['"size" must be a whole number; it is 2.5.']);
  expect(saying({ size: '2' })).toEqual(['"size" must be a number; it is "2".']);
  expect(saying({ seed: -1, on: 0, one: 'c', some: ['c'], words: 'long', tint: [0, 0, 2], file: 3, sliders: { z: 0 } })).toHaveLength(8);
  expect(saying({ sliders: { x: 2 } })).toEqual(['"sliders.x" must be between -1 and 1; it is 2.']);
  expect(saying({ one: 'toString' })).toHaveLength(1);
  expect(saying({ size: 3, any: { a: [1] }, unknown: 5 })).toEqual([]);
});

test('what a node gets is always usable', () => {
  fc.assert(fc.property(fc.dictionary(fc.constantFrom(...Object.keys(definition.params), 'other'), fc.jsonValue() as fc.Arbitrary<Json>), (given) => {
    const resolved = resolveParams(definition, given);
    expect(Object.keys(resolved)).toEqual(Object.keys(definition.params));
    expect(checkParams(definition, resolved)).toEqual([]);
  }));
});

test('numbers that are not given keep their initial values', () => {
  expect(resolveParams(definition, { sliders: { y: 0.5 } })['sliders']).toEqual({ x: 0, y: 0.5 });
});
