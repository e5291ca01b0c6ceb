import fc from 'fast-check';
import { expect, test } from 'vitest';
import { convModel, reluModel, writeOnnx } from './test-models';
import { NodeError } from '../errors';
import { miscomputedConvs } from './conv-guard';
import { inspectOnnx } from './inspect';

test('reads ports, nodes and weights', () => {
  const file = inspectOnnx(convModel(6, 8, 16));
  expect(file.inputs).toEqual([{ name: 'x', type: 'float32', shape: [1, 6, 16, 16] }]);
  expect(file.outputs).toEqual([{ name: 'y', type: 'float32', shape: [1, 8, 16, 16] }]);
  expect(file.nodes).toMatchObject([{ operator: 'Conv', inputs: ['x', 'w'], ints: { pads: [1, 1, 1, 1] } }]);
  expect(file.initializers).toEqual([{ name: 'w', type: 'float32', shape: [8, 6, 3, 3], external: false }]);
  expect(file.opsets).toEqual({ '': 17 });
  expect(inspectOnnx(reluModel()).inputs[0]!.shape).toEqual(['n', 'm']);
});

test('weights listed among the inputs are no inputs', () => {
  const file = inspectOnnx(writeOnnx({
    nodes: [{ operator: 'Add', inputs: ['x', 'w'], outputs: ['y'] }], weights: [{ name: 'w', shape: [1], values: [2] }],
    inputs: [{ name: 'x', shape: [1] }, { name: 'w', shape: [1] }], outputs: [{ name: 'y', shape: [1] }],
  }));
  expect(file.inputs.map((port) => port.name)).toEqual(['x']);
});

const sentence = (bytes: Uint8Array): string => {
  try {
    inspectOnnx(bytes);
    return '';
  } catch (error) {
    expect(error).toBeInstanceOf(NodeError);
    return (error as NodeError).text.en;
  }
};

test('what is no ONNX gives a sentence', () => {
  expect(sentence(new TextEncoder().encode('<html>not a network</html>'))).toMatch(/^This file is no ONNX network/);
  expect(sentence(new Uint8Array(0))).toMatch(/there is no graph in it/);
  expect(sentence(Uint8Array.from([0x3a, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f]))).toMatch(/reaches past the end/);
  expect(sentence(Uint8Array.from({ length: 40 }, () => 0xff))).toMatch(/does not end|reaches past|no field|wire type/);
});

test('a file cut off anywhere, or with any byte changed, gives a sentence or a description, never another error', () => {
  const whole = convModel(4, 4, 4);
  fc.assert(fc.property(fc.nat(whole.length - 1), (length) => { expect(sentence(whole.subarray(0, length))).not.toBe(''); }), { numRuns: 300 });
  fc.assert(fc.property(fc.nat(whole.length - 1), fc.nat(255), (at, byte) => {
    const changed = whole.slice();
    changed[at] = byte;
    sentence(changed);
  }), { numRuns: 1000 });
});

test('finds the convolutions that ONNX Runtime 1.30 miscomputes on WebGPU', () => {
  const bad = (into: number, out: number): boolean => miscomputedConvs(inspectOnnx(convModel(into, out, 4))).length > 0;
  expect([6, 9, 15, 18, 21, 27, 105, 195].map((into) => bad(into, 8))).toEqual(Array(8).fill(true));
  expect([1, 3, 4, 5, 8, 12, 16, 24, 64].map((into) => bad(into, 8))).toEqual(Array(9).fill(false));
  expect(bad(6, 7)).toBe(false);
});

test('judges weights behind a cast, and distrusts computed ones', () => {
  const conv = { operator: 'Conv', outputs: ['y'], ints: { kernel_shape: [3, 3] } };
  const model = (weights: string, operator: string): Uint8Array => writeOnnx({
    nodes: [{ operator, inputs: ['w'], outputs: [weights] }, { ...conv, inputs: ['x', weights] }],
    weights: [{ name: 'w', shape: [8, 8, 3, 3], values: new Float32Array(576) }], inputs: [{ name: 'x', shape: [1, 8, 9, 9] }], outputs: [{ name: 'y', shape: [1, 8, 7, 7] }],
  });
  expect(miscomputedConvs(inspectOnnx(model('cast', 'Cast')))).toEqual([]);
  expect(miscomputedConvs(inspectOnnx(model('made', 'Neg')))).toEqual(['Conv_y']);
});
