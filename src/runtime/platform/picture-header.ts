import { NodeError } from '../errors';

export interface PictureHeader { readonly format: 'png' | 'jpeg' | 'webp'; readonly width: number; readonly height: number; /** Colour components of a JPEG. */ readonly components?: number }

export const MAX_SIDE_PX = 16_384;
export const MAX_PIXELS = 100_000_000;
const MAX_WORDS_BYTES = 16_000_000;
const PNG_END = 0x49454e44;

/** Format and size from the first bytes, before anything is decoded. @throws NodeError for what is no PNG, JPEG or WebP, or too large. */
export function checkPicture(bytes: Uint8Array): PictureHeader {
  const header = readHeader(bytes);
  if (!header) throw new NodeError({ en: 'This file is no picture that can be opened, or it is cut off. Choose a PNG, JPEG or WebP file.', zh: '此文件不是可打开的图片，或内容不完整。请选择 PNG、JPEG 或 WebP 文件。' }, { code: 'not-a-picture' });
  const { width, height } = header;
  if (width > MAX_SIDE_PX || height > MAX_SIDE_PX || width * height > MAX_PIXELS) {
    throw new NodeError({
      en: `This picture is ${width} × ${height} pixels; at most ${MAX_SIDE_PX} a side and ${MAX_PIXELS / 1e6} megapixels can be opened. Make it smaller first.`,
      zh: `此图片为 ${width} × ${height} 像素；每边最多 ${MAX_SIDE_PX} 像素，总计最多 ${MAX_PIXELS / 1e6} 百万像素。请先缩小。`,
    }, { code: 'picture-size' });
  }
  if (header.format === 'jpeg' && header.components === 4) {
    throw new NodeError({
      en: 'This JPEG is in printing colours (CMYK), which every program shows differently. Open it in a picture editor and save it in RGB.',
      zh: '此 JPEG 使用印刷颜色（CMYK），各程序显示不一。请在图片编辑器中打开并另存为 RGB。',
    }, { code: 'picture-colours' });
  }
  if (header.format === 'png') refuseSwollenWords(bytes);
  return header;
}

/** @throws NodeError for a PNG that carries more text or profile than any picture needs: unpacking it could fill the memory. */
function refuseSwollenWords(bytes: Uint8Array): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 8; at + 12 <= bytes.length;) {
    const length = view.getUint32(at), type = view.getUint32(at + 4);
    if (type === PNG_END) return;
    // Bit 5 of the first letter: small letters are chunks that a picture can do without.
    if ((type & 0x20000000) !== 0 && length > MAX_WORDS_BYTES) {
      const megabytes = Math.round(length / 1e6);
      throw new NodeError({
        en: `This PNG carries ${megabytes} MB besides its picture; at most ${MAX_WORDS_BYTES / 1e6} MB are opened. Save it anew in a picture editor, without metadata.`,
        zh: `此 PNG 除图像外还带有 ${megabytes} MB 数据；最多可打开 ${MAX_WORDS_BYTES / 1e6} MB。请在图片编辑器中去除元数据后另存。`,
      }, { code: 'picture-words' });
    }
    at += 12 + length;
  }
}

/** The sentence for a file that starts like a picture and is none. */
export function brokenPicture(): NodeError {
  return new NodeError({ en: 'This picture is damaged or cut off. Copy or download it again.', zh: '此图片已损坏或内容不完整。请重新复制或下载。' }, { code: 'not-a-picture' });
}

function readHeader(bytes: Uint8Array): PictureHeader | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    if (view.getUint32(0) === 0x89504e47 && view.getUint32(4) === 0x0d0a1a0a) return sized('png', view.getUint32(16), view.getUint32(20));
    if (view.getUint16(0) === 0xffd8) return readJpeg(view);
    if (view.getUint32(0) === 0x52494646 && view.getUint32(8) === 0x57454250) return readWebp(view);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
  return undefined;
}

function sized(format: PictureHeader['format'], width: number, height: number): PictureHeader | undefined {
  return width > 0 && height > 0 ? { format, width, height } : undefined;
}

/** Walks the segments to the start of frame, which holds the size. */
function readJpeg(view: DataView): PictureHeader | undefined {
  let at = 2;
  while (at < view.byteLength) {
    if (view.getUint8(at) !== 0xff) return undefined;
    const marker = view.getUint8(at + 1);
    if (marker === 0xff) { at++; continue; }
    const startOfFrame = marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
    if (startOfFrame) {
      const size = sized('jpeg', view.getUint16(at + 7), view.getUint16(at + 5));
      return size && { ...size, components: view.getUint8(at + 9) };
    }
    at += 2 + view.getUint16(at + 2);
  }
  return undefined;
}

function readWebp(view: DataView): PictureHeader | undefined {
  const chunk = view.getUint32(12);
  if (chunk === 0x56503858) return sized('webp', 1 + view.getUint16(24, true) + (view.getUint8(26) << 16), 1 + view.getUint16(27, true) + (view.getUint8(29) << 16));
  if (chunk === 0x5650384c) {
    const bits = view.getUint32(21, true);
    return sized('webp', 1 + (bits & 0x3fff), 1 + ((bits >>> 14) & 0x3fff));
  }
  if (chunk === 0x56503820) return sized('webp', view.getUint16(26, true) & 0x3fff, view.getUint16(28, true) & 0x3fff);
  return undefined;
}
