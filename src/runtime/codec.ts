import type { StepResult } from './cache';
import { sha256OfBytes } from './sha256';

/**
 * A step's result as bytes: magic, SHA-256 of the rest, length of the header, the header (JSON in which each typed array is a place), padding to 8, and the
 * arrays' raw little-endian bytes, each from a multiple of 8. Tensors must be on the CPU.
 */
const MAGIC = 'swapgrf1';
const PREFIX = 8 + 32 + 4;

const ARRAYS = { f32: Float32Array, f64: Float64Array, u8: Uint8Array, u8c: Uint8ClampedArray, u32: Uint32Array, i32: Int32Array, u16: Uint16Array, i16: Int16Array, i8: Int8Array } as const;
type ArrayName = keyof typeof ARRAYS;
type AnyArray = InstanceType<(typeof ARRAYS)[ArrayName]>;
const NAMES = Object.keys(ARRAYS) as readonly ArrayName[];

/** @throws TypeError for what no value holds: functions, GPU buffers, arrays of other types. */
export async function encodeStep(result: StepResult): Promise<Uint8Array> {
  const arrays: AnyArray[] = [];
  let dataLength = 0;
  const pack = (part: unknown): unknown => {
    if (part === null || typeof part === 'string' || typeof part === 'boolean') return part;
    if (typeof part === 'number') return Number.isFinite(part) && !Object.is(part, -0) ? part : { $n: Object.is(part, -0) ? '-0' : String(part) };
    if (ArrayBuffer.isView(part)) {
      const name = NAMES.find((candidate) => part.constructor === ARRAYS[candidate]);
      if (!name) throw new TypeError(`A value holds a ${part.constructor.name}, which is not stored.`);
      const array = part as AnyArray;
      const place = { $a: name, at: dataLength, length: array.length };
      arrays.push(array);
      dataLength += Math.ceil(array.byteLength / 8) * 8;
      return place;
    }
    if (Array.isArray(part)) return part.map(pack);
    if (typeof part !== 'object' || Object.getPrototypeOf(part) !== Object.prototype) throw new TypeError(`A value holds a ${typeof part}, which is not stored.`);
    return Object.fromEntries(Object.entries(part).flatMap(([key, value]) => (value === undefined ? [] : [[key.startsWith('$') ? `$${key}` : key, pack(value)]])));
  };
  const header = new TextEncoder().encode(JSON.stringify(pack(result)));
  const dataStart = Math.ceil((PREFIX + header.length) / 8) * 8;
  const bytes = new Uint8Array(dataStart + dataLength);
  bytes.set(new TextEncoder().encode(MAGIC));
  new DataView(bytes.buffer).setUint32(PREFIX - 4, header.length, true);
  bytes.set(header, PREFIX);
  let at = dataStart;
  for (const array of arrays) {
    bytes.set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength), at);
    at += Math.ceil(array.byteLength / 8) * 8;
  }
  bytes.set(hexBytes(await sha256OfBytes(bytes.subarray(8 + 32))), 8);
  return bytes;
}

/** The result, or undefined for bytes that are not whole: cut off, altered, or of another version. */
export async function decodeStep(bytes: Uint8Array): Promise<StepResult | undefined> {
  if (bytes.length < PREFIX || new TextDecoder().decode(bytes.subarray(0, 8)) !== MAGIC) return undefined;
  const wanted = hexBytes(await sha256OfBytes(bytes.subarray(8 + 32)));
  if (wanted.some((byte, i) => byte !== bytes[8 + i])) return undefined;
  const headerLength = new DataView(bytes.buffer, bytes.byteOffset).getUint32(PREFIX - 4, true);
  const dataStart = Math.ceil((PREFIX + headerLength) / 8) * 8;
  const unpack = (part: unknown): unknown => {
    if (typeof part !== 'object' || part === null) return part;
    if (Array.isArray(part)) return part.map(unpack);
    const record = part as Readonly<Record<string, unknown>>;
    if ('$n' in record) return Number(record['$n']);
    if ('$a' in record) {
      const Type = ARRAYS[record['$a'] as ArrayName];
      const from = dataStart + (record['at'] as number);
      return new Type(bytes.slice(from, from + (record['length'] as number) * Type.BYTES_PER_ELEMENT).buffer);
    }
    return Object.fromEntries(Object.entries(record).map(([key, value]) => [key.startsWith('$$') ? key.slice(1) : key, unpack(value)]));
  };
  return unpack(JSON.parse(new TextDecoder().decode(bytes.subarray(PREFIX, PREFIX + headerLength)))) as StepResult;
}

function hexBytes(hex: string): Uint8Array {
  return Uint8Array.from({ length: hex.length / 2 }, (_, i) => parseInt(hex.slice(i * 2, i * 2 + 2), 16));
}
