import type { TableValue } from '../../../runtime/values';
import type { Translate } from '../../i18n';
import { barsDrawn, tableDrawn } from '../../viewers/export/drawings';
import type { FigureSource } from '../../viewers/export/source';
import { below } from '../../viewers/export/svg';
import { groupsOf, type GroupGap, type GroupName, type VectorValue } from './vectors';

/** What the view of vectors shows, as far as a figure needs it. */
export interface VectorsShown {
  readonly lanes: readonly { readonly name: string; readonly made: string; readonly value: VectorValue | undefined; /** To the reference. */ readonly gaps: readonly GroupGap[] | undefined }[];
  readonly byDifference: boolean;
  readonly reference: number;
  readonly wire: string | undefined;
  readonly inputs: string;
  /** What an axis stands for; empty where it has no name. */
  readonly titleOf: (group: GroupName, index: number) => string;
}

/** Bars of every lane, group by group on one scale, or of each minus the reference, with cosine and distance as a table. */
export function vectorFigure({ lanes, byDifference, reference, wire, inputs, titleOf }: VectorsShown, t: Translate): FigureSource | undefined {
  const present = lanes.flatMap((lane) => (lane.value ? [{ ...lane, groups: groupsOf(lane.value) }] : []));
  const [first] = present;
  if (!first) return undefined;
  const base = lanes[reference]?.name ?? '';
  const gapped = lanes.flatMap((lane) => (lane.gaps ? [{ ...lane, gaps: lane.gaps }] : []));
  const bars = (name: GroupName): readonly (readonly [string, Float32Array])[] => (byDifference
    ? gapped.flatMap((lane) => lane.gaps.filter((gap) => gap.name === name).map(({ values }) => [`${lane.name} − ${base} · ${t(`compare.group.${name}`)}`, values] as const))
    : present.flatMap((lane) => lane.groups.filter((group) => group.name === name).map(({ values }) => [`${lane.name} · ${t(`compare.group.${name}`)}`, values] as const)));
  const names = first.groups.map(({ name }) => name), drawn = names.map(bars).filter((each) => each.length > 0);
  const column = (name: string): TableValue['columns'][number] => ({ name, unit: '', better: 'neither' });
  const numbers: TableValue = {
    kind: 'table', columns: [t('compare.lane'), t('compare.group'), t('compare.cosine'), 'L2', t('compare.column.distance')].map(column),
    rows: gapped.flatMap((lane) => lane.gaps.map(({ name, cosine, l2, relativeL2 }) => [`${lane.name} / ${base}`, t(`compare.group.${name}`), Number.isNaN(cosine) ? '–' : Number(cosine.toFixed(4)), Number(l2.toPrecision(4)), Number(relativeL2.toPrecision(4))])),
  };
  const total = first.groups.reduce((sum, { values }) => sum + values.length, 0);
  const stack = present.every(({ groups }) => groups.reduce((sum, { values }) => sum + values.length, 0) === total);
  return {
    name: byDifference ? 'vector-differences' : 'vectors',
    notes: [...wire === undefined ? [] : [wire], t('compare.measureText'), inputs, ...lanes.map(({ name, made }) => `${name}: ${made.replaceAll('\n', ', ')}`)],
    draw: () => below([...drawn.map((each) => barsDrawn(each)), ...numbers.rows.length > 0 ? [tableDrawn(numbers)] : []], 18),
    ...stack ? { tensor: () => {
      const data = new Float32Array(total * present.length);
      present.forEach(({ groups }, lane) => groups.reduce((at, { values }) => { data.set(values, at); return at + values.length; }, lane * total));
      return Promise.resolve({ shape: [present.length, total], data });
    } } : {},
    table: () => [
      ['group', 'index', 'axis', ...present.map(({ name }) => name), ...gapped.map(({ name }) => `${name} - ${base}`)],
      ...names.flatMap((name, group) => Array.from({ length: Math.max(...present.map(({ groups }) => groups[group]?.values.length ?? 0)) }, (_, index) => [
        name, index, titleOf(name, index), ...present.map(({ groups }) => groups[group]?.values[index] ?? ''), ...gapped.map(({ gaps }) => gaps[group]?.values[index] ?? ''),
      ])),
      ...gapped.flatMap(({ name, gaps }) => gaps.flatMap((gap): readonly (readonly (string | number)[])[] => [
        [gap.name, `cosine, ${name} / ${base}`, '', Number.isNaN(gap.cosine) ? '' : gap.cosine], [gap.name, `L2, ${name} / ${base}`, '', gap.l2], [gap.name, `relative L2, ${name} / ${base}`, '', gap.relativeL2],
      ])),
    ],
  };
}
