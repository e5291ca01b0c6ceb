import { Unzlib, zlibSync } from 'fflate';
import { concat, latin1 } from './bytes';
import { pngChunk, SIGNATURE } from './png-chunk';

/** Keyword of our text chunk: Latin-1, at most 79 characters. */
const GRAPH_KEYWORD = 'swapgraph';
/** A graph of more than this is not taken out of a picture. */
const MAX_TEXT_BYTES = 16 * 1024 * 1024;
/** Packed bytes unpacked at a time. */
const PIECE_BYTES = 16_384;

/** What is written into a picture besides its pixels. */
export interface PictureWords {
  /** The graph's text; only a PNG takes it. */
  readonly graph?: string | undefined;
  readonly description: string;
  readonly xmp: string;
}

export function isPng(bytes: Uint8Array): boolean {
  return SIGNATURE.every((byte, index) => bytes[index] === byte);
}

/** Puts the graph (zTXt) where one is given, a description (tEXt) and XMP metadata (iTXt) in front of a PNG's image data (PNG specification, section 11.3.4). */
export function writePngWords(png: Uint8Array, words: PictureWords): Uint8Array {
  if (!isPng(png)) throw new TypeError('This is not a PNG picture.');
  const headerEnd = 8 + 12 + readUint32(png, 8);
  const chunks = [
    ...words.graph === undefined ? [] : [pngChunk('zTXt', concat([latin1(GRAPH_KEYWORD), new Uint8Array(2), zlibSync(new TextEncoder().encode(words.graph), { level: 9 })]))],
    pngChunk('tEXt', concat([latin1('Description'), new Uint8Array(1), latin1(words.description)])),
    pngChunk('iTXt', concat([latin1('XML:com.adobe.xmp'), new Uint8Array(5), new TextEncoder().encode(words.xmp)])),
  ];
  return concat([png.subarray(0, headerEnd), ...chunks, png.subarray(headerEnd)]);
}

/** The graph in a PNG, or undefined when it carries none. Damaged chunks are passed over, and so are those that unpack to more than a graph can be. */
export function readPngGraph(png: Uint8Array): string | undefined {
  if (!isPng(png)) return undefined;
  for (let at = 8; at + 12 <= png.length;) {
    const length = readUint32(png, at);
    if (at + 12 + length > png.length) return undefined;
    const type = String.fromCharCode(...png.subarray(at + 4, at + 8));
    const data = png.subarray(at + 8, at + 8 + length);
    const graph = type === 'zTXt' || type === 'tEXt' || type === 'iTXt' ? graphIn(type, data) : undefined;
    if (graph !== undefined) return graph;
    at += 12 + length;
  }
  return undefined;
}

function graphIn(type: 'zTXt' | 'tEXt' | 'iTXt', data: Uint8Array): string | undefined {
  const end = data.indexOf(0);
  if (end < 0 || end > 79 || data.length > MAX_TEXT_BYTES || String.fromCharCode(...data.subarray(0, end)) !== GRAPH_KEYWORD) return undefined;
  if (type === 'tEXt') return new TextDecoder('latin1').decode(data.subarray(end + 1));
  if (type === 'zTXt') return unpacked(data.subarray(end + 2));
  const packed = data[end + 1] === 1;
  // Two texts in between, each with a zero at its end: the language and the keyword in it.
  const language = data.indexOf(0, end + 3), translated = language < 0 ? -1 : data.indexOf(0, language + 1);
  if (translated < 0) return undefined;
  return packed ? unpacked(data.subarray(translated + 1)) : new TextDecoder().decode(data.subarray(translated + 1));
}

/** Zlib data as text, at most `MAX_TEXT_BYTES` long. It is unpacked piece by piece, so that a bomb is put down before it fills the memory. */
function unpacked(data: Uint8Array): string | undefined {
  const decoder = new TextDecoder();
  let text = '', bytes = 0, whole = false;
  const unzip = new Unzlib((part, last) => {
    bytes += part.length;
    if (bytes > MAX_TEXT_BYTES) throw new RangeError('too much text');
    text += decoder.decode(part, { stream: !last });
    whole = last;
  });
  try {
    for (let at = 0; at < data.length; at += PIECE_BYTES) unzip.push(data.subarray(at, at + PIECE_BYTES), at + PIECE_BYTES >= data.length);
    return whole ? text : undefined;
  } catch {
    return undefined;
  }
}

function readUint32(bytes: Uint8Array, at: number): number {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(at);
}
