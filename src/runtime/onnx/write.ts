/** A piece of a protobuf message, written: its bytes, in order. Large payloads are referred to, not copied, until `joined`. */
export type Written = readonly Uint8Array[];

const encoder = new TextEncoder();

/** An unsigned or negative int64 as a varint. Exact for whole numbers within ±2^53. */
export function varint(value: number): Uint8Array {
  const bytes: number[] = [];
  let rest = BigInt.asUintN(64, BigInt(value));
  do {
    const low = Number(rest & 0x7fn);
    rest >>= 7n;
    bytes.push(rest > 0n ? low | 0x80 : low);
  } while (rest > 0n);
  return Uint8Array.from(bytes);
}

/** A varint field. */
export function wholeField(field: number, value: number): Written {
  return [varint(field * 8), varint(value)];
}

/** A 32-bit float field. */
export function floatField(field: number, value: number): Written {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setFloat32(0, value, true);
  return [varint(field * 8 + 5), bytes];
}

/** A length-delimited field of bytes. */
export function bytesField(field: number, bytes: Uint8Array): Written {
  return [varint(field * 8 + 2), varint(bytes.length), bytes];
}

export function textField(field: number, text: string): Written {
  return bytesField(field, encoder.encode(text));
}

/** A field that is itself a message. */
export function messageField(field: number, parts: readonly Written[]): Written {
  const inner = parts.flat();
  return [varint(field * 8 + 2), varint(inner.reduce((sum, part) => sum + part.length, 0)), ...inner];
}

/** The written pieces as one run of bytes. */
export function joined(parts: readonly Written[]): Uint8Array {
  const pieces = parts.flat();
  const bytes = new Uint8Array(pieces.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}
