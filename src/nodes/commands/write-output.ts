import { encode } from 'fast-png';
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

/** RFC 4180: a header of names with their units, then the rows. Text that a spreadsheet would take for a formula is quoted as text. */
export function csvOf(table: TableValue): string {
  const cell = (value: string | number): string => {
    if (typeof value === 'number') return String(value);
    const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
    return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };
  const header = table.columns.map(({ name, unit }) => cell(unit === '' ? name : `${name} (${unit})`));
  return `${[header, ...table.rows.map((row) => row.map(cell))].map((row) => row.join(',')).join('\r\n')}\r\n`;
}

/** Typed arrays become plain lists, and numbers that JSON lacks become text. */
function jsonOf(value: Value): string {
  return JSON.stringify(value, (_key, part: unknown) => {
    if (ArrayBuffer.isView(part)) return Array.from(part as Float32Array);
    return typeof part === 'number' && !Number.isFinite(part) ? String(part) : part;
  }, 1);
}
