import { NodeError } from '../errors';
import { elementCount, type Tensor } from '../tensor';
import type { OnnxPort } from './inspect';

export type OrtData = Float32Array | Float64Array | Int32Array | Uint8Array | Int8Array | Uint16Array | Int16Array | Uint32Array | BigInt64Array | BigUint64Array;

/** Our float32 values in the element type a network's input wants. @throws NodeError for types that are no numbers. */
export function toElementType(data: Float32Array, type: string): OrtData {
  switch (type) {
    case 'float32': return data;
    case 'float64': return Float64Array.from(data);
    case 'float16': return Uint16Array.from(data, halfBits);
    case 'int64': return BigInt64Array.from(data, (x) => BigInt(Math.round(x)));
    case 'uint64': return BigUint64Array.from(data, (x) => BigInt(Math.max(0, Math.round(x))));
    case 'int32': return Int32Array.from(data, Math.round);
    case 'uint32': return Uint32Array.from(data, Math.round);
    case 'int16': return Int16Array.from(data, Math.round);
    case 'uint16': return Uint16Array.from(data, Math.round);
    case 'int8': return Int8Array.from(data, Math.round);
    case 'uint8': return Uint8Array.from(data, Math.round);
    case 'bool': return Uint8Array.from(data, (x) => (x === 0 ? 0 : 1));
    default: throw new NodeError({ en: `This network wants values of type "${type}", which cannot be given to it here.`, zh: `该网络需要类型为“${type}”的值，此处无法提供。` }, { code: 'onnx-type' });
  }
}

/** Values of a network's output as float32. @throws NodeError for text. */
export function fromElementType(data: ArrayLike<number | bigint | string>, type: string): Float32Array {
  if (data instanceof Float32Array) return data;
  if (type === 'float16' && data instanceof Uint16Array) return Float32Array.from(data, halfValue);
  const values = new Float32Array(data.length);
  for (let i = 0; i < data.length; i++) {
    const value = data[i]!;
    if (typeof value === 'string') throw new NodeError({ en: 'This network gives text, which no wire carries.', zh: '该网络输出文本，没有连线可以传递。' }, { code: 'onnx-type' });
    values[i] = Number(value);
  }
  return values;
}

const scratch = new DataView(new ArrayBuffer(4));

/** IEEE 754 binary16, rounded to nearest even; beyond its range infinity. */
export function halfBits(value: number): number {
  scratch.setFloat32(0, value);
  const bits = scratch.getUint32(0);
  const sign = (bits >>> 16) & 0x8000;
  const exponent = (bits >>> 23) & 0xff;
  const mantissa = bits & 0x7fffff;
  if (exponent === 0xff) return sign | 0x7c00 | (mantissa ? 0x200 : 0);
  const shifted = exponent - 112;
  if (shifted >= 31) return sign | 0x7c00;
  if (shifted <= 0) {
    if (shifted < -10) return sign;
    const full = mantissa | 0x800000, drop = 14 - shifted;
    return sign | roundEven(full, drop);
  }
  return (sign | (shifted << 10)) + roundEven(mantissa, 13);
}

function roundEven(value: number, drop: number): number {
  const kept = value >>> drop, rest = value & ((1 << drop) - 1), half = 1 << (drop - 1);
  return rest > half || (rest === half && (kept & 1)) ? kept + 1 : kept;
}

export function halfValue(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1, exponent = (bits >>> 10) & 0x1f, mantissa = bits & 0x3ff;
  if (exponent === 0) return sign * mantissa * 2 ** -24;
  if (exponent === 31) return mantissa ? NaN : sign * Infinity;
  return sign * (1 + mantissa / 1024) * 2 ** (exponent - 15);
}

/** Every input present, of the right rank and sides; sides with the same free name agree. Checked before ONNX Runtime sees them: a failed run spoils its session. @throws NodeError */
export function checkFeeds(model: string, ports: readonly OnnxPort[], inputs: Readonly<Record<string, Tensor>>): void {
  const free = new Map<string, number>();
  for (const { name, shape } of ports) {
    const tensor = Object.hasOwn(inputs, name) ? inputs[name] : undefined;
    if (!tensor) throw new NodeError({ en: `"${model}" needs its input "${name}" (${shapeText(shape)}).`, zh: `“${model}”缺少输入“${name}”（${shapeText(shape)}）。` }, { code: 'onnx-shape', port: name });
    const fits = shape.length === 0 ? elementCount(tensor.shape) === 1 : tensor.shape.length === shape.length && shape.every((side, axis) => fitsSide(side, tensor.shape[axis]!, free));
    if (fits) continue;
    throw new NodeError({
      en: `Input "${name}" of "${model}" must have the shape ${shapeText(shape)}; it was given ${shapeText(tensor.shape)}. Resize or align the picture first.`,
      zh: `“${model}”的输入“${name}”形状应为 ${shapeText(shape)}，得到的是 ${shapeText(tensor.shape)}。请先缩放或对齐图片。`,
    }, { code: 'onnx-shape', port: name });
  }
  const unknown = Object.keys(inputs).find((name) => !ports.some((port) => port.name === name));
  if (unknown !== undefined) throw new NodeError({ en: `"${model}" has no input "${unknown}"; it has ${ports.map((port) => port.name).join(', ')}.`, zh: `“${model}”没有输入“${unknown}”；它的输入为 ${ports.map((port) => port.name).join('、')}。` }, { code: 'onnx-shape' });
}

function fitsSide(wanted: number | string, given: number, free: Map<string, number>): boolean {
  if (typeof wanted === 'number') return wanted <= 0 || wanted === given;
  if (wanted === '?' || wanted === '') return true;
  const known = free.get(wanted);
  free.set(wanted, given);
  return known === undefined || known === given;
}

function shapeText(shape: readonly (number | string)[]): string {
  return `[${shape.join(', ')}]`;
}
