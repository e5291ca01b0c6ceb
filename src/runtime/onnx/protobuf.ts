/** One field of a protobuf message: a number for varints, bytes for all that has a length, and for fixed 32 and 64 bits. */
export interface Field { readonly number: number; readonly wire: 0 | 1 | 2 | 5; /** Of a varint, as an int64. */ readonly value: number; /** Where its tag begins. */ readonly tag: number; /** Where its payload begins and ends. */ readonly start: number; readonly end: number }

/** Thrown for bytes that are no protobuf; the message is for `inspectOnnx` to wrap. */
export class ProtobufFault extends Error {}

const MAX_FIELDS = 4_000_000;

/** Walks the fields of the message in `bytes[start, end)`. Every length is checked against the end; nothing is copied. @throws ProtobufFault */
export function* fieldsOf(bytes: Uint8Array, start: number, end: number): Generator<Field> {
  let at = start;
  const cursor = { at };
  for (let count = 0; at < end; count++) {
    if (count > MAX_FIELDS) throw new ProtobufFault('too many fields');
    cursor.at = at;
    const tag = readVarint(bytes, cursor, end);
    const number = Math.floor(tag / 8);
    const wire = tag % 8;
    if (number === 0) throw new ProtobufFault(`no field number at byte ${at}`);
    let value = 0;
    let from = cursor.at;
    if (wire === 0) value = readSigned(bytes, cursor, end);
    else if (wire === 1) cursor.at += 8;
    else if (wire === 5) cursor.at += 4;
    else if (wire === 2) {
      const length = readVarint(bytes, cursor, end);
      from = cursor.at;
      cursor.at += length;
    } else throw new ProtobufFault(`wire type ${wire} at byte ${at}`);
    if (cursor.at > end) throw new ProtobufFault(`a field at byte ${at} reaches past the end`);
    yield { number, wire: wire as Field['wire'], value, tag: at, start: from, end: cursor.at };
    at = cursor.at;
  }
}

/** A varint without its sign, as a double: exact to 2^53, which lengths and tags never reach in a file that exists. */
function readVarint(bytes: Uint8Array, cursor: { at: number }, end: number): number {
  const { low, high } = readHalves(bytes, cursor, end);
  return high * 2 ** 32 + low;
}

/** An int64 varint with its sign: exact within ±2^53. */
function readSigned(bytes: Uint8Array, cursor: { at: number }, end: number): number {
  const { low, high } = readHalves(bytes, cursor, end);
  return (high | 0) * 2 ** 32 + low;
}

function readHalves(bytes: Uint8Array, cursor: { at: number }, end: number): { readonly low: number; readonly high: number } {
  let low = 0, high = 0;
  for (let shift = 0; shift < 70; shift += 7) {
    if (cursor.at >= end) throw new ProtobufFault(`the file ends inside a number at byte ${cursor.at}`);
    const byte = bytes[cursor.at++]!, seven = byte & 0x7f;
    if (shift < 28) low |= seven << shift;
    else if (shift === 28) {
      low |= seven << 28;
      high |= seven >>> 4;
    } else if (shift < 63) high |= seven << (shift - 32);
    else high |= (seven & 1) << 31;
    if (byte < 0x80) return { low: low >>> 0, high: high >>> 0 };
  }
  throw new ProtobufFault(`a number at byte ${cursor.at} does not end`);
}

const decoder = new TextDecoder();

export function textOf(bytes: Uint8Array, field: Field): string {
  return decoder.decode(bytes.subarray(field.start, field.end));
}

/** A repeated int64 field, packed or not, appended to `into`. */
export function pushInts(bytes: Uint8Array, field: Field, into: number[]): void {
  if (field.wire === 0) { into.push(field.value); return; }
  const cursor = { at: field.start };
  while (cursor.at < field.end) into.push(readSigned(bytes, cursor, field.end));
}

/** A repeated float field, packed or not, appended to `into`. */
export function pushFloats(bytes: Uint8Array, field: Field, into: number[]): void {
  if (field.wire !== 5 && field.wire !== 2) return;
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  for (let at = field.start; at + 4 <= field.end; at += 4) into.push(view.getFloat32(at, true));
}
