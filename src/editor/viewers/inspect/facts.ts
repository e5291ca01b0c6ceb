import type { OutputSummary } from '../../../runtime/engine-types';
import type { Value, WireType } from '../../../runtime/values';
import type { Translate } from '../../i18n';
import { readable } from '../readable';

export type Fact = readonly [name: string, value: string];

/** What is known before anything ran, from inference: kind, shape and tags. */
export function typeFacts(type: WireType, t: Translate): readonly Fact[] {
  const facts: Fact[] = [[t('inspect.kind'), t(`kind.${type.kind}`)]];
  const shape = shapeOf(type);
  if (shape !== undefined) facts.push([t('inspect.shape'), shape]);
  if (type.levels) facts.push([t('inspect.levels'), type.levels.map((level) => `${level.channels} × ${level.height} × ${level.width}`).join('\n')]);
  const range = rangeOf(type);
  if (range !== undefined) facts.push([t('inspect.range'), range]);
  for (const tag of ['template', 'recogniser', 'model', 'net', 'layer'] as const) {
    const value = type[tag];
    if (value !== undefined && value !== '') facts.push([t(`inspect.${tag}`), value]);
  }
  return facts;
}

function shapeOf({ kind, channels, height, width }: WireType): string | undefined {
  if (kind === 'identity' && channels !== undefined) return String(channels);
  const sides = [channels, height, width];
  return sides.every((side) => side !== undefined) ? sides.join(' × ') : width !== undefined && height !== undefined ? `${height} × ${width}` : undefined;
}

/** The range a value is declared with; features declare theirs by their meaning, which only a value tells. */
function rangeOf({ kind, range }: WireType): string | undefined {
  if (kind === 'mask' || range === 'unit') return '0 … 1';
  return range === 'signed' ? '−1 … 1' : undefined;
}

/** What the values are: statistics over all tensors together. */
export function statFacts({ stats }: OutputSummary, t: Translate): readonly Fact[] {
  if (!stats) return [];
  return [
    [t('inspect.least'), readable(stats.min)], [t('inspect.most'), readable(stats.max)], [t('inspect.mean'), readable(stats.mean)], [t('inspect.std'), readable(stats.std)],
    [t('inspect.nonFinite'), stats.nonFinite === 0 ? t('inspect.none') : String(stats.nonFinite)],
  ];
}

/** What a value that is no tensor holds. */
export function valueFacts(value: Value, t: Translate): readonly Fact[] {
  switch (value.kind) {
    case 'mesh': return [[t('inspect.vertices'), String(value.positions.length / 3)], [t('inspect.triangles'), String(value.triangles.length / 3)], [t('inspect.units'), value.units], [t('inspect.frame'), t(`inspect.frame.${value.frame}`)], [t('inspect.extent'), extentOf(value.positions)]];
    case 'coefficients': return [
      [t('coefficients.identity'), `${value.identity.length}, ±${readable(largest(value.identity))}`], [t('coefficients.expression'), `${value.expression.length}, ±${readable(largest(value.expression))}`],
      ...value.pose ? [[t('inspect.focal'), `${readable(value.pose.focalPx)} px`] as const] : [],
    ];
    case 'faces': return [[t('inspect.faces'), String(value.faces.length)], ...value.faces[0]?.dense ? [[t('inspect.points'), value.faces[0].dense.scheme] as const] : []];
    case 'number': return [[value.name, `${readable(value.value)}${value.unit ? ` ${value.unit}` : ''}`]];
    case 'table': return [[t('inspect.rows'), `${value.rows.length} × ${value.columns.length}`]];
    case 'identity': return [[t('inspect.length'), readable(Math.sqrt((value.vector.data ?? new Float32Array()).reduce((sum, x) => sum + x * x, 0)))]];
    case 'flow': return [[t('inspect.direction'), t(`inspect.direction.${value.direction}`)]];
    default: return [];
  }
}

function largest(values: Float32Array): number {
  return values.reduce((most, x) => Math.max(most, Math.abs(x)), 0);
}

/** Width × height × depth of the box around points, cm. */
function extentOf(positions: Float32Array): string {
  const low = [Infinity, Infinity, Infinity], high = [-Infinity, -Infinity, -Infinity];
  for (let i = 0; i < positions.length; i++) {
    const axis = i % 3, x = positions[i]!;
    if (x < low[axis]!) low[axis] = x;
    if (x > high[axis]!) high[axis] = x;
  }
  return `${low.map((x, axis) => (high[axis]! - x).toFixed(1)).join(' × ')} cm`;
}
