import { halfBits } from './convert';
import { bytesField, floatField, joined, messageField, textField, wholeField, type Written } from './write';

/** Writes small ONNX files, for tests: a model is nodes, stored weights, inputs and outputs. */
export interface TestNode {
  readonly operator: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly ints?: Readonly<Record<string, number | readonly number[]>>;
  readonly floats?: Readonly<Record<string, number>>;
  readonly texts?: Readonly<Record<string, string>>;
  readonly domain?: string;
  /** Operator and first output when absent. */
  readonly name?: string;
}
export interface TestWeight { readonly name: string; readonly shape: readonly number[]; readonly values: readonly number[] | Float32Array; readonly external?: boolean; /** float32 when absent. */ readonly type?: 'int64' | 'float16' | 'float64' }
export interface TestPort { readonly name: string; readonly shape: readonly (number | string)[]; readonly type?: number }
export interface TestModel { readonly nodes: readonly TestNode[]; readonly weights?: readonly TestWeight[]; readonly inputs: readonly TestPort[]; readonly outputs: readonly TestPort[]; readonly opset?: number; /** Further fields of the graph, already written. */ readonly more?: readonly Written[] }

function attribute(name: string, value: number | readonly number[]): Written {
  return typeof value === 'number'
    ? messageField(5, [textField(1, name), wholeField(3, value), wholeField(20, 2)])
    : messageField(5, [textField(1, name), ...value.map((one) => wholeField(8, one)), wholeField(20, 7)]);
}

function port(field: number, { name, shape, type = 1 }: TestPort): Written {
  const sides = shape.map((side) => messageField(1, [typeof side === 'number' ? wholeField(1, side) : textField(2, side)]));
  return messageField(field, [textField(1, name), messageField(2, [messageField(1, [wholeField(1, type), messageField(2, sides)])])]);
}

function stored({ type, values }: TestWeight): { readonly code: number; readonly bytes: Uint8Array } {
  const bytesOf = (array: Float32Array | Float64Array | BigInt64Array | Uint16Array): Uint8Array => new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
  if (type === 'int64') return { code: 7, bytes: bytesOf(BigInt64Array.from(values, (value) => BigInt(value))) };
  if (type === 'float16') return { code: 10, bytes: bytesOf(Uint16Array.from(values, halfBits)) };
  if (type === 'float64') return { code: 11, bytes: bytesOf(Float64Array.from(values)) };
  return { code: 1, bytes: bytesOf(Float32Array.from(values)) };
}

/** One tensor message, as a weight (field 5 of a graph) or elsewhere. */
export function tensorField(field: number, weight: TestWeight): Written {
  const { code, bytes } = stored(weight);
  return messageField(field, [
    ...weight.shape.map((side) => wholeField(1, side)), wholeField(2, code), textField(8, weight.name),
    ...(weight.external ? [messageField(13, [textField(1, 'location'), textField(2, '../../secret.bin')]), wholeField(14, 1)] : [bytesField(9, bytes)]),
  ]);
}

/** One operator, as field 1 of a graph (7 of a local function). */
export function nodeField({ operator, inputs, outputs, ints = {}, floats = {}, texts = {}, domain, name }: TestNode, more: readonly Written[] = [], field = 1): Written {
  return messageField(field, [
    ...inputs.map((one) => textField(1, one)), ...outputs.map((one) => textField(2, one)), textField(3, name ?? `${operator}_${outputs[0]}`), textField(4, operator),
    ...Object.entries(ints).map(([key, value]) => attribute(key, value)),
    ...Object.entries(floats).map(([key, value]) => messageField(5, [textField(1, key), floatField(2, value), wholeField(20, 1)])),
    ...Object.entries(texts).map(([key, value]) => messageField(5, [textField(1, key), textField(4, value), wholeField(20, 3)])),
    ...(domain === undefined ? [] : [textField(7, domain)]), ...more,
  ]);
}

export function writeOnnx(model: TestModel): Uint8Array {
  const graph = messageField(7, [
    ...model.nodes.map((node) => nodeField(node)), textField(2, 'test'), ...(model.weights ?? []).map((weight) => tensorField(5, weight)),
    ...model.inputs.map((one) => port(11, one)), ...model.outputs.map((one) => port(12, one)), ...(model.more ?? []),
  ]);
  return joined([wholeField(1, 8), textField(2, 'swapgraph-test'), graph, messageField(8, [textField(1, ''), wholeField(2, model.opset ?? 17)])]);
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
