import { concat, latin1 } from './bytes';

const XMP_FLAG = 0x04, ALPHA_FLAG = 0x10;

/** Puts XMP at the end of a WebP file, and the extended header that announces it in front (WebP container specification, sections VP8X and metadata). */
export function writeWebpXmp(webp: Uint8Array, xmp: string, size: { readonly width: number; readonly height: number }): Uint8Array {
  if (latin1Of(webp, 0, 4) !== 'RIFF' || latin1Of(webp, 8, 4) !== 'WEBP') throw new TypeError('This is not a WebP picture.');
  const body = webp.subarray(12);
  const first = latin1Of(body, 0, 4);
  const extended = first === 'VP8X';
  const header = extended ? body.slice(0, 18) : chunk('VP8X', Uint8Array.of(first === 'VP8L' && (body[12]! & 0x10) !== 0 ? ALPHA_FLAG : 0, 0, 0, 0, ...low24(size.width - 1), ...low24(size.height - 1)));
  header[8]! |= XMP_FLAG;
  const chunks = concat([latin1('WEBP'), header, extended ? body.subarray(18) : body, chunk('XMP ', new TextEncoder().encode(xmp))]);
  return concat([latin1('RIFF'), Uint8Array.of(...low24(chunks.length), chunks.length >>> 24), chunks]);
}

function chunk(name: string, data: Uint8Array): Uint8Array {
  return concat([latin1(name), Uint8Array.of(...low24(data.length), data.length >>> 24), data, new Uint8Array(data.length & 1)]);
}

function low24(value: number): readonly [number, number, number] {
  return [value & 255, (value >> 8) & 255, (value >> 16) & 255];
}

function latin1Of(bytes: Uint8Array, from: number, length: number): string {
  return String.fromCharCode(...bytes.subarray(from, from + length));
}
