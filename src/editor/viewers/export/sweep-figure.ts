import type { SweptAxis } from '../../../runtime/define';
import type { TableValue } from '../../../runtime/values';
import { sweepGrid } from '../../../nodes/catalog';
import { readable } from '../readable';
import type { Raster } from './png';
import { below, PAPER, path, picture, SIZE, text, widthOf, wrapped, type Drawn } from './svg';

const { captionOf, captionLines, layoutOf, wordsOf, mostLines } = sweepGrid;

export interface Size { readonly width: number; readonly height: number }

/**
 * The cells of a grid picture, cut out by the same layout that drew it; undefined when the picture is of another shape, as while a new one is computed.
 * @param numbers whether they stand under the cells
 * @param cellPx the most that a side of a cell has
 * @param swept size of the pictures that were put in, where it is known
 */
export function cutCells(grid: Raster, axes: readonly SweptAxis[], table: TableValue | undefined, { numbers, cellPx, swept }: { readonly numbers: boolean; readonly cellPx: number; readonly swept?: Size | undefined }): (Size & { readonly cells: readonly { readonly at: readonly number[]; readonly raster: Raster }[] }) | undefined {
  const captions = (table?.rows ?? []).map((_, index) => captionOf(numbersAt(table, axes.length, index), numbers));
  const linesAt = (cellWidth: number): number => Math.max(0, ...captions.map((told) => captionLines(told, cellWidth).length));
  const drawn = (size: Size): Size => layoutOf(axes, size, linesAt(size.width));
  const size = (swept && fits(shrunk(swept, cellPx), grid, drawn)) ?? largestCell(grid, cellPx, drawn);
  if (!size) return undefined;
  const layout = layoutOf(axes, size, linesAt(size.width)), pixels = Uint8ClampedArray.from(grid.rgba);
  let points: (readonly number[])[] = [[]];
  for (const { values } of axes) points = points.flatMap((at) => values.map((_, step) => [...at, step]));
  return {
    ...size,
    cells: points.map((at) => {
      const { x, y } = layout.cell(at), rgba = new Uint8ClampedArray(size.width * size.height * 4);
      for (let row = 0; row < size.height; row++) rgba.set(pixels.subarray(((y + row) * grid.width + x) * 4, ((y + row) * grid.width + x + size.width) * 4), row * size.width * 4);
      return { at, raster: { ...size, rgba } };
    }),
  };
}

/** A picture's size in its cell, as the sweep makes it. */
function shrunk({ width, height }: Size, cellPx: number): Size {
  const scale = Math.min(1, cellPx / Math.max(width, height));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

function fits(cell: Size, grid: Size, drawn: (cell: Size) => Size): Size | undefined {
  const { width, height } = drawn(cell);
  return width === grid.width && height === grid.height ? cell : undefined;
}

/** The cell whose layout gives a picture of this size. Where labels are wider than cells many widths give the same picture, and the largest is taken: pictures mostly fill their cells. */
function largestCell(grid: Size, cellPx: number, drawn: (cell: Size) => Size): Size | undefined {
  for (let width = cellPx; width >= 1; width--) {
    const one = drawn({ width, height: 1 });
    if (one.width !== grid.width) continue;
    // Every row of cells grows with their height by as much.
    const height = 1 + (grid.height - one.height) / (drawn({ width, height: 2 }).height - one.height);
    if (Number.isInteger(height) && height >= 1 && height <= cellPx) return { width, height };
  }
  return undefined;
}

/** The grid as a figure: cells as pictures, titles, labels and numbers as text in the user's language. */
export function sweepDrawn(cells: readonly { readonly at: readonly number[]; readonly raster: Raster }[], axes: readonly SweptAxis[], table: TableValue | undefined, numbers: boolean, language: 'en' | 'zh'): Drawn {
  const words = wordsOf(axes, language), side = 128;
  const captions = cells.map((_, index) => captionOf(numbersAt(table, axes.length, index), numbers).flatMap((told) => wrapped(told, SIZE.small, side)));
  const lines = Math.max(0, ...captions.map(({ length }) => length));
  const first = cells[0]!.raster, scale = side / Math.max(first.width, first.height), [w, h] = [first.width * scale, first.height * scale];
  const labelRoom = words.rows.length > 0 ? Math.max(...words.rows.map((row) => widthOf(row, SIZE.text))) + 12 : 0;
  const column = Math.max(w, ...words.columns.map((label) => widthOf(label, SIZE.text)), ...captions.flat().map((line) => widthOf(line, SIZE.small))) + 8, row = h + lines * 15 + 10;
  const [columns, rows] = [words.columns.length, Math.max(1, words.rows.length)];
  const block = (index: number): Drawn => {
    let body = words.columns.map((label, at) => text(labelRoom + at * column + (column - 8) / 2, 14, label, { anchor: 'middle' })).join('');
    words.rows.forEach((label, at) => { body += text(labelRoom - 8, 22 + at * row + h / 2 + 4, label, { anchor: 'end' }); });
    cells.forEach(({ at, raster }, point) => {
      if ((at[2] ?? 0) !== index) return;
      const x = labelRoom + at[0]! * column + (column - 8 - w) / 2, y = 22 + (at[1] ?? 0) * row;
      body += picture(x, y, w, h, raster, true) + captions[point]!.map((line, number) => text(x + w / 2, y + h + 13 + number * 15, line, { anchor: 'middle', size: SIZE.small })).join('');
    });
    return { width: labelRoom + columns * column - 8, height: 22 + rows * row, body };
  };
  const heads = [text(labelRoom, 12, words.columnTitle, { colour: PAPER.muted }), ...words.rowTitle === undefined ? [] : [text(labelRoom, 28, words.rowTitle, { colour: PAPER.muted })]];
  const blocks = words.blocks.length > 0 ? words.blocks.map((title, index): Drawn => { const part = block(index); return { ...part, height: part.height + 20, body: text(0, 13, title, { bold: true }) + `<g transform="translate(0 20)">${part.body}</g>` }; }) : [block(0)];
  return below([{ width: labelRoom + columns * column, height: heads.length * 16, body: heads.join('') }, ...blocks], 8);
}

/** One number over the first axis, a line for each step of the second: what a grid is read for. */
export function sweepCurves(axes: readonly SweptAxis[], table: TableValue, metric: number, language: 'en' | 'zh'): Drawn | undefined {
  const [first, second] = axes, column = table.columns[axes.length + metric];
  if (!first || !column || axes.length > 2 || first.values.length < 3 || !first.values.every((value) => typeof value === 'number')) return undefined;
  const per = second?.values.length ?? 1, value = (i: number, j: number): number | undefined => { const cell = table.rows[i * per + j]?.[axes.length + metric]; return typeof cell === 'number' ? cell : undefined; };
  const all = table.rows.map((row) => row[axes.length + metric]).filter((cell) => typeof cell === 'number');
  if (all.length < 2) return undefined;
  const [low, high] = [Math.min(...all), Math.max(...all)], xs = first.values as readonly number[], [left, right] = [Math.min(...xs), Math.max(...xs)];
  const W = 420, H = 170, L = 56, T = 22, shades = ['#1f5fbf', '#c2410c', '#15803d', '#7e22ce', '#0e7490', '#a16207'];
  const x = (v: number): number => L + ((v - left) / (right - left || 1)) * (W - L - 90), y = (v: number): number => T + H - ((v - low) / (high - low || 1)) * H;
  let body = text(L, 12, `${column.name}${column.unit === '' ? '' : ` (${column.unit})`}${column.better === 'neither' ? '' : column.better === 'higher' ? ' ↑' : ' ↓'}`, { bold: true }) + path(`M${L} ${T}v${H}h${W - L - 90}`, { stroke: PAPER.muted });
  body += text(L - 6, T + 6, readable(high), { anchor: 'end', size: SIZE.small }) + text(L - 6, T + H, readable(low), { anchor: 'end', size: SIZE.small });
  first.labels.forEach((words, i) => { body += text(x(xs[i]!), T + H + 15, words[language], { anchor: 'middle', size: SIZE.small }); });
  const ends: number[] = [];
  for (let j = 0; j < per; j++) {
    const points = xs.flatMap((v, i) => { const found = value(i, j); return found === undefined ? [] : [[x(v), y(found)] as const]; }), colour = shades[j % shades.length]!;
    body += path(points.map(([px, py], i) => `${i === 0 ? 'M' : 'L'}${px.toFixed(1)} ${py.toFixed(1)}`).join(''), { stroke: colour, width: 2 }) + points.map(([px, py]) => `<circle cx="${px.toFixed(1)}" cy="${py.toFixed(1)}" r="2.6" fill="${colour}"/>`).join('');
    const end = points.at(-1);
    if (!second || !end) continue;
    let place = end[1] + 4;
    while (ends.some((other) => Math.abs(other - place) < 13)) place += 13;
    ends.push(place);
    body += text(end[0] + 8, place, second.labels[j]![language], { size: SIZE.small, colour });
  }
  return { width: W, height: T + H + 20, body };
}

/** The numbers of one point, as its caption wants them. */
function numbersAt(table: TableValue | undefined, axes: number, index: number): TableValue | undefined {
  const row = table?.rows[index];
  if (!table || !row) return undefined;
  const known = table.columns.map((_, at) => at).filter((at) => at >= axes && typeof row[at] === 'number').slice(0, mostLines);
  return { kind: 'table', columns: known.map((at) => table.columns[at]!), rows: [known.map((at) => row[at]!)] };
}
