import { createRandom, mixSeeds } from '../../../face/random';
import { interval, pairedInterval, resamples, type Interval } from '../../../runtime/batch/bootstrap';
import { METRICS, metricsOn, type Metric } from './measure-graph';
import type { MetricsView } from './run';

const DRAWS = 1000;
const BOOTSTRAP = 0xb007;

export interface Cell {
  readonly of: Interval;
  /** Difference to the reference lane, pair by pair; undefined for the reference itself. */
  readonly delta: Interval | undefined;
  /** The interval of the difference leaves zero out. */
  readonly clear: boolean;
  readonly pairs: number;
}

/** Mean and bootstrap 95 % interval of every lane and metric, and of its paired difference to the reference. Draws follow from the first seed, so the table is the same again. */
export function summarise({ pairs, titles, reference, request }: Pick<MetricsView, 'pairs' | 'titles' | 'reference' | 'request'>): readonly Readonly<Record<Metric, Cell>>[] {
  const draws = resamples(pairs.length, DRAWS, createRandom(mixSeeds(request.firstSeed, BOOTSTRAP)));
  const valuesOf = (lane: number, metric: Metric): readonly number[] => pairs.map(({ lanes }) => lanes[lane]?.values[metric] ?? NaN);
  return titles.map((_title, lane) => Object.fromEntries(METRICS.map(({ name }): [Metric, Cell] => {
    const values = valuesOf(lane, name);
    const delta = lane === reference ? undefined : pairedInterval(values, valuesOf(reference, name), draws);
    return [name, {
      of: interval(values, draws), delta,
      // One pair alone has no spread, and says nothing of others.
      clear: delta !== undefined && pairs.length > 1 && (delta.low > 0 || delta.high < 0),
      pairs: values.filter((value) => !Number.isNaN(value)).length,
    }];
  })) as Readonly<Record<Metric, Cell>>);
}

/** The lines of the CSV: a lane on a pair each, then means, intervals and differences. */
export function tableLines(view: MetricsView, titles: readonly string[]): readonly (readonly (string | number)[])[] {
  const metrics = metricsOn(view.request.photos !== undefined);
  const columns = metrics.map(({ name, unit }) => (unit === '' ? name : `${name} (${unit})`));
  const number = (value: number | undefined): string | number => (value === undefined || Number.isNaN(value) ? '' : Number(value.toPrecision(7)));
  const summary = summarise(view);
  const row = (what: string, lane: number, of: (cell: Cell) => number | undefined): readonly (string | number)[] =>
    [what, '', '', titles[lane]!, ...metrics.map(({ name }) => number(of(summary[lane]![name]))), view.made[lane] ?? '', ''];
  return [
    ['pair', ...(view.request.photos ? ['source', 'target'] : ['source seed', 'target seed']), 'lane', ...columns, 'made by', 'problem'],
    ...view.pairs.flatMap(({ of, lanes }, pair) => lanes.map(({ values, problem }, lane) => [pair + 1, ...of, titles[lane]!, ...metrics.map(({ name }) => number(values[name])), view.made[lane] ?? '', problem?.en ?? ''])),
    ...titles.flatMap((_title, lane) => [
      row('mean', lane, ({ of }) => of.mean), row('2.5 %', lane, ({ of }) => of.low), row('97.5 %', lane, ({ of }) => of.high),
      ...lane === view.reference ? [] : [
        row(`difference to ${titles[view.reference]}`, lane, ({ delta }) => delta?.mean), row('difference 2.5 %', lane, ({ delta }) => delta?.low), row('difference 97.5 %', lane, ({ delta }) => delta?.high),
      ],
    ]),
  ];
}
