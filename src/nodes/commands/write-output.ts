import { encode } from 'fast-png';
import { csvText } from '../../runtime/batch/csv';
import type { Preview } from '../../runtime/engine-types';
import type { TableValue, Value } from '../../runtime/values';
import { encodeGlb } from './glb';

export interface OutputFile { readonly extension: 'png' | 'json' | 'csv' | 'glb'; readonly bytes: Uint8Array }

/** A result as a file: pictures as PNG, meshes as GLB, tables as CSV, all else as JSON. */
export function outputFile(preview: Preview): OutputFile | undefined {
  if (preview.kind === 'picture') {
    return { extension: 'png', bytes: encode({ width: preview.width, height: preview.height, data: preview.rgba, channels: 4, depth: 8, text: { Software: 'Swapgraph' } }) };
  }
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
