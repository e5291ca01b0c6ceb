/** Where the cells and words of a grid stand, from its measures alone: the picture, the viewer and the figure are cut alike. */

export interface GridMeasures {
  /** Values on each axis: columns, rows, blocks; absent ones count as one. */
  readonly counts: readonly number[];
  readonly cellWidth: number;
  readonly cellHeight: number;
  /** Lines of numbers under each cell. */
  readonly lines: number;
  /** Width of the longest label of a row, of a column and of a caption line, in units of the capital's height. */
  readonly rowLabel: number;
  readonly columnLabel: number;
}

export interface GridLayout {
  readonly width: number;
  readonly height: number;
  readonly capitalPx: number;
  /** From line to line of what is written in a cell. */
  readonly linePx: number;
  /** Left top corner of the cell at a place on the axes. */
  cell(at: readonly number[]): { readonly x: number; readonly y: number };
  /** Baselines and middles for words. */
  readonly columnTitle: { readonly x: number; readonly baseline: number };
  readonly columnLabelAt: (column: number, block: number) => { readonly x: number; readonly baseline: number };
  readonly rowTitle: { readonly x: number; readonly baseline: number };
  readonly rowLabelAt: (row: number, block: number) => { readonly x: number; readonly baseline: number };
  readonly blockTitleAt: (block: number) => { readonly x: number; readonly baseline: number };
  readonly captionAt: (at: readonly number[], line: number) => { readonly x: number; readonly baseline: number };
}

const LEAST_CAPITAL_PX = 9, MOST_CAPITAL_PX = 15;

/** Height of capitals beside cells of a width. */
export function capitalOf(cellWidth: number): number {
  return Math.min(MOST_CAPITAL_PX, Math.max(LEAST_CAPITAL_PX, Math.round(cellWidth / 11)));
}

/** Columns are the first axis, rows the second, blocks below one another the third. All in pixels. */
export function gridLayout({ counts, cellWidth, cellHeight, lines, rowLabel, columnLabel }: GridMeasures): GridLayout {
  const [columns, rows, blocks] = [counts[0] ?? 1, counts[1] ?? 1, counts[2] ?? 1];
  const capitalPx = capitalOf(cellWidth);
  const linePx = Math.round(capitalPx * 1.9), captionPx = Math.round(capitalPx * 1.5), gap = Math.max(3, Math.round(cellWidth / 32)), margin = capitalPx;
  const hasRows = counts.length > 1, hasBlocks = counts.length > 2;
  const left = margin + (hasRows ? Math.ceil(rowLabel * capitalPx) + margin : 0);
  const column = Math.max(cellWidth, Math.ceil(columnLabel * capitalPx)) + gap, row = cellHeight + lines * captionPx + gap + (lines > 0 ? gap : 0);
  const head = (hasRows ? 2 : 1) * linePx + Math.round(linePx / 2);
  const blockHead = linePx + (hasBlocks ? Math.round(linePx * 1.2) : 0);
  const block = blockHead + rows * row + gap;
  const top = (index: number): number => head + index * block;
  const cell = (at: readonly number[]): { readonly x: number; readonly y: number } => ({ x: left + (at[0] ?? 0) * column + Math.floor((column - gap - cellWidth) / 2), y: top(at[2] ?? 0) + blockHead + (at[1] ?? 0) * row });
  const rise = Math.round((linePx - capitalPx) / 2);
  return {
    width: left + columns * column - gap + margin, height: top(blocks) - gap + Math.round(margin / 2), capitalPx, linePx: captionPx, cell,
    columnTitle: { x: left, baseline: linePx - rise + Math.round(linePx / 4) },
    rowTitle: { x: left, baseline: 2 * linePx - rise + Math.round(linePx / 4) },
    columnLabelAt: (index, at) => ({ x: left + index * column + (column - gap) / 2, baseline: top(at) + blockHead - rise }),
    rowLabelAt: (index, at) => ({ x: left - margin, baseline: cell([0, index, at]).y + Math.round((cellHeight + capitalPx) / 2) }),
    blockTitleAt: (index) => ({ x: margin, baseline: top(index) + Math.round(linePx * 0.95) }),
    captionAt: (at, line) => { const { x, y } = cell(at); return { x: x + cellWidth / 2, baseline: y + cellHeight + (line + 1) * captionPx }; },
  };
}
