import { decode } from 'fast-png';
import { NodeError } from '../errors';
import { brokenPicture, checkPicture } from './picture-header';
import { loadSharp, type Sharp } from './sharp';
import type { DecodedImage } from './types';

/** Pictures in Node: PNG, JPEG and WebP where the optional package `sharp` installed, PNG alone where it did not. */
export function createDecoder(loading: () => Promise<Sharp | undefined> = loadSharp): (bytes: Uint8Array) => Promise<DecodedImage> {
  let sharp: Promise<Sharp | undefined> | undefined;
  return async (bytes) => {
    const { format } = checkPicture(bytes);
    sharp ??= loading();
    const make = await sharp;
    if (make) return decodeWithSharp(make, bytes);
    if (format === 'png') return decodePng(bytes);
    throw new NodeError({
      en: 'JPEG and WebP files need the optional package "sharp", which is not installed here. Run "npm install sharp", or give a PNG file.',
      zh: '打开 JPEG 和 WebP 文件需要可选包“sharp”，此处未安装。请运行“npm install sharp”，或使用 PNG 文件。',
    }, { code: 'no-decoder' });
  };
}

async function decodeWithSharp(sharp: Sharp, bytes: Uint8Array): Promise<DecodedImage> {
  try {
    const { data, info } = await sharp(bytes, { limitInputPixels: false, failOn: 'truncated' }).rotate().toColourspace('srgb').ensureAlpha().raw({ depth: 'uchar' }).toBuffer({ resolveWithObject: true });
    return { width: info.width, height: info.height, rgba: new Uint8ClampedArray(data.buffer, data.byteOffset, data.byteLength) };
  } catch {
    throw brokenPicture();
  }
}

/** PNG of any depth and colour type. @throws NodeError when it is damaged. */
export function decodePng(bytes: Uint8Array): DecodedImage {
  try {
    const { width, height, data, channels, depth, palette, transparency } = decode(bytes, { checkCrc: true });
    const rgba = new Uint8ClampedArray(width * height * 4);
    const shift = depth === 16 ? 8 : 0, gain = depth < 8 ? 255 / (2 ** depth - 1) : 1;
    for (let i = 0; i < width * height; i++) {
      const colour = palette?.[sample(data, i, width, depth, channels)];
      const at = (c: number): number => (depth < 8 ? sample(data, i, width, depth, channels) * gain : data[i * channels + c]! >> shift);
      for (let c = 0; c < 3; c++) rgba[i * 4 + c] = palette ? colour?.[c] ?? 0 : channels >= 3 ? at(c) : at(0);
      rgba[i * 4 + 3] = palette ? colour?.[3] ?? 255 : channels === 4 ? at(3) : channels === 2 ? at(1) : isTransparent(transparency, data, i, channels) ? 0 : 255;
    }
    return { width, height, rgba };
  } catch (error) {
    if (error instanceof NodeError) throw error;
    throw brokenPicture();
  }
}

/** Sample `i` of a one-channel picture whose rows are packed below 8 bits. */
function sample(data: ArrayLike<number>, i: number, width: number, depth: number, channels: number): number {
  if (depth >= 8) return data[i * channels]!;
  const perByte = 8 / depth, rowBytes = Math.ceil(width / perByte);
  const x = i % width, byte = data[Math.floor(i / width) * rowBytes + Math.floor(x / perByte)]!;
  return (byte >> (8 - depth * ((x % perByte) + 1))) & (2 ** depth - 1);
}

function isTransparent(transparency: ArrayLike<number> | undefined, data: ArrayLike<number>, i: number, channels: number): boolean {
  if (!transparency || transparency.length < channels) return false;
  for (let c = 0; c < channels; c++) if (transparency[c] !== data[i * channels + c]) return false;
  return true;
}
