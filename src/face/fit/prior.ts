import { populationAxes } from '../model/population';
import type { FaceModel, NamedCoefficients } from '../model/types';
import { choleskyInPlace, choleskyInverse } from './cholesky';

/** A Gaussian over the identity coefficients α. */
export interface IdentityPrior {
  readonly mean: Float64Array;
  /** count² row-major. */
  readonly covariance: Float64Array;
}

/** Moments of the traits as `sampleTraits` draws them; the age factor runs from 0 at 25 years to 1 at 80. */
const MASCULINITY_VARIANCE = 1.09;
const WEIGHT_VARIANCE = 1;
const AGE_MEAN = 0.39;
const AGE_VARIANCE = 0.095;
/** Faces between two poles vary less than those at one. */
const ANCESTRY_SHARE = 0.8;

/** Independent modes, each with its own sigma: nothing is assumed about how they go together. */
export function independentPrior(model: FaceModel): IdentityPrior {
  const count = model.identityModes.length;
  const covariance = new Float64Array(count * count);
  model.identityModes.forEach(({ sigma }, k) => {
    covariance[k * count + k] = sigma * sigma;
  });
  return { mean: new Float64Array(count), covariance };
}

/**
 * The population of `sampleScene`: how modes go together in age, build, masculinity and ancestry. Mean and covariance follow from the population's
 * axes and the moments of the traits.
 */
export function populationPrior(model: FaceModel): IdentityPrior {
  const { masculine, age, weight, ancestry, residual } = populationAxes;
  const modes = model.identityModes;
  const vectorOf = (named: NamedCoefficients): Float64Array => Float64Array.from(modes, ({ name }) => named[name] ?? 0);
  const poles = Object.values(ancestry).map(vectorOf);
  const middle = Float64Array.from(modes, (_, k) => poles.reduce((sum, pole) => sum + pole[k]! / poles.length, 0));
  const ageAxis = vectorOf(age);
  const spread: (readonly [Float64Array, number])[] = [
    [vectorOf(masculine), MASCULINITY_VARIANCE], [vectorOf(weight), WEIGHT_VARIANCE], [ageAxis, AGE_VARIANCE],
    ...poles.map((pole) => [pole.map((value, k) => value - middle[k]!), ANCESTRY_SHARE / poles.length] as const),
  ];
  const count = modes.length;
  const covariance = new Float64Array(count * count);
  for (const [axis, variance] of spread) {
    for (let i = 0; i < count; i++) {
      for (let j = 0; j < count; j++) covariance[i * count + j]! += variance * axis[i]! * axis[j]!;
    }
  }
  modes.forEach(({ name, sigma }, k) => {
    covariance[k * count + k]! += (sigma * (residual.named[name] ?? residual.otherwise)) ** 2;
  });
  return { mean: middle.map((value, k) => value + AGE_MEAN * ageAxis[k]!), covariance };
}

/** Precision of a part of the modes: the inverse of their block of the covariance. Throws a RangeError when it is not positive definite. */
export function precisionOf(prior: IdentityPrior, modes: readonly number[]): Float64Array {
  const count = prior.mean.length;
  const block = new Float64Array(modes.length * modes.length);
  modes.forEach((k, i) => {
    modes.forEach((l, j) => {
      block[i * modes.length + j] = prior.covariance[k * count + l]!;
    });
  });
  if (!choleskyInPlace(block, modes.length)) throw new RangeError('The covariance of the identity prior is not positive definite.');
  return choleskyInverse(block, modes.length);
}
