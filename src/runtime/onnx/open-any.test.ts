import fc from 'fast-check';
import { expect, test } from 'vitest';
import { NodeError } from '../errors';
import { openUntrusted } from './hostile';
import { inspectOnnx } from './inspect';
import { inferShapes } from './shapes';
import { storedWeight } from './stored';
import { withOutputs } from './surgery';
import { listTensors } from './tensors';
import { convModel, nodeField, reluModel, tensorField, writeOnnx, type TestModel } from './test-models';
import { joined, messageField, textField, wholeField, type Written } from './write';

/** Two convolutions, a shape computed inside, a resize and a concatenation: what exporters write. */
const NET: TestModel = {
  nodes: [
    { operator: 'Conv', inputs: ['x', 'w'], outputs: ['/enc/conv'], ints: { pads: [1, 1, 1, 1], strides: [2, 2] }, name: '/enc/Conv' },
    { operator: 'Relu', inputs: ['/enc/conv'], outputs: ['/enc/relu'], name: '/enc/Relu' },
    { operator: 'Shape', inputs: ['/enc/relu'], outputs: ['shape'] },
    { operator: 'Gather', inputs: ['shape', 'zero'], outputs: ['batch'] },
    { operator: 'Unsqueeze', inputs: ['batch', 'axes'], outputs: ['batch1'] },
    { operator: 'Concat', inputs: ['batch1', 'rest'], outputs: ['target'], ints: { axis: 0 } },
    { operator: 'Reshape', inputs: ['/enc/relu', 'target'], outputs: ['flat'] },
    { operator: 'Resize', inputs: ['/enc/relu', '', 'scales'], outputs: ['up'], texts: { mode: 'nearest' } },
    { operator: 'Concat', inputs: ['x', 'up'], outputs: ['y'], ints: { axis: 1 } },
  ],
  weights: [
    { name: 'w', shape: [4, 3, 3, 3], values: Float32Array.from({ length: 108 }, (_, i) => Math.sin(i)) },
    { name: 'zero', shape: [], values: [0], type: 'int64' }, { name: 'axes', shape: [1], values: [0], type: 'int64' },
    { name: 'rest', shape: [2], values: [4, -1], type: 'int64' }, { name: 'scales', shape: [4], values: [1, 1, 2, 2] },
  ],
  inputs: [{ name: 'x', shape: [1, 3, 8, 8] }], outputs: [{ name: 'y', shape: [1, 7, 8, 8] }],
};

const faultOf = (act: () => unknown): string => {
  try {
    act();
    return '';
  } catch (error) {
    expect(error).toBeInstanceOf(NodeError);
    expect((error as NodeError).text.zh).toMatch(/[\u4e00-\u9fff]/);
    return (error as NodeError).text.en;
  }
};

test('every inner tensor is listed with its operator, layer and shape', () => {
  const tensors = listTensors(inspectOnnx(writeOnnx(NET)));
  expect(tensors.map(({ name, operator, shape }) => [name, operator, shape?.join()])).toEqual([
    ['/enc/conv', 'Conv', '1,4,4,4'], ['/enc/relu', 'Relu', '1,4,4,4'], ['shape', 'Shape', '4'], ['batch', 'Gather', ''], ['batch1', 'Unsqueeze', '1'],
    ['target', 'Concat', '3'], ['flat', 'Reshape', '1,4,16'], ['up', 'Resize', '1,4,8,8'], ['y', 'Concat', '1,7,8,8'],
  ]);
  expect(tensors[0]).toMatchObject({ layer: '/enc/Conv', type: 'float32', output: false });
  expect(tensors[2]).toMatchObject({ type: 'int64' });
  expect(tensors.at(-1)).toMatchObject({ output: true });
});

test('free sides keep their names where a layer keeps the side', () => {
  const known = inferShapes(inspectOnnx(writeOnnx({ ...NET, inputs: [{ name: 'x', shape: ['n', 3, 'h', 'w'] }], outputs: [{ name: 'y', shape: ['n', 4, 'p', 'q'] }], nodes: [{ operator: 'Conv', inputs: ['x', 'w'], outputs: ['same'], ints: { pads: [1, 1, 1, 1] } }, { operator: 'Conv', inputs: ['x', 'w'], outputs: ['y'], ints: { strides: [2, 2] } }] })));
  expect(known.get('same')?.shape).toEqual(['n', 4, 'h', 'w']);
  expect(known.get('y')?.shape).toEqual(['n', 4, 'p', 'q']);
});

test('an inner tensor becomes an output, and nothing else changes', () => {
  const bytes = writeOnnx(NET), cut = withOutputs(bytes, ['/enc/relu', 'up', 'y']);
  expect(inspectOnnx(cut).outputs.map(({ name }) => name)).toEqual(['y', '/enc/relu', 'up']);
  expect({ ...inspectOnnx(cut), outputs: [] }).toEqual({ ...inspectOnnx(bytes), outputs: [] });
  expect(withOutputs(bytes, [])).toBe(bytes);
  expect(withOutputs(bytes, ['y'])).toBe(bytes);
  expect(faultOf(() => withOutputs(bytes, ['nothing']))).toMatch(/computes no tensor called "nothing"/);
  expect(faultOf(() => withOutputs(bytes, ['x']))).toMatch(/computes no tensor called "x"/);
});

test('property: any set of tensors of any chain of layers becomes outputs, in order, whatever their names', () => {
  const name = fc.string({ minLength: 1, maxLength: 300, unit: 'binary' }).filter((text) => new TextDecoder().decode(new TextEncoder().encode(text)) === text);
  fc.assert(fc.property(fc.uniqueArray(name, { minLength: 2, maxLength: 12 }), fc.infiniteStream(fc.boolean()), (names, ticks) => {
    const nodes = names.slice(1).map((output, i) => ({ operator: 'Relu', inputs: [names[i]!], outputs: [output] }));
    const bytes = writeOnnx({ nodes, inputs: [{ name: names[0]!, shape: [1, 2] }], outputs: [{ name: names.at(-1)!, shape: [1, 2] }] });
    const wanted = names.slice(1, -1).filter(() => ticks.next().value);
    const cut = withOutputs(bytes, wanted);
    expect(openUntrusted(cut, 'n').outputs.map((output) => output.name)).toEqual([names.at(-1), ...wanted]);
    expect(inspectOnnx(cut).nodes).toEqual(inspectOnnx(bytes).nodes);
    expect(withOutputs(cut, wanted)).toBe(cut);
  }), { numRuns: 200 });
});

test('fuzz: bytes changed, taken away or put in give words or a network, never another error', () => {
  const whole = [writeOnnx(NET), convModel(4, 4, 4), reluModel()];
  const attempt = (bytes: Uint8Array): void => {
    faultOf(() => { listTensors(openUntrusted(bytes, 'n')); });
    faultOf(() => { withOutputs(bytes, ['/enc/relu']); });
    faultOf(() => { storedWeight(bytes, 'last'); });
  };
  fc.assert(fc.property(fc.constantFrom(...whole), fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 6 }), (bytes, changes) => {
    const changed = bytes.slice();
    for (const [at, value] of changes) changed[at % changed.length] = value;
    attempt(changed);
  }), { numRuns: 1500 });
  fc.assert(fc.property(fc.constantFrom(...whole), fc.nat(), fc.uint8Array({ maxLength: 12 }), fc.nat(20), (bytes, at, put, taken) => {
    const place = at % bytes.length;
    attempt(Uint8Array.from([...bytes.subarray(0, place), ...put, ...bytes.subarray(Math.min(bytes.length, place + taken))]));
  }), { numRuns: 700 });
  fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => { attempt(bytes); }), { numRuns: 300 });
});

test('negative numbers and large ones keep their value', () => {
  const file = inspectOnnx(writeOnnx({ ...NET, nodes: [{ operator: 'Concat', inputs: ['x', 'x'], outputs: ['y'], ints: { axis: -3, pads: [-1, 2 ** 40, -(2 ** 52), 127, 2 ** 31] } }] }));
  expect(file.nodes[0]!.ints).toEqual({ axis: [-3], pads: [-1, 2 ** 40, -(2 ** 52), 127, 2 ** 31] });
});

test('a stored weight is read by name, or the last one, in float32 and float16', () => {
  const bytes = writeOnnx({ ...NET, weights: [...NET.weights!, { name: 'emap', shape: [2, 2], values: [1, 0.5, -2, 4], type: 'float16' }] });
  expect([...storedWeight(bytes, 'last').data]).toEqual([1, 0.5, -2, 4]);
  expect(storedWeight(bytes, { name: 'w' }).shape).toEqual([4, 3, 3, 3]);
  expect(storedWeight(bytes, { name: 'w' }).data[1]).toBeCloseTo(Math.sin(1), 6);
  expect(faultOf(() => storedWeight(bytes, { name: 'none' }))).toMatch(/"none" cannot be read: the file has no such weight/);
  expect(faultOf(() => storedWeight(reluModel(), 'last'))).toMatch(/last weight of the file cannot be read/);
});

const withNode = (more: readonly Written[]): Uint8Array => writeOnnx({ ...NET, more: [nodeField({ operator: 'If', inputs: ['zero'], outputs: ['branch'] }, more)] });
const outside = { name: 'secret', shape: [1], values: [1], external: true } as const;
const deep = (levels: number): Written => (levels === 0 ? textField(2, 'end') : messageField(6, [nodeField({ operator: 'If', inputs: [], outputs: [] }, [messageField(5, [textField(1, 'then_branch'), deep(levels - 1)])])]));

test.each([
  ['weights in another file', writeOnnx({ ...NET, weights: [...NET.weights!, outside] }), /"net\.onnx" keeps weights in another file \("secret" is external data\)/],
  ['a constant in another file', withNode([messageField(5, [textField(1, 'value'), tensorField(5, outside)])]), /external data/],
  ['external data inside a branch', withNode([messageField(5, [textField(1, 'then_branch'), messageField(6, [tensorField(5, outside)])])]), /external data/],
  ['external data in a sparse weight', writeOnnx({ ...NET, more: [messageField(15, [tensorField(1, outside)])] }), /external data/],
  ['external data in a local function', joined([[writeOnnx(NET)], messageField(25, [nodeField({ operator: 'Constant', inputs: [], outputs: ['c'] }, [messageField(5, [textField(1, 'value'), tensorField(5, outside)])], 7)])]), /external data/],
  ['a second graph that other readers would merge in', joined([[writeOnnx(NET)], messageField(7, [tensorField(5, outside)])]), /two graphs/],
  ['a weight that claims more than is stored', writeOnnx({ ...NET, weights: [...NET.weights!, { name: 'big', shape: [1_000_000], values: [1] }] }), /"big" says it has the shape 1000000, which does not agree with the 4 bytes/],
  ['a weight with a negative side', writeOnnx({ ...NET, weights: [...NET.weights!, { name: 'neg', shape: [-1, -1], values: [1] }] }), /"neg" says it has the shape -1 × -1/],
  ['a weight of absurd size', writeOnnx({ ...NET, weights: [...NET.weights!, { name: 'huge', shape: [2 ** 40, 2 ** 12], values: [1] }] }), /"huge" would have the shape .* which no memory holds/],
  ['an input of absurd size', writeOnnx({ ...NET, inputs: [{ name: 'x', shape: [1, 3, 1e6, 1e6] }] }), /which no memory holds/],
  ['a tensor of absurd size made inside', writeOnnx({ ...NET, nodes: [...NET.nodes, { operator: 'ConstantOfShape', inputs: ['bomb'], outputs: ['boom'] }], weights: [...NET.weights!, { name: 'bomb', shape: [2], values: [2 ** 31, 16], type: 'int64' }] }), /"boom" would have the shape 2147483648 × 16/],
  ['a picture grown to absurd size', writeOnnx({ ...NET, nodes: [...NET.nodes, { operator: 'Tile', inputs: ['x', 'bomb'], outputs: ['boom'] }], weights: [...NET.weights!, { name: 'bomb', shape: [4], values: [1, 1, 50_000, 50_000], type: 'int64' }] }), /"boom" would have the shape/],
  ['a circle of layers', writeOnnx({ ...NET, nodes: [...NET.nodes, { operator: 'Add', inputs: ['x', 'b'], outputs: ['a'] }, { operator: 'Relu', inputs: ['a'], outputs: ['b'] }] }), /"Add_a" waits for its own result: the graph goes in a circle/],
  ['a layer that reads itself', writeOnnx({ ...NET, nodes: [...NET.nodes, { operator: 'Relu', inputs: ['a'], outputs: ['a'] }] }), /goes in a circle/],
  ['a tensor made twice', writeOnnx({ ...NET, nodes: [...NET.nodes, { operator: 'Relu', inputs: ['x'], outputs: ['up'] }] }), /make the same tensor "up"/],
  ['branches in branches without end', withNode([messageField(5, [textField(1, 'then_branch'), deep(40)])]), /nested more than 16 deep/],
  ['functions that call each other', joined([[writeOnnx(NET)], ...['A', 'B'].map((own, i) => messageField(25, [textField(1, own), nodeField({ operator: ['B', 'A'][i]!, inputs: [], outputs: [], domain: 'local' }, [], 7), textField(10, 'local')]))]), /function "A" calls itself/],
])('%s is refused in words', (_what, bytes, words) => {
  expect(faultOf(() => openUntrusted(bytes, 'net.onnx'))).toMatch(words);
});

test('a long chain and a wide graph are read in linear time', () => {
  const nodes = Array.from({ length: 20_000 }, (_, i) => ({ operator: 'Relu', inputs: [i === 0 ? 'x' : `t${i - 1}`], outputs: [`t${i}`] }));
  const bytes = writeOnnx({ nodes, inputs: [{ name: 'x', shape: [1, 3, 4, 4] }], outputs: [{ name: 't19999', shape: [1, 3, 4, 4] }] });
  const start = performance.now();
  expect(listTensors(openUntrusted(bytes, 'long'))).toHaveLength(20_000);
  expect(performance.now() - start).toBeLessThan(5000);
  expect(wholeField(1, 300)).toHaveLength(2);
});
