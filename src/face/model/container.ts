/**
 * The container of a face-model file, little-endian: bytes 0-3 `SGFM`; uint32 format version; uint32 length of the header; uint32 length of the
 * payload; uint32 CRC-32 of header and payload; the header, JSON in UTF-8, padded with spaces to a multiple of 4; the payload, whose sections
 * the header lists by byte offset (multiples of 4), length in elements and element type.
 */
export const FORMAT_VERSION = 1;
export const PREAMBLE_BYTES = 20;
export const MAGIC = 0x4d464753;

export type SectionType = 'uint8' | 'uint16' | 'int16';
export interface Section {
  readonly type: SectionType;
  readonly offset: number;
  readonly count: number;
  /** Value of one step of an integer section; 1 where it is left out. */
  readonly step?: number;
}

export const ELEMENT_BYTES: Readonly<Record<SectionType, number>> = { uint8: 1, uint16: 2, int16: 2 };

function crcTable(): Uint32Array {
  return Uint32Array.from({ length: 256 }, (_, n) => {
    let c = n;
    for (let k = 0; k < 8; k += 1) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
    return c >>> 0;
  });
}
const TABLE = crcTable();

/** CRC-32 (IEEE 802.3) of a run of bytes. */
export function crc32(bytes: Uint8Array): number {
  let c = 0xffffffff;
  for (let i = 0; i < bytes.length; i += 1) c = TABLE[(c ^ bytes[i]!) & 0xff]! ^ (c >>> 8);
  return (c ^ 0xffffffff) >>> 0;
}
