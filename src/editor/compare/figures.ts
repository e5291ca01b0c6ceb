import type { LocalText } from '../../graph/types';
import type { TableValue } from '../../runtime/values';
import { tableDrawn } from '../viewers/export/drawings';
import { legendOf } from '../viewers/export/legend';
import type { FigureSource } from '../viewers/export/source';
import { below, type Drawn } from '../viewers/export/svg';
import { paintingsDrawn } from '../viewers/export/tile-figure';
import type { Translate } from '../i18n';
import { colourTable } from '../viewers/features/colour-maps';
import { distanceWords, rowTitle, type DivergenceView } from './divergence';
import { differenceColours, differenceTable, histogramOf, laneColours, type Difference, type LaneImage } from './look/lane-image';
import { metricsOn, type METRICS } from './table/measure-graph';
import type { MetricsView } from './table/run';
import { summarise, tableLines } from './table/summary';

/** What the view of pictures shows, as far as a figure needs it: lanes by name, with what made each. */
export interface LookShown {
  readonly lanes: readonly { readonly name: string; readonly made: string; readonly image: LaneImage | undefined; readonly difference: Difference | undefined }[];
  readonly mode: 'pictures' | 'difference';
  readonly reference: number;
  readonly range: readonly [number, number];
  readonly differenceRange: readonly [number, number];
  /** Which wire, where it is not the results. */
  readonly wire: string | undefined;
  readonly inputs: string;
}

/** The lanes beside one another, or each minus the reference on one scale with its legend; on paper, so in the colours of the light theme. */
export function lookFigure(shown: LookShown, t: Translate): FigureSource | undefined {
  const { lanes, mode, reference, wire, inputs } = shown;
  const present = lanes.filter(({ image }) => image !== undefined);
  if (present.length === 0) return undefined;
  const differences = lanes.flatMap((lane) => (lane.difference ? [{ ...lane, difference: lane.difference }] : []));
  const tensors = mode === 'difference' ? differences.map(({ difference }) => difference) : present.flatMap(({ image }) => (image?.kind === 'channel' ? [image] : []));
  const [first] = tensors;
  const stack = first && tensors.every(({ width, height }) => width === first.width && height === first.height) ? { first, tensors } : undefined;
  return {
    name: mode === 'difference' ? 'difference' : 'lanes',
    notes: [...wire === undefined ? [] : [wire], ...mode === 'difference' ? [t(differences.some(({ difference }) => difference.signed) ? 'compare.legendSigned' : 'compare.legend', { reference: lanes[reference]?.name ?? '' })] : [], inputs, ...lanes.map(({ name, made }) => `${name}: ${made.replaceAll('\n', ', ')}`)],
    draw: () => (mode === 'difference' ? differenceDrawn(shown, t) : lanesDrawn(shown, t)),
    ...stack ? { tensor: () => {
      const area = stack.first.width * stack.first.height, data = new Float32Array(area * stack.tensors.length);
      stack.tensors.forEach(({ values }, index) => data.set(values, index * area));
      return Promise.resolve({ shape: [stack.tensors.length, stack.first.height, stack.first.width], data });
    } } : {},
    table: () => [['lane', 'made by', 'width (px)', 'height (px)', 'mean |difference|', 'largest |difference|'], ...lanes.map(({ name, made, image, difference }) => [
      name, made.replaceAll('\n', ', '), image?.width ?? '', image?.height ?? '', difference ? meanSize(difference.values) : '', difference ? largest(difference.values) : '',
    ])],
  };
}

function lanesDrawn({ lanes, range }: LookShown, t: Translate): Drawn {
  const pictures = paintingsDrawn(lanes.flatMap(({ name, image }) => (image ? [{ raster: laneColours(image, range, false), name }] : [])));
  const channels = lanes.flatMap(({ image }) => (image?.kind === 'channel' ? [image] : []));
  if (!channels[0]) return pictures;
  return below([pictures, legendOf({ table: colourTable(channels[0].meaning), range, counts: histogramOf(channels.map(({ values }) => values), range), words: legendWords(t) })], 14);
}

function differenceDrawn({ lanes, reference, range, differenceRange }: LookShown, t: Translate): Drawn {
  const signed = lanes.some(({ difference }) => difference?.signed), table = differenceTable(signed, false);
  const pictures = lanes.flatMap(({ name, image, difference }, index) => (index === reference && image ? [{ raster: laneColours(image, range, false), name }]
    : difference ? [{ raster: differenceColours(difference, differenceRange, table), name: `${name} − ${lanes[reference]?.name ?? ''}` }] : []));
  const values = lanes.flatMap(({ difference }) => (difference ? [difference.values] : []));
  return below([paintingsDrawn(pictures), legendOf({ table, range: differenceRange, counts: histogramOf(values, differenceRange), words: { ...legendWords(t), unit: signed ? '' : '/255' } })], 14);
}

function legendWords(t: Translate): { readonly below: string; readonly above: string; readonly absent: string } {
  return { below: t('figure.below'), above: t('figure.outside'), absent: t('features.noNumber') };
}

/** Distances of corresponding nodes as a table. */
export function partingFigure(view: DivergenceView, sentence: string, text: (text: LocalText) => string, t: Translate): FigureSource {
  const shapes = (row: DivergenceView['rows'][number]): string => row.ports.map(({ found }) => (found.comparable ? found.shape : `${found.own} ≠ ${found.other}`)).join('; ');
  const rows = view.rows.map((row) => [rowTitle(row, text), t(`compare.how.${row.pair.how}`), row.worst ?? '', shapes(row)] as const);
  const column = (name: string): TableValue['columns'][number] => ({ name, unit: '', better: 'neither' });
  const columns = [t('compare.column.node'), t('compare.column.how'), t('compare.column.distance'), t('compare.column.shape')];
  return {
    name: 'distances', notes: [sentence, t('compare.measureText')],
    draw: () => tableDrawn({ kind: 'table', columns: columns.map(column), rows: rows.map(([node, how, worst, shape]) => [node, how, typeof worst === 'number' ? distanceWords(worst) : '–', shape]) }),
    table: () => [['node of A', 'node of B', ...columns], ...rows.map((row, index) => [view.rows[index]!.pair.a, view.rows[index]!.pair.b, ...row])],
  };
}

/** Means with intervals and differences as a table; the CSV has every pair. */
export function numbersFigure(view: MetricsView, names: readonly string[], caption: string, t: Translate): FigureSource {
  const summary = summarise(view), photographs = view.request.photos !== undefined, metrics = metricsOn(photographs);
  const cell = (lane: number, { name, digits }: (typeof METRICS)[number]): string => {
    const { of, delta, clear } = summary[lane]![name];
    if (Number.isNaN(of.mean)) return '–';
    const number = (value: number): string => value.toFixed(digits).replace(/^-/, '−');
    const spread = view.pairs.length > 1 ? ` [${number(of.low)}, ${number(of.high)}]` : '';
    return `${number(of.mean)}${spread}${delta ? `  Δ ${number(delta.mean)}${clear ? '*' : ''}` : ''}`;
  };
  return {
    name: 'pairs', notes: [caption, ...photographs ? [t('compare.table.noTruth')] : [], t('compare.table.star'), ...names.map((name, lane) => `${name}: ${view.made[lane] ?? ''}`)],
    draw: () => tableDrawn({
      kind: 'table', columns: [{ name: t('compare.lane'), unit: '', better: 'neither' }, ...metrics.map(({ name, unit, better }) => ({ name: t(`compare.metric.${name}`), unit, better }))],
      rows: names.map((name, lane) => [name, ...metrics.map((metric) => cell(lane, metric))]),
    }),
    table: () => tableLines(view, names),
  };
}

function meanSize(values: Float32Array): number {
  return Number((values.reduce((sum, value) => sum + Math.abs(value), 0) / Math.max(1, values.length)).toPrecision(6));
}

function largest(values: Float32Array): number {
  return Number(values.reduce((most, value) => Math.max(most, Math.abs(value)), 0).toPrecision(6));
}
