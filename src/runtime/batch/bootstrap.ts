/** A mean over pairs with its bootstrap 95 % interval. */
export interface Interval { readonly mean: number; readonly low: number; readonly high: number }

/** Chance for draws: an integer from one number to another, both included. */
export interface Chance { integer(from: number, to: number): number }

/** Draws of pairs with replacement, the same for every method and metric, so that differences between methods are paired. */
export function resamples(pairs: number, draws: number, random: Chance): readonly Uint32Array[] {
  return Array.from({ length: draws }, () => Uint32Array.from({ length: pairs }, () => random.integer(0, pairs - 1)));
}

/** Mean and percentile interval. Values that are NaN (a pair without occluder has no error inside one) are left out. */
export function interval(values: readonly number[], draws: readonly Uint32Array[]): Interval {
  const mean = meanOf(values);
  const means = draws.map((draw) => meanOf(Array.from(draw, (index) => values[index]!))).filter((value) => !Number.isNaN(value)).sort((a, b) => a - b);
  if (means.length === 0) return { mean, low: mean, high: mean };
  const at = (share: number): number => means[Math.min(means.length - 1, Math.max(0, Math.round(share * (means.length - 1))))]!;
  return { mean, low: at(0.025), high: at(0.975) };
}

/** Mean and interval of the differences to a reference, pair by pair: narrower than those of the two alone where both find the same pairs hard. */
export function pairedInterval(values: readonly number[], reference: readonly number[], draws: readonly Uint32Array[]): Interval {
  return interval(values.map((value, index) => value - reference[index]!), draws);
}

function meanOf(values: readonly number[]): number {
  let sum = 0, count = 0;
  for (const value of values) if (!Number.isNaN(value)) { sum += value; count++; }
  return count === 0 ? NaN : sum / count;
}
