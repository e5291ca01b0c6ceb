import { defineRun } from '../../runtime/define';
import { NodeError } from '../../runtime/errors';
import type { NumberValue, TableValue } from '../../runtime/values';
import definition from './node';

export default defineRun(definition, async ({ table, second, third }) => {
  const numbers = [table, second, third].filter((value): value is NumberValue => value?.kind === 'number');
  if (table.kind === 'number') return Promise.resolve({ table: tableOf(numbers) });
  if (numbers.length === 0) return { table };
  throw new NodeError({
    en: 'A table and single numbers cannot be shown together. Use a second "View table" for the numbers.',
    zh: '表格与单独的数不能同时显示。请用另一个“查看表格”显示这些数。',
  }, { code: 'mixed', port: second === undefined ? 'third' : 'second' });
});

/** Numbers of different units, one a row. */
function tableOf(numbers: readonly NumberValue[]): TableValue {
  return {
    kind: 'table',
    columns: [{ name: 'name', unit: '', better: 'neither' }, { name: 'value', unit: '', better: 'neither' }, { name: 'unit', unit: '', better: 'neither' }],
    rows: numbers.map(({ name, value, unit }) => [name, value, unit]),
  };
}
