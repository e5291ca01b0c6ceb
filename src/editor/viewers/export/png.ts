import { zlibSync } from 'fflate';
import { concat } from '../../../runtime/pictures/bytes';
import { pngChunk, SIGNATURE } from '../../../runtime/pictures/png-chunk';

export interface Raster { readonly width: number; readonly height: number; readonly rgba: ArrayLike<number> & Iterable<number> }

/** Pixels as a PNG, 8 bits a channel, alpha kept (PNG specification, third edition). */
export function encodePng({ width, height, rgba }: Raster): Uint8Array {
  const rows = new Uint8Array(height * (1 + width * 4));
  const pixels = rgba instanceof Uint8ClampedArray || rgba instanceof Uint8Array ? rgba : Uint8Array.from(rgba);
  for (let y = 0; y < height; y++) rows.set(pixels.subarray(y * width * 4, (y + 1) * width * 4), y * (1 + width * 4) + 1);
  const head = new Uint8Array(13), view = new DataView(head.buffer);
  view.setUint32(0, width);
  view.setUint32(4, height);
  head.set([8, 6, 0, 0, 0], 8);
  return concat([Uint8Array.from(SIGNATURE), pngChunk('IHDR', head), pngChunk('IDAT', zlibSync(rows, { level: 6 })), pngChunk('IEND', new Uint8Array())]);
}

/** Pixels as a `data:` address of a PNG. */
export function dataUrl(raster: Raster): string {
  const bytes = encodePng(raster);
  let text = '';
  for (let at = 0; at < bytes.length; at += 0x6000) text += String.fromCharCode(...bytes.subarray(at, at + 0x6000));
  return `data:image/png;base64,${btoa(text)}`;
}
