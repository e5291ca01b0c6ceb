import type { FeatureSpread } from '../../shared/familiarity/training-pictures';
import { symmetricEigen } from './eigen';

/** A spread of zero would make everything else infinitely far. */
const LEAST_SPREAD = 1e-3;

/** The normal distribution of rows of features, with at most so many principal directions. */
export function fitSpread(rows: readonly Float64Array[], mostDirections: number): FeatureSpread {
  const width = rows[0]!.length, mean = new Float64Array(width), scale = new Float64Array(width);
  for (const row of rows) row.forEach((value, i) => { mean[i] = mean[i]! + value / rows.length; });
  for (const row of rows) row.forEach((value, i) => { scale[i] = scale[i]! + (value - mean[i]!) ** 2 / rows.length; });
  scale.forEach((value, i) => { scale[i] = Math.sqrt(value) + 1e-6; });
  const covariance = new Float64Array(width * width);
  for (const row of rows) {
    const z = row.map((value, i) => (value - mean[i]!) / scale[i]!);
    for (let i = 0; i < width; i++) for (let j = i, zi = z[i]! / rows.length; j < width; j++) covariance[i * width + j] = covariance[i * width + j]! + zi * z[j]!;
  }
  for (let i = 0; i < width; i++) for (let j = 0; j < i; j++) covariance[i * width + j] = covariance[j * width + i]!;
  const { values, vectors } = symmetricEigen(covariance, width), count = Math.min(mostDirections, width);
  const rest = values.slice(count);
  return {
    mean: [...mean].map(short), scale: [...scale].map(short),
    directions: vectors.slice(0, count).map((vector) => [...vector].map((value) => Math.round(value * 1e4) / 1e4)),
    spreads: values.slice(0, count).map((value) => short(Math.max(LEAST_SPREAD, Math.sqrt(Math.max(0, value))))),
    restSpread: rest.length === 0 ? 0 : short(Math.max(LEAST_SPREAD, Math.sqrt(rest.reduce((sum, value) => sum + Math.max(0, value), 0) / rest.length))),
  };
}

/** Five figures are plenty for a file that people may look at. */
function short(value: number): number {
  return Number(value.toPrecision(5));
}
