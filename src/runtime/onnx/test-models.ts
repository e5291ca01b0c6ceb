/** Writes small ONNX files, for tests: a model is nodes, stored weights, inputs and outputs. */
export interface TestNode { readonly operator: string; readonly inputs: readonly string[]; readonly outputs: readonly string[]; readonly ints?: Readonly<Record<string, number | readonly number[]>>; readonly domain?: string }
export interface TestWeight { readonly name: string; readonly shape: readonly number[]; readonly values: readonly number[] | Float32Array; readonly external?: boolean }
export interface TestPort { readonly name: string; readonly shape: readonly (number | string)[]; readonly type?: number }
export interface TestModel { readonly nodes: readonly TestNode[]; readonly weights?: readonly TestWeight[]; readonly inputs: readonly TestPort[]; readonly outputs: readonly TestPort[]; readonly opset?: number }

type Part = readonly number[];

function varint(value: number): number[] {
  const bytes: number[] = [];
  let rest = BigInt.asUintN(64, BigInt(value));
  do {
    const low = Number(rest & 0x7fn);
    rest >>= 7n;
    bytes.push(rest > 0n ? low | 0x80 : low);
  } while (rest > 0n);
  return bytes;
}

const whole = (field: number, value: number): Part => [...varint(field * 8), ...varint(value)];
const block = (field: number, bytes: ArrayLike<number>): Part => [...varint(field * 8 + 2), ...varint(bytes.length), ...Array.from(bytes)];
const text = (field: number, words: string): Part => block(field, new TextEncoder().encode(words));
const message = (field: number, parts: readonly Part[]): Part => block(field, parts.flat());

function attribute(name: string, value: number | readonly number[]): Part {
  return typeof value === 'number'
    ? message(5, [text(1, name), whole(3, value), whole(20, 2)])
    : message(5, [text(1, name), ...value.map((one) => whole(8, one)), whole(20, 7)]);
}

function port(field: number, { name, shape, type = 1 }: TestPort): Part {
  const sides = shape.map((side) => message(1, [typeof side === 'number' ? whole(1, side) : text(2, side)]));
  return message(field, [text(1, name), message(2, [message(1, [whole(1, type), message(2, sides)])])]);
}

export function writeOnnx(model: TestModel): Uint8Array {
  const nodes = model.nodes.map(({ operator, inputs, outputs, ints = {}, domain }) => message(1, [
    ...inputs.map((name) => text(1, name)), ...outputs.map((name) => text(2, name)), text(3, `${operator}_${outputs[0]}`), text(4, operator),
    ...Object.entries(ints).map(([name, value]) => attribute(name, value)), ...(domain === undefined ? [] : [text(7, domain)]),
  ]));
  const weights = (model.weights ?? []).map(({ name, shape, values, external }) => message(5, [
    ...shape.map((side) => whole(1, side)), whole(2, 1), text(8, name),
    ...(external ? [message(13, [text(1, 'location'), text(2, '../../secret.bin')]), whole(14, 1)] : [block(9, new Uint8Array(Float32Array.from(values).buffer))]),
  ]));
  const graph = message(7, [...nodes, text(2, 'test'), ...weights, ...model.inputs.map((one) => port(11, one)), ...model.outputs.map((one) => port(12, one))]);
  return Uint8Array.from([whole(1, 8), text(2, 'swapgraph-test'), graph, message(8, [text(1, ''), whole(2, model.opset ?? 17)])].flat());
}

/** y = conv3×3(x), `inChannels` → `outChannels`, with weights that look random; the shape on which ONNX Runtime's GPU path can err. */
export function convModel(inChannels: number, outChannels: number, side: number): Uint8Array {
  const values = Float32Array.from({ length: outChannels * inChannels * 9 }, (_, i) => Math.sin(i * 12.9898) * 0.3);
  return writeOnnx({
    nodes: [{ operator: 'Conv', inputs: ['x', 'w'], outputs: ['y'], ints: { pads: [1, 1, 1, 1], kernel_shape: [3, 3] } }],
    weights: [{ name: 'w', shape: [outChannels, inChannels, 3, 3], values }],
    inputs: [{ name: 'x', shape: [1, inChannels, side, side] }], outputs: [{ name: 'y', shape: [1, outChannels, side, side] }],
  });
}

/** y = relu(x) of any size. */
export function reluModel(): Uint8Array {
  return writeOnnx({ nodes: [{ operator: 'Relu', inputs: ['x'], outputs: ['y'] }], inputs: [{ name: 'x', shape: ['n', 'm'] }], outputs: [{ name: 'y', shape: ['n', 'm'] }] });
}
