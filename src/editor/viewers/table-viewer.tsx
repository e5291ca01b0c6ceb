import type { TableValue } from '../../runtime/values';
import { useTranslate } from '../context';
import { readable } from './readable';

/** Metrics as rows; the best value of a column that knows a better direction is set bold. */
export function TableViewer({ table }: { readonly table: TableValue }) {
  const t = useTranslate();
  const best = table.columns.map((column, index) => {
    const numbers = table.rows.map((row) => row[index]).filter((cell) => typeof cell === 'number');
    if (column.better === 'neither' || numbers.length < 2) return undefined;
    return column.better === 'higher' ? Math.max(...numbers) : Math.min(...numbers);
  });
  return (
    <div className="table-viewer" tabIndex={0} role="region" aria-label={t('kind.table')}>
      <table>
        <thead><tr>{table.columns.map((column) => <th key={column.name} scope="col">{column.name}{column.unit && <span className="unit">{column.unit}</span>}{column.better !== 'neither' && <span className="unit" title={t(`better.${column.better}`)}>{column.better === 'higher' ? '↑' : '↓'}</span>}</th>)}</tr></thead>
        <tbody>{table.rows.map((row, at) => <tr key={at}>{row.map((cell, index) => <td key={index} data-best={(typeof cell === 'number' && cell === best[index]) || undefined}>{typeof cell === 'number' ? readable(cell) : cell}</td>)}</tr>)}</tbody>
      </table>
    </div>
  );
}
