import { csvText } from '../../runtime/batch/csv';
import type { Preview } from '../../runtime/engine-types';
import type { PictureWords } from '../../runtime/pictures/png-text';
import { PICTURE_ENDINGS, withWords, type SaveOptions } from '../../runtime/pictures/words';
import { encodePicture } from '../../runtime/platform/encode-node';
import type { TableValue, Value } from '../../runtime/values';
import { encodeGlb } from './glb';

export interface OutputFile { readonly extension: string; readonly bytes: Uint8Array }

/** How a picture is written, and the words that go into it. */
export interface PictureOptions { readonly save: SaveOptions; readonly words: PictureWords }

/** A result as a file: pictures as they are to be saved, meshes as GLB, tables as CSV, all else as JSON. @throws NodeError for a format that cannot be written here */
export async function outputFile(preview: Preview, { save, words }: PictureOptions): Promise<OutputFile | undefined> {
  if (preview.kind === 'picture') return { extension: PICTURE_ENDINGS[save.format], bytes: withWords(await encodePicture(preview, save.format, save.quality), save.format, preview, words) };
  if (preview.kind !== 'value') return undefined;
  const { value } = preview;
  if (value.kind === 'mesh') return { extension: 'glb', bytes: encodeGlb(value) };
  const text = new TextEncoder();
  return value.kind === 'table' ? { extension: 'csv', bytes: text.encode(csvOf(value)) } : { extension: 'json', bytes: text.encode(`${jsonOf(value)}\n`) };
}

/** A header of names with their units, then the rows. */
export function csvOf(table: TableValue): string {
  return csvText([table.columns.map(({ name, unit }) => (unit === '' ? name : `${name} (${unit})`)), ...table.rows]);
}

/** Typed arrays become plain lists, and numbers that JSON lacks become text. */
function jsonOf(value: Value): string {
  return JSON.stringify(value, (_key, part: unknown) => {
    if (ArrayBuffer.isView(part)) return Array.from(part as Float32Array);
    return typeof part === 'number' && !Number.isFinite(part) ? String(part) : part;
  }, 1);
}
