import { NodeError } from '../errors';
import { fieldsOf, ProtobufFault, pushFloats, pushInts, textOf, type Field } from './protobuf';
import { readSmallValues } from './stored';

export interface OnnxPort { readonly name: string; /** `float32`, `int64`, … */ readonly type: string; /** Numbers, or names of free sides. */ readonly shape: readonly (number | string)[] }
export interface OnnxNode {
  readonly name: string;
  readonly operator: string;
  readonly domain: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  /** Integer attributes, such as `group` and `strides`. */
  readonly ints: Readonly<Record<string, readonly number[]>>;
  readonly floats: Readonly<Record<string, readonly number[]>>;
  /** Text attributes, such as `auto_pad`. */
  readonly texts: Readonly<Record<string, string>>;
  /** Tensor attributes, such as the `value` of a Constant. */
  readonly tensors: Readonly<Record<string, OnnxInitializer>>;
}
export interface OnnxInitializer {
  readonly name: string;
  readonly type: string;
  readonly shape: readonly number[];
  readonly external: boolean;
  /** The numbers of a tensor of few elements: what shapes are computed from. */
  readonly values?: readonly number[];
}

export interface OnnxFile {
  readonly irVersion: number;
  readonly producer: string;
  /** Version by operator domain; '' is the standard one. */
  readonly opsets: Readonly<Record<string, number>>;
  /** Without initialisers, which older files list among the inputs. */
  readonly inputs: readonly OnnxPort[];
  readonly outputs: readonly OnnxPort[];
  /** Types of inner tensors, where the file says them. */
  readonly inner: readonly OnnxPort[];
  readonly nodes: readonly OnnxNode[];
  readonly initializers: readonly OnnxInitializer[];
}

export const ONNX_TYPES = ['undefined', 'float32', 'uint8', 'int8', 'uint16', 'int16', 'int32', 'int64', 'string', 'bool', 'float16', 'float64', 'uint32', 'uint64', 'complex64', 'complex128', 'bfloat16'];

/** Reads what an ONNX file says of itself, without running anything. @throws NodeError, in words, for files that are no ONNX, cut off or malformed. */
export function inspectOnnx(bytes: Uint8Array): OnnxFile {
  try {
    return readModel(bytes);
  } catch (error) {
    if (!(error instanceof ProtobufFault)) throw error;
    throw notOnnx(error.message);
  }
}

function notOnnx(why: string): NodeError {
  return new NodeError({
    en: `This file is no ONNX network, or it is cut off (${why}). Choose an .onnx file, or download it again.`,
    zh: `此文件不是 ONNX 网络，或内容不完整（${why}）。请选择 .onnx 文件，或重新下载。`,
  }, { code: 'not-onnx' });
}

function readModel(bytes: Uint8Array): OnnxFile {
  let irVersion = 0, producer = '';
  const opsets: Record<string, number> = Object.create(null) as Record<string, number>;
  let graph: Field | undefined;
  for (const field of fieldsOf(bytes, 0, bytes.length)) {
    if (field.number === 1 && field.wire === 0) irVersion = field.value;
    else if (field.number === 2 && field.wire === 2) producer = textOf(bytes, field);
    else if (field.number === 7 && field.wire === 2) {
      // A second graph would be merged with the first by other readers: what they run would not be what was checked.
      if (graph) throw new ProtobufFault('it holds two graphs');
      graph = field;
    }
    else if (field.number === 8 && field.wire === 2) readOpset(bytes, field, opsets);
  }
  if (!graph) throw new ProtobufFault('there is no graph in it');
  if (irVersion === 0) throw new ProtobufFault('it names no format version');
  if (Object.keys(opsets).length === 0) throw new ProtobufFault('it names no version of its operators');
  const parts = readGraph(bytes, graph);
  if (parts.nodes.length === 0 && parts.outputs.length === 0) throw new ProtobufFault('its graph is empty');
  const weights = new Set(parts.initializers.map((one) => one.name));
  return { irVersion, producer, opsets: { ...opsets }, ...parts, inputs: parts.inputs.filter((port) => !weights.has(port.name)) };
}

function readOpset(bytes: Uint8Array, field: Field, into: Record<string, number>): void {
  let domain = '', version = 0;
  for (const part of fieldsOf(bytes, field.start, field.end)) {
    if (part.number === 1) domain = textOf(bytes, part);
    else if (part.number === 2) version = part.value;
  }
  into[domain === 'ai.onnx' ? '' : domain] = version;
}

function readGraph(bytes: Uint8Array, graph: Field): Pick<OnnxFile, 'inputs' | 'outputs' | 'inner' | 'nodes' | 'initializers'> {
  const inputs: OnnxPort[] = [], outputs: OnnxPort[] = [], inner: OnnxPort[] = [];
  const nodes: OnnxNode[] = [];
  const initializers: OnnxInitializer[] = [];
  for (const field of fieldsOf(bytes, graph.start, graph.end)) {
    if (field.wire !== 2) continue;
    if (field.number === 1) nodes.push(readNode(bytes, field));
    else if (field.number === 5) initializers.push(readTensor(bytes, field));
    else if (field.number === 11) inputs.push(readPort(bytes, field));
    else if (field.number === 12) outputs.push(readPort(bytes, field));
    else if (field.number === 13) inner.push(readPort(bytes, field));
  }
  return { inputs, outputs, inner, nodes, initializers };
}

function readNode(bytes: Uint8Array, node: Field): OnnxNode {
  let name = '', operator = '', domain = '';
  const inputs: string[] = [], outputs: string[] = [];
  const attributes: Attributes = { ints: empty(), floats: empty(), texts: empty(), tensors: empty() };
  for (const field of fieldsOf(bytes, node.start, node.end)) {
    if (field.wire !== 2) continue;
    if (field.number === 1) inputs.push(textOf(bytes, field));
    else if (field.number === 2) outputs.push(textOf(bytes, field));
    else if (field.number === 3) name = textOf(bytes, field);
    else if (field.number === 4) operator = textOf(bytes, field);
    else if (field.number === 7) domain = textOf(bytes, field);
    else if (field.number === 5) readAttribute(bytes, field, attributes);
  }
  const { ints, floats, texts, tensors } = attributes;
  return { name, operator, domain, inputs, outputs, ints: { ...ints }, floats: { ...floats }, texts: { ...texts }, tensors: { ...tensors } };
}

interface Attributes { readonly ints: Record<string, readonly number[]>; readonly floats: Record<string, readonly number[]>; readonly texts: Record<string, string>; readonly tensors: Record<string, OnnxInitializer> }

function empty<T>(): Record<string, T> {
  return Object.create(null) as Record<string, T>;
}

function readAttribute(bytes: Uint8Array, attribute: Field, into: Attributes): void {
  let name = '', text: string | undefined, tensor: OnnxInitializer | undefined;
  const ints: number[] = [], floats: number[] = [];
  for (const field of fieldsOf(bytes, attribute.start, attribute.end)) {
    if (field.number === 1 && field.wire === 2) name = textOf(bytes, field);
    else if (field.number === 2 || field.number === 7) pushFloats(bytes, field, floats);
    else if (field.number === 3 && field.wire === 0) ints.push(field.value);
    else if (field.number === 8) pushInts(bytes, field, ints);
    else if (field.number === 4 && field.wire === 2) text = textOf(bytes, field);
    else if (field.number === 5 && field.wire === 2) tensor = readTensor(bytes, field);
  }
  if (ints.length > 0) into.ints[name] = ints;
  if (floats.length > 0) into.floats[name] = floats;
  if (text !== undefined) into.texts[name] = text;
  if (tensor) into.tensors[name] = tensor;
}

function readTensor(bytes: Uint8Array, tensor: Field): OnnxInitializer {
  let name = '', type = 0, external = false;
  const shape: number[] = [];
  for (const field of fieldsOf(bytes, tensor.start, tensor.end)) {
    if (field.number === 1) pushInts(bytes, field, shape);
    else if (field.number === 2 && field.wire === 0) type = field.value;
    else if (field.number === 8 && field.wire === 2) name = textOf(bytes, field);
    else if (field.number === 13) external = true;
    else if (field.number === 14 && field.value === 1) external = true;
  }
  const values = external ? undefined : readSmallValues(bytes, tensor, type, shape);
  return { name, type: ONNX_TYPES[type] ?? `type ${type}`, shape, external, ...(values ? { values } : {}) };
}

function readPort(bytes: Uint8Array, port: Field): OnnxPort {
  let name = '', type = 'unknown';
  const shape: (number | string)[] = [];
  for (const field of fieldsOf(bytes, port.start, port.end)) {
    if (field.wire !== 2) continue;
    if (field.number === 1) name = textOf(bytes, field);
    if (field.number !== 2) continue;
    for (const kind of fieldsOf(bytes, field.start, field.end)) {
      if (kind.number !== 1 || kind.wire !== 2) continue;
      for (const part of fieldsOf(bytes, kind.start, kind.end)) {
        if (part.number === 1 && part.wire === 0) type = ONNX_TYPES[part.value] ?? `type ${part.value}`;
        else if (part.number === 2 && part.wire === 2) readShape(bytes, part, shape);
      }
    }
  }
  return { name, type, shape };
}

function readShape(bytes: Uint8Array, shapeField: Field, into: (number | string)[]): void {
  for (const side of fieldsOf(bytes, shapeField.start, shapeField.end)) {
    if (side.number !== 1 || side.wire !== 2) continue;
    let found: number | string = '?';
    for (const part of fieldsOf(bytes, side.start, side.end)) {
      if (part.number === 1 && part.wire === 0) found = part.value;
      else if (part.number === 2 && part.wire === 2) found = textOf(bytes, part);
    }
    into.push(found);
  }
}
