import type { FaceModel } from '../model/types';
import type { NormalEquations } from './equations';
import { addPrior } from './equations';
import { precisionOf } from './prior';
import type { FitProblem } from './problem';
import type { FitOptions } from './types';

/** What the priors of the active coefficients add to a fit. */
export interface PriorTerms {
  /** Where the search starts: the prior's mean. */
  readonly mean: Float64Array;
  costOf(coefficients: Float64Array): number;
  addTo(equations: NormalEquations, coefficients: Float64Array): void;
}

export function createPrior(model: FaceModel, problem: FitProblem, options: FitOptions): PriorTerms {
  const identityCount = model.identityModes.length;
  const identity = options.identityPrior ?? problem.population;
  const seen = problem.active.filter((k) => k < identityCount);
  const precision = options.identityPrior === undefined ? problem.populationPrecision : precisionOf(options.identityPrior, seen);
  const strength = options.expressionPrior ?? 1;
  const expression = problem.active.slice(seen.length).map((k) => strength / model.expressionModes[k - identityCount]!.sigma ** 2);
  const mean = new Float64Array(problem.active.length);
  seen.forEach((k, a) => {
    const { min, max } = model.identityModes[k]!;
    mean[a] = Math.min(max, Math.max(min, identity.mean[k]!));
  });
  /** Precision times the difference from the mean, of the identity. */
  const pull = (coefficients: Float64Array): Float64Array => {
    const result = new Float64Array(seen.length);
    for (let i = 0; i < seen.length; i++) {
      let sum = 0;
      for (let j = 0; j < seen.length; j++) sum += precision[i * seen.length + j]! * (coefficients[j]! - identity.mean[seen[j]!]!);
      result[i] = sum;
    }
    return result;
  };
  return {
    mean,
    costOf: (coefficients) => {
      const pulled = pull(coefficients);
      let cost = 0;
      seen.forEach((k, i) => {
        cost += 0.5 * pulled[i]! * (coefficients[i]! - identity.mean[k]!);
      });
      expression.forEach((value, i) => {
        cost += 0.5 * value * coefficients[seen.length + i]! ** 2;
      });
      return cost;
    },
    addTo: (equations, coefficients) => {
      pull(coefficients).forEach((value, i) => {
        equations.gradient[i]! += value;
        for (let j = 0; j <= i; j++) equations.matrix[i * equations.size + j]! += precision[i * seen.length + j]!;
      });
      expression.forEach((value, i) => addPrior(equations, seen.length + i, coefficients[seen.length + i]!, value));
    },
  };
}
