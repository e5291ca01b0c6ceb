/** One field of a protobuf message: a number for varints, bytes for all that has a length, and for fixed 32 and 64 bits. */
export interface Field { readonly number: number; readonly wire: 0 | 1 | 2 | 5; readonly value: number; readonly start: number; readonly end: number }

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
    if (wire === 0) value = readVarint(bytes, cursor, end);
    else if (wire === 1) cursor.at += 8;
    else if (wire === 5) cursor.at += 4;
    else if (wire === 2) {
      const length = readVarint(bytes, cursor, end);
      from = cursor.at;
      cursor.at += length;
    } else throw new ProtobufFault(`wire type ${wire} at byte ${at}`);
    if (cursor.at > end) throw new ProtobufFault(`a field at byte ${at} reaches past the end`);
    yield { number, wire: wire as Field['wire'], value, start: from, end: cursor.at };
    at = cursor.at;
  }
}

/** Unsigned varint as a double: exact to 2^53; the sign of negative int64 is restored by `signed`. */
function readVarint(bytes: Uint8Array, cursor: { at: number }, end: number): number {
  let value = 0;
  for (let shift = 0; shift < 70; shift += 7) {
    if (cursor.at >= end) throw new ProtobufFault(`the file ends inside a number at byte ${cursor.at}`);
    const byte = bytes[cursor.at++]!;
    value += (byte & 0x7f) * 2 ** shift;
    if (byte < 0x80) return value;
  }
  throw new ProtobufFault(`a number at byte ${cursor.at} does not end`);
}

/** An int64 varint as a signed number. */
export function signed(value: number): number {
  return value >= 2 ** 63 ? value - 2 ** 64 : value;
}

const decoder = new TextDecoder();

export function textOf(bytes: Uint8Array, field: Field): string {
  return decoder.decode(bytes.subarray(field.start, field.end));
}

/** A repeated int64 field, packed or not, appended to `into`. */
export function pushInts(bytes: Uint8Array, field: Field, into: number[]): void {
  if (field.wire === 0) { into.push(signed(field.value)); return; }
  const cursor = { at: field.start };
  while (cursor.at < field.end) into.push(signed(readVarint(bytes, cursor, field.end)));
}
