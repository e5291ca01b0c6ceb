import { expect, test } from 'vitest';
import { createNodePlatform } from '../platform/node';
import { cpuTensor } from '../tensor';
import { halfBits, halfValue } from './convert';
import { inspectOnnx } from './inspect';
import { storedWeight } from './stored';
import { writeOnnx, type TestModel } from './test-models';
import { widenWeights } from './widen';

const cast = (from: string, to: string) => ({ operator: 'Cast', inputs: [from], outputs: [to], ints: { to: 1 } });
/** y = x·w + b, both weights stored in half precision. */
const NET: TestModel = {
  nodes: [cast('w_half', 'w'), cast('b_half', 'b'), { operator: 'Gemm', inputs: ['x', 'w', 'b'], outputs: ['y'] }],
  weights: [
    { name: 'w_half', shape: [3, 2], values: [0.1, -2.5, 1e-6, 300, 0, 7], type: 'float16' }, { name: 'b_half', shape: [2], values: [0.25, -0.75], type: 'float16' },
    { name: 'unread', shape: [1], values: [4] },
  ],
  inputs: [{ name: 'x', shape: [1, 3] }], outputs: [{ name: 'y', shape: [1, 2] }],
};

test('weights are stored as their Casts would make them, and everything else stays', () => {
  const before = inspectOnnx(writeOnnx(NET)), after = inspectOnnx(widenWeights(writeOnnx(NET)));
  expect(after.nodes).toEqual(before.nodes.slice(2));
  expect(after.initializers.map(({ name, type, shape }) => [name, type, shape.join()])).toEqual([['w', 'float32', '3,2'], ['b', 'float32', '2'], ['unread', 'float32', '1']]);
  expect({ ...after, nodes: [], initializers: [] }).toEqual({ ...before, nodes: [], initializers: [] });
});

test('the network gives the same numbers, to the bit', async () => {
  const platform = createNodePlatform();
  const x = cpuTensor([1, 3], Float32Array.of(0.3, -1.7, 2.9));
  const run = async (bytes: Uint8Array) => (await (await platform.createSession(bytes, { name: 'net' })).run({ x })).y!.data;
  expect(await run(widenWeights(writeOnnx(NET)))).toEqual(await run(writeOnnx(NET)));
});

test('every half-precision number keeps its value', () => {
  const bits = Array.from({ length: 0x10000 }, (_, i) => i).filter((half) => (half & 0x7c00) !== 0x7c00 || (half & 0x3ff) === 0);
  const values = bits.map(halfValue);
  const bytes = widenWeights(writeOnnx({ ...NET, nodes: [cast('w_half', 'w'), { operator: 'Gemm', inputs: ['x', 'w'], outputs: ['y'] }], weights: [{ name: 'w_half', shape: [values.length, 1], values, type: 'float16' }] }));
  expect(bits.every((half) => halfBits(halfValue(half)) === half)).toBe(true);
  expect([...storedWeight(bytes, { name: 'w' }).data]).toEqual(values);
});

test('what anything else may read stays in half precision', () => {
  const unchanged = (model: Partial<TestModel>): void => {
    const bytes = writeOnnx({ ...NET, ...model });
    expect(widenWeights(bytes)).toBe(bytes);
  };
  const [first, second, gemm] = NET.nodes as [TestModel['nodes'][0], TestModel['nodes'][0], TestModel['nodes'][0]];
  // Read twice, cast to another type, an output, an input with a default, and a file with branches.
  unchanged({ nodes: [first, second, gemm, cast('w_half', 'again'), cast('b_half', 'too')] });
  unchanged({ nodes: [first, second].map((node) => ({ ...node, ints: { to: 11 } })) });
  unchanged({ outputs: [{ name: 'w', shape: [3, 2] }, { name: 'b_half', shape: [2], type: 10 }] });
  unchanged({ inputs: [{ name: 'w_half', shape: [3, 2], type: 10 }, { name: 'b_half', shape: [2], type: 10 }] });
  unchanged({ nodes: [...NET.nodes, { operator: 'If', inputs: ['y'], outputs: ['z'] }] });
});
