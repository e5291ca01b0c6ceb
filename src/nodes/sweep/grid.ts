import type { SweepResult } from '../../runtime/define';
import { cpuTensor, type CpuTensor } from '../../runtime/tensor';
import type { TableValue } from '../../runtime/values';
import { drawText, textWidth } from '../shared/picture/letters';
import { capitalOf, gridLayout, type GridLayout } from './layout';
import { shortNumber } from './numbers';

/** Numbers told under a cell. */
export const MOST_LINES = 3;

type Colour = readonly [number, number, number];
const INK: Colour = [0.1, 0.11, 0.13], MUTED: Colour = [0.4, 0.42, 0.46], ABSENT: Colour = [0.9, 0.9, 0.91];
/** Cells without a picture: from pale to strong with the first number. */
const LOW: Colour = [0.93, 0.96, 0.99], HIGH: Colour = [0.35, 0.62, 0.86];

export interface GridWords {
  readonly columnTitle: string;
  readonly rowTitle: string | undefined;
  readonly columns: readonly string[];
  readonly rows: readonly string[];
  readonly blocks: readonly string[];
}

/** What is written along the axes; words of both languages come from the definitions, the node's id tells equal names apart. */
export function wordsOf(axes: SweepResult['axes'], language: 'en' | 'zh'): GridWords {
  const title = (axis: number): string => { const { title: text, unit, name } = axes[axis]!; return `${text[language]}${unit === '' ? '' : ` (${unit})`} · ${name.slice(0, name.lastIndexOf('.'))}`; };
  const labels = (axis: number): readonly string[] => axes[axis]?.labels.map((label) => label[language]) ?? [];
  return {
    columnTitle: `${title(0)} →`, rowTitle: axes[1] && `${title(1)} ↓`, columns: labels(0), rows: labels(1),
    blocks: axes[2] ? labels(2).map((label) => `${title(2)} = ${label}`) : [],
  };
}

/** A grid's layout for words of a given width function; the same for the picture and for the viewer that cuts it. */
export function layoutOf(axes: SweepResult['axes'], cell: { readonly width: number; readonly height: number }, lines: number): GridLayout {
  const words = wordsOf(axes, 'en');
  const widest = (labels: readonly string[]): number => labels.reduce((most, label) => Math.max(most, textWidth(label, 1)), 0);
  return gridLayout({ counts: axes.map(({ values }) => values.length), cellWidth: cell.width, cellHeight: cell.height, lines, rowLabel: widest(words.rows), columnLabel: widest(words.columns) });
}

/** Captions are set a little smaller than labels. */
const CAPTION_SIZE = 0.8;

/** What is told of a point, a text a number. */
export function captionOf(numbers: TableValue | undefined, show: boolean): readonly string[] {
  if (!numbers || !show) return [];
  return numbers.columns.slice(0, MOST_LINES).map(({ name, unit }, index) => `${name} ${shortNumber(numbers.rows[0]![index] as number)}${unit === '' ? '' : ` ${unit}`}`);
}

/** Texts broken into lines that fit under a cell; a word that is too wide stays whole. */
export function captionLines(texts: readonly string[], cellWidth: number): readonly string[] {
  const size = capitalOf(cellWidth) * CAPTION_SIZE;
  return texts.flatMap((text) => {
    const lines: string[] = [];
    for (const word of text.split(' ')) {
      const joined = lines.length > 0 ? `${lines.at(-1)!} ${word}` : word;
      if (lines.length > 0 && textWidth(joined, size) <= cellWidth) lines[lines.length - 1] = joined;
      else lines.push(word);
    }
    return lines;
  });
}

/** The labelled picture of all points. */
export function drawGrid({ axes, points }: SweepResult, pictures: readonly (CpuTensor | undefined)[], texts: readonly (readonly string[])[], tones: readonly (number | undefined)[] | undefined): CpuTensor {
  const known = pictures.filter((picture) => picture !== undefined);
  const cell = { width: Math.max(...known.map(({ shape }) => shape[2]!)), height: Math.max(...known.map(({ shape }) => shape[1]!)) };
  const captions = texts.map((told) => captionLines(told, cell.width)), lines = Math.max(0, ...captions.map((caption) => caption.length));
  const layout = layoutOf(axes, cell, tones ? 0 : lines), words = wordsOf(axes, 'en'), { capitalPx } = layout;
  const sheet = cpuTensor([3, layout.height, layout.width]);
  sheet.data.fill(1);
  drawText(sheet, words.columnTitle, { ...layout.columnTitle, capitalPx, colour: MUTED });
  if (words.rowTitle !== undefined) drawText(sheet, words.rowTitle, { ...layout.rowTitle, capitalPx, colour: MUTED });
  for (let block = 0; block < Math.max(1, words.blocks.length); block++) {
    if (words.blocks[block] !== undefined) drawText(sheet, words.blocks[block]!, { ...layout.blockTitleAt(block), capitalPx, colour: INK });
    words.columns.forEach((label, column) => drawText(sheet, label, { ...layout.columnLabelAt(column, block), anchor: 'middle', capitalPx, colour: INK }));
    words.rows.forEach((label, row) => drawText(sheet, label, { ...layout.rowLabelAt(row, block), anchor: 'end', capitalPx, colour: INK }));
  }
  points.forEach(({ at }, index) => {
    const { x, y } = layout.cell(at), picture = pictures[index], tone = tones?.[index];
    if (!picture) drawAbsent(sheet, x, y, cell);
    else if (tones) fill(sheet, x, y, cell, LOW.map((low, c) => low + (HIGH[c]! - low) * (tone ?? 0)) as unknown as Colour);
    else place(sheet, picture, x + Math.floor((cell.width - picture.shape[2]!) / 2), y + Math.floor((cell.height - picture.shape[1]!) / 2));
    captions[index]?.forEach((line, number) => {
      const where = tones ? { x: x + cell.width / 2, baseline: y + (cell.height + capitalPx) / 2 + (number - (captions[index]!.length - 1) / 2) * layout.linePx } : layout.captionAt(at, number);
      drawText(sheet, line, { ...where, anchor: 'middle', capitalPx: capitalPx * CAPTION_SIZE, colour: INK });
    });
  });
  return sheet;
}

function place(sheet: CpuTensor, { data, shape }: CpuTensor, left: number, top: number): void {
  const [, height, width] = shape as [number, number, number], [, sheetHeight, sheetWidth] = sheet.shape as [number, number, number];
  for (let c = 0; c < 3; c++) for (let y = 0; y < height; y++) sheet.data.set(data.subarray((c * height + y) * width, (c * height + y + 1) * width), (c * sheetHeight + top + y) * sheetWidth + left);
}

function fill({ data, shape }: CpuTensor, left: number, top: number, { width, height }: { readonly width: number; readonly height: number }, colour: Colour): void {
  const [, sheetHeight, sheetWidth] = shape as [number, number, number];
  for (let c = 0; c < 3; c++) for (let y = top; y < top + height; y++) data.fill(colour[c]!, (c * sheetHeight + y) * sheetWidth + left, (c * sheetHeight + y) * sheetWidth + left + width);
}

/** A grey field with a cross: there is no result here. */
function drawAbsent(sheet: CpuTensor, left: number, top: number, size: { readonly width: number; readonly height: number }): void {
  fill(sheet, left, top, size, ABSENT);
  const capitalPx = Math.min(size.width, size.height) / 3;
  drawText(sheet, '×', { x: left + size.width / 2, baseline: top + size.height / 2 + capitalPx * (3 / 9), anchor: 'middle', capitalPx, colour: MUTED });
}
