/** A cell that a spreadsheet would take for a formula is written as text; reading gives the same text back. */
const FORMULA = /^[=+\-@\t\r']/;

/** One line of RFC 4180, without its end. Numbers stay as they are. */
export function csvLine(cells: readonly (string | number)[]): string {
  return cells.map((value) => {
    if (typeof value === 'number') return String(value);
    const safe = FORMULA.test(value) ? `'${value}` : value;
    return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  }).join(',');
}

/** Lines of cells as RFC 4180 text. */
export function csvText(lines: readonly (readonly (string | number)[])[]): string {
  return `${lines.map(csvLine).join('\r\n')}\r\n`;
}

export interface CsvLine {
  /** Line of the file where it starts, from 1. */
  readonly line: number;
  readonly cells: readonly string[];
}

/**
 * The lines of an RFC 4180 text, empty ones left out: commas, semicolons or tabs between cells, whichever the first line has; quotes around a cell, doubled
 * inside; any end of line; a byte order mark at the start. An apostrophe that guards a formula is taken off. A quote that never closes holds the rest.
 */
export function readCsv(text: string): readonly CsvLine[] {
  const source = text.replace(/^\uFEFF/, '');
  const separator = separatorOf(source);
  const lines: CsvLine[] = [];
  let cells: string[] = [], cell = '', quoted = false, line = 1, start = 1;
  const endCell = (): void => {
    cells.push(cell.startsWith("'") && FORMULA.test(cell.slice(1)) ? cell.slice(1) : cell);
    cell = '';
  };
  const endLine = (): void => {
    endCell();
    if (cells.some((one) => one !== '')) lines.push({ line: start, cells });
    cells = [];
    start = line + 1;
  };
  for (let i = 0; i < source.length; i++) {
    const letter = source[i]!;
    if (quoted) {
      if (letter === '\n') line++;
      if (letter !== '"') cell += letter;
      else if (source[i + 1] === '"') { cell += '"'; i++; } else quoted = false;
    } else if (letter === '"' && cell === '') quoted = true;
    else if (letter === separator) endCell();
    else if (letter === '\n' || letter === '\r') {
      if (letter === '\r' && source[i + 1] === '\n') i++;
      endLine();
      line++;
    } else cell += letter;
  }
  endLine();
  return lines;
}

function separatorOf(source: string): string {
  const first = /^[^\r\n]*/.exec(source)![0].replace(/"[^"]*"/g, '');
  return [',', ';', '\t'].find((mark) => first.includes(mark)) ?? ',';
}
