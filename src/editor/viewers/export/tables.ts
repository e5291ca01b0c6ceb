import type { ChannelNumbers, NormNumbers } from '../../../runtime/look-types';
import type { CoefficientsValue, FacesValue, IdentityValue, NumberValue, TableValue } from '../../../runtime/values';

export type CsvRows = readonly (readonly (string | number)[])[];

/** The table shown, its header with units. */
export function tableRows({ columns, rows }: TableValue): CsvRows {
  return [columns.map(({ name, unit }) => (unit === '' ? name : `${name} (${unit})`)), ...rows];
}

/** A row a channel: its numbers, and what a normalising layer did to it. */
export function channelRows(numbers: ChannelNumbers, norms: NormNumbers | undefined, differences: Float32Array | undefined): CsvRows {
  const header = ['channel', 'min', 'max', 'mean', 'std', 'rms', 'not finite', ...norms ? ['mu in', 'sigma in', 'gamma', 'beta', 'mu out', 'sigma out'] : [], ...differences ? ['mean |A - B|'] : []];
  return [header, ...Array.from(numbers.mean, (mean, c) => [
    c, numbers.min[c]!, numbers.max[c]!, mean, numbers.std[c]!, numbers.rms[c]!, numbers.nonFinite[c]!,
    ...norms ? [norms.muIn[c]!, norms.sigmaIn[c]!, norms.gamma[c]!, norms.beta[c]!, norms.muOut[c]!, norms.sigmaOut[c]!] : [], ...differences ? [differences[c]!] : [],
  ])];
}

export function valueRows(value: NumberValue | IdentityValue | CoefficientsValue | FacesValue): CsvRows {
  switch (value.kind) {
    case 'number': return [['name', 'value', 'unit'], [value.name, value.value, value.unit]];
    case 'identity': return [['index', 'value'], ...Array.from(value.vector.data ?? [], (x, index) => [index, x])];
    case 'coefficients': return [['group', 'index', 'value'], ...Array.from(value.identity, (x, index) => ['identity', index, x]), ...Array.from(value.expression, (x, index) => ['expression', index, x])];
    case 'faces': return [['face', 'x', 'y', 'width', 'height', 'score', 'yaw (deg)', 'pitch (deg)', 'roll (deg)'], ...value.faces.map(({ box, score, poseDeg }, index) => [index + 1, ...box, score, poseDeg?.yaw ?? '', poseDeg?.pitch ?? '', poseDeg?.roll ?? ''])];
  }
}

/** Vertices with their distances, where they were measured. */
export function vertexRows(positions: Float32Array, distancesCm: Float32Array | undefined): CsvRows {
  return [['vertex', 'x (cm)', 'y (cm)', 'z (cm)', ...distancesCm ? ['distance (cm)'] : []], ...Array.from({ length: positions.length / 3 }, (_, v) => [v, positions[v * 3]!, positions[v * 3 + 1]!, positions[v * 3 + 2]!, ...distancesCm ? [distancesCm[v]!] : []])];
}
