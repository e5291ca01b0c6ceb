import type { SweepResult } from '../../runtime/define';
import type { NumberValue, TableValue } from '../../runtime/values';

type Column = TableValue['columns'][number];

/** What one point measured, as a table of one row: numbers under their names, the cells of a table under the names of row and column. */
export function pointNumbers(values: readonly (NumberValue | TableValue | undefined)[]): TableValue {
  const columns: Column[] = [], row: number[] = [];
  const add = (name: string, unit: string, better: Column['better'], value: number): void => {
    let free = name;
    for (let again = 2; columns.some((column) => column.name === free); again++) free = `${name} ${again}`;
    columns.push({ name: free, unit, better });
    row.push(value);
  };
  for (const value of values) {
    if (value?.kind === 'number') add(value.name, value.unit, value.better, value.value);
    if (value?.kind !== 'table') continue;
    value.rows.forEach((cells, index) => {
      const label = typeof cells[0] === 'string' && cells[0] !== '' ? cells[0] : value.rows.length > 1 ? String(index + 1) : '';
      value.columns.forEach((column, at) => { const cell = cells[at]; if (typeof cell === 'number') add([label, column.name].filter(Boolean).join(' '), column.unit, column.better, cell); });
    });
  }
  return { kind: 'table', columns, rows: [row] };
}

/** All points in one table: their settings, then their numbers. A point without result keeps its row, its numbers empty. */
export function sweepTable({ axes, points }: SweepResult): TableValue {
  const tables = points.map(({ outputs }) => (outputs?.['table']?.kind === 'table' ? outputs['table'] : undefined));
  const columns = new Map<string, Column>();
  for (const table of tables) for (const column of table?.columns ?? []) if (!columns.has(column.name)) columns.set(column.name, column);
  return {
    kind: 'table',
    columns: [...axes.map(({ name, unit }) => ({ name, unit, better: 'neither' as const })), ...columns.values()],
    rows: points.map(({ at }, index) => [
      ...axes.map(({ values }, axis) => { const value = values[at[axis]!]!; return typeof value === 'boolean' ? String(value) : value; }),
      ...[...columns.keys()].map((name) => { const table = tables[index], column = table?.columns.findIndex((one) => one.name === name) ?? -1; return table?.rows[0]?.[column] ?? ''; }),
    ]),
  };
}

/** A number for a caption: three significant digits, a true minus sign. */
export function shortNumber(value: number): string {
  const text = Math.abs(value) >= 1000 ? value.toFixed(0) : String(Number(value.toPrecision(3)));
  return text.replace(/^-/, '−');
}
