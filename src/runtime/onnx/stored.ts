import { NodeError } from '../errors';
import { cpuTensor, type CpuTensor } from '../tensor';
import { halfValue } from './convert';
import { fieldsOf, ProtobufFault, pushFloats, pushInts, textOf, type Field } from './protobuf';

/** Tensors of more elements are never shapes or axes, and are left in the file. */
const MOST_SMALL_VALUES = 64;
const FLOAT32 = 1, INT32 = 6, INT64 = 7, FLOAT16 = 10, FLOAT64 = 11;

/** The numbers of a stored tensor of at most 64 elements; undefined for larger ones and for types that are no numbers. */
export function readSmallValues(bytes: Uint8Array, tensor: Field, type: number, shape: readonly number[]): readonly number[] | undefined {
  const count = shape.reduce((product, side) => product * side, 1);
  if (!(count >= 0 && count <= MOST_SMALL_VALUES)) return undefined;
  const values = readValues(bytes, tensor, type);
  return values?.length === count ? values : undefined;
}

/** All numbers of a TensorProto, in order: from its raw bytes (little-endian) or its typed lists. */
function readValues(bytes: Uint8Array, tensor: Field, type: number): readonly number[] | undefined {
  const values: number[] = [];
  for (const field of fieldsOf(bytes, tensor.start, tensor.end)) {
    if (field.number === 9 && field.wire === 2) {
      const raw = rawValues(bytes.subarray(field.start, field.end), type);
      if (!raw) return undefined;
      for (const value of raw) values.push(value);
    } else if (field.number === 4 && type === FLOAT32) pushFloats(bytes, field, values);
    else if (field.number === 7 && type === INT64) pushInts(bytes, field, values);
    else if (field.number === 5 && (type === INT32 || type === FLOAT16)) {
      const from = values.length;
      pushInts(bytes, field, values);
      if (type === FLOAT16) for (let i = from; i < values.length; i++) values[i] = halfValue(values[i]!);
    }
  }
  return values;
}

function rawValues(raw: Uint8Array, type: number): Float32Array | readonly number[] | undefined {
  const view = new DataView(raw.buffer, raw.byteOffset, raw.byteLength);
  const list = (size: number, read: (at: number) => number): readonly number[] => Array.from({ length: Math.floor(raw.length / size) }, (_, i) => read(i * size));
  switch (type) {
    case FLOAT32: return new Float32Array(new Uint8Array(raw).buffer, 0, Math.floor(raw.length / 4));
    case FLOAT64: return list(8, (at) => view.getFloat64(at, true));
    case FLOAT16: return Float32Array.from(list(2, (at) => view.getUint16(at, true)), halfValue);
    case INT32: return list(4, (at) => view.getInt32(at, true));
    case INT64: return list(8, (at) => Number(view.getBigInt64(at, true)));
    default: return undefined;
  }
}

/**
 * A weight kept in an ONNX file, by its name, or the last one of the file's list (where InsightFace's inswapper keeps its `emap`), as float32.
 * ONNX Runtime gives no initialisers back, so they are read from the protobuf itself.
 * @throws NodeError, in words, when there is none, or its numbers and shape disagree.
 */
export function storedWeight(bytes: Uint8Array, which: { readonly name: string } | 'last'): CpuTensor {
  try {
    return readWeight(bytes, which);
  } catch (error) {
    if (!(error instanceof ProtobufFault)) throw error;
    throw missing(which, error.message);
  }
}

function readWeight(bytes: Uint8Array, which: { readonly name: string } | 'last'): CpuTensor {
  let found: Field | undefined;
  for (const field of fieldsOf(bytes, 0, bytes.length)) {
    if (field.number !== 7 || field.wire !== 2) continue;
    for (const part of fieldsOf(bytes, field.start, field.end)) {
      if (part.number !== 5 || part.wire !== 2) continue;
      if (which === 'last' || nameOf(bytes, part) === which.name) found = part;
    }
  }
  if (!found) throw missing(which, 'the file has no such weight');
  const shape: number[] = [];
  let type = 0;
  for (const field of fieldsOf(bytes, found.start, found.end)) {
    if (field.number === 1) pushInts(bytes, field, shape);
    else if (field.number === 2 && field.wire === 0) type = field.value;
  }
  const count = shape.reduce((product, side) => product * side, 1);
  const values = readValues(bytes, found, type);
  if (values?.length !== count) throw missing(which, `its shape is ${shape.join(' × ')}, but ${values?.length ?? 'no readable'} numbers are stored`);
  return cpuTensor(shape, Float32Array.from(values));
}

function nameOf(bytes: Uint8Array, tensor: Field): string {
  for (const field of fieldsOf(bytes, tensor.start, tensor.end)) if (field.number === 8 && field.wire === 2) return textOf(bytes, field);
  return '';
}

function missing(which: { readonly name: string } | 'last', why: string): NodeError {
  const what = which === 'last' ? { en: 'The last weight of the file', zh: '文件中的最后一个权重' } : { en: `The weight "${which.name}"`, zh: `权重“${which.name}”` };
  return new NodeError({ en: `${what.en} cannot be read: ${why}. Choose the network's original file.`, zh: `无法读取${what.zh}：${why}。请选择该网络的原始文件。` }, { code: 'no-weight' });
}
