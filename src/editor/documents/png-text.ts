import { unzlibSync, zlibSync } from 'fflate';

const SIGNATURE = [137, 80, 78, 71, 13, 10, 26, 10] as const;
/** Keyword of our text chunk: Latin-1, at most 79 characters. */
const GRAPH_KEYWORD = 'swapgraph';
/** A graph of more than this is not taken out of a picture. */
const MAX_TEXT_BYTES = 16 * 1024 * 1024;

/** What is written into a picture besides its pixels. */
export interface PictureWords { readonly graph: string; readonly description: string; readonly xmp: string }

export function isPng(bytes: Uint8Array): boolean {
  return SIGNATURE.every((byte, index) => bytes[index] === byte);
}

/** Puts the graph (zTXt), a description (tEXt) and XMP metadata (iTXt) in front of a PNG's image data (PNG specification, section 11.3.4). */
export function writePngWords(png: Uint8Array, words: PictureWords): Uint8Array {
  if (!isPng(png)) throw new TypeError('This is not a PNG picture.');
  const headerEnd = 8 + 12 + readUint32(png, 8);
  const chunks = [
    chunk('zTXt', concat([latin1(GRAPH_KEYWORD), new Uint8Array(2), zlibSync(new TextEncoder().encode(words.graph), { level: 9 })])),
    chunk('tEXt', concat([latin1('Description'), new Uint8Array(1), latin1(words.description)])),
    chunk('iTXt', concat([latin1('XML:com.adobe.xmp'), new Uint8Array(5), new TextEncoder().encode(words.xmp)])),
  ];
  return concat([png.subarray(0, headerEnd), ...chunks, png.subarray(headerEnd)]);
}

/** The graph in a PNG, or undefined when it carries none. Damaged chunks are passed over. */
export function readPngGraph(png: Uint8Array): string | undefined {
  if (!isPng(png)) return undefined;
  for (let at = 8; at + 12 <= png.length;) {
    const length = readUint32(png, at);
    if (at + 12 + length > png.length) return undefined;
    const type = String.fromCharCode(...png.subarray(at + 4, at + 8));
    const data = png.subarray(at + 8, at + 8 + length);
    const graph = type === 'zTXt' || type === 'tEXt' ? graphIn(type, data) : undefined;
    if (graph !== undefined) return graph;
    at += 12 + length;
  }
  return undefined;
}

/** XMP packet that says the picture is synthetic (IPTC digital source type, 2022.1). */
export function syntheticXmp(photograph: boolean): string {
  const source = photograph ? 'compositeWithTrainedAlgorithmicMedia' : 'trainedAlgorithmicMedia';
  return '<?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    + `<rdf:Description rdf:about="" xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/" Iptc4xmpExt:DigitalSourceType="http://cv.iptc.org/newscodes/digitalsourcetype/${source}"/>`
    + '</rdf:RDF></x:xmpmeta><?xpacket end="w"?>';
}

function graphIn(type: 'zTXt' | 'tEXt', data: Uint8Array): string | undefined {
  const end = data.indexOf(0);
  if (end < 0 || String.fromCharCode(...data.subarray(0, end)) !== GRAPH_KEYWORD) return undefined;
  if (type === 'tEXt') return new TextDecoder('latin1').decode(data.subarray(end + 1));
  try {
    const text = unzlibSync(data.subarray(end + 2), { out: new Uint8Array(Math.min(MAX_TEXT_BYTES, Math.max(65_536, data.length * 32))) });
    return new TextDecoder().decode(text);
  } catch {
    return undefined;
  }
}

function chunk(type: string, data: Uint8Array): Uint8Array {
  const out = new Uint8Array(12 + data.length);
  const view = new DataView(out.buffer);
  view.setUint32(0, data.length);
  out.set(latin1(type), 4);
  out.set(data, 8);
  view.setUint32(8 + data.length, crc32(out.subarray(4, 8 + data.length)));
  return out;
}

/** CRC-32 of ISO 3309, as PNG chunks carry it. */
function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return (crc ^ 0xffffffff) >>> 0;
}

function latin1(text: string): Uint8Array {
  return Uint8Array.from(text, (letter) => (letter.charCodeAt(0) < 256 ? letter.charCodeAt(0) : 63));
}

function readUint32(bytes: Uint8Array, at: number): number {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(at);
}

function concat(parts: readonly Uint8Array[]): Uint8Array {
  const out = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}
