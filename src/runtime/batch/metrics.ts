import type { Checked } from '../check';
import type { BothLanguages } from '../define';
import type { Engine, RunReport } from '../engine-types';
import type { Definitions } from '../ports';
import type { Value } from '../values';
import type { Batch, Pair } from './pairs';
import { shownBy } from './shown';

/** What became of one pair. */
export interface PairOutcome {
  readonly name: string;
  readonly state: 'done' | 'failed';
  readonly ms: number;
  /** What went wrong or should be known, in words. */
  readonly sentences: readonly BothLanguages[];
  /** Named numbers, `node.port (unit)` or `node.row.column (unit)`. */
  readonly metrics: Readonly<Record<string, number>>;
}

/** The numbers in a value: a number under its port's name, a table's cells under the names of row and column. */
export function metricsOf(node: string, port: string, value: Value): Readonly<Record<string, number>> {
  const named = (name: string, unit: string): string => (unit === '' ? name : `${name} (${unit})`);
  if (value.kind === 'number') return { [named(`${node}.${port}`, value.unit)]: value.value };
  if (value.kind !== 'table') return {};
  const found: Record<string, number> = {};
  for (const [index, row] of value.rows.entries()) {
    const label = typeof row[0] === 'string' && row[0] !== '' ? row[0] : String(index + 1);
    for (const [at, { name, unit }] of value.columns.entries()) {
      const cell = row[at];
      if (typeof cell === 'number') found[named(`${node}.${label}.${name}`, unit)] = cell;
    }
  }
  return found;
}

/** Every number that a step of a run gave, and every table that is shown. */
export async function gatherMetrics(engine: Pick<Engine, 'value'>, definitions: Definitions, checked: Checked, report: RunReport): Promise<Readonly<Record<string, number>>> {
  const metrics: Record<string, number> = {};
  for (const { node, state } of report.steps) {
    if (state !== 'ran' && state !== 'cached') continue;
    const definition = definitions.get(checked.flat.nodes[node]?.type ?? '');
    for (const [port, { kind }] of Object.entries(definition?.outputs ?? {})) {
      const value = kind === 'number' ? await engine.value(node, port) : undefined;
      if (value) Object.assign(metrics, metricsOf(node, port, value));
    }
    const shown = shownBy(node, checked, definitions);
    const value = shown && checked.types[`${shown[0]}.${shown[1]}`]?.kind === 'table' ? await engine.value(shown[0], shown[1]) : undefined;
    if (value) Object.assign(metrics, metricsOf(node, '', value));
  }
  return metrics;
}

/** The lines of `metrics.csv`: a pair each, in the list's order, with its cells, how it ended and every number that any pair has. Pairs without outcome are left out. */
export function metricsLines({ columns, pairs }: Batch, outcomeOf: (pair: Pair) => PairOutcome | undefined, language: 'en' | 'zh'): readonly (readonly (string | number)[])[] {
  const known = pairs.flatMap((pair) => { const outcome = outcomeOf(pair); return outcome ? [{ pair, outcome }] : []; });
  const names = [...new Set(known.flatMap(({ outcome }) => Object.keys(outcome.metrics)))];
  return [
    ['name', ...columns.map(({ title }) => title), 'state', 'seconds', ...names, 'sentence'],
    ...known.map(({ pair, outcome }) => [
      pair.name, ...pair.cells, outcome.state, Number((outcome.ms / 1000).toFixed(3)), ...names.map((name) => outcome.metrics[name] ?? ''),
      outcome.sentences.map((text) => text[language]).join(' '),
    ]),
  ];
}
