import { writeFile } from 'node:fs/promises';
import { encode } from 'fast-png';

/** Pictures of one size laid out in rows, with a gap of white between them: sRGB, RGB interleaved. */
export interface Sheet {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

const GAP_PX = 4;

export function createSheet(count: number, columns: number, sizePx: number): Sheet {
  const used = Math.min(columns, count);
  const width = used * (sizePx + GAP_PX) + GAP_PX;
  const height = Math.ceil(count / used) * (sizePx + GAP_PX) + GAP_PX;
  return { width, height, data: new Uint8Array(3 * width * height).fill(255) };
}

/** Puts picture number `index` into its place. */
export function placeOnSheet(sheet: Sheet, colour: Uint8Array, index: number, columns: number, sizePx: number): void {
  const left = GAP_PX + (index % columns) * (sizePx + GAP_PX);
  const top = GAP_PX + Math.floor(index / columns) * (sizePx + GAP_PX);
  for (let row = 0; row < sizePx; row++) {
    sheet.data.set(colour.subarray(3 * row * sizePx, 3 * (row + 1) * sizePx), 3 * ((top + row) * sheet.width + left));
  }
}

/** Writes the sheet as PNG, or through sharp as JPEG (quality 88) or WebP (quality 86). Throws an Error with a remedy where sharp is absent. */
export async function writeSheet(sheet: Sheet, file: string): Promise<void> {
  const { width, height, data } = sheet;
  if (/\.png$/i.test(file)) {
    await writeFile(file, encode({ width, height, data, channels: 3, depth: 8 }));
    return;
  }
  let sharp;
  try {
    sharp = (await import('sharp')).default;
  } catch {
    throw new Error(`Writing ${file} needs the optional package sharp, which is not installed here: give --sheet a name that ends in .png.`);
  }
  const picture = sharp(data, { raw: { width, height, channels: 3 } });
  await (/\.webp$/i.test(file) ? picture.webp({ quality: 86 }) : picture.jpeg({ quality: 88, mozjpeg: true })).toFile(file);
}
