import type { FaceModel } from '../model/types';
import type { FitPose } from './camera';
import { anglesOf, facePoseOf } from './camera';
import { choleskyInPlace, choleskyInverse } from './cholesky';
import type { NormalEquations } from './equations';
import type { FitProblem } from './problem';
import type { FitOptions, FitResult } from './types';

/** Where the search ended. */
export interface FitEnd {
  /** Of the active modes. */
  readonly coefficients: Float64Array;
  readonly pose: FitPose;
  readonly distances: Float64Array;
  readonly equations: NormalEquations;
  readonly iterations: number;
}

export function resultOf(model: FaceModel, problem: FitProblem, end: FitEnd, options: FitOptions): FitResult {
  const identityCount = model.identityModes.length;
  const expressionCount = model.expressionModes.length;
  const identity = new Float32Array(identityCount);
  const expression = new Float32Array(expressionCount);
  problem.active.forEach((k, a) => {
    if (k < identityCount) identity[k] = end.coefficients[a]!;
    else expression[k - identityCount] = end.coefficients[a]!;
  });
  const { distances, equations, iterations } = end;
  return {
    coefficients: { identity, expression },
    pose: facePoseOf(end.pose, options.widthPx, options.heightPx),
    angles: anglesOf(end.pose.rotation),
    parameters: {
      identityCount, expressionCount,
      poseNames: ['rotationX', 'rotationY', 'rotationZ', 'logScale', 'originXPx', 'originYPx', 'logDistance'],
    },
    covariance: covarianceOf(model, problem, equations),
    residualPx: median(distances.filter((value) => !Number.isNaN(value))),
    residualsPx: distances,
    iterations,
  };
}

/** The inverse of H, with the prior's own variance for modes that no point could show. */
function covarianceOf(model: FaceModel, problem: FitProblem, equations: NormalEquations): Float64Array {
  const modes = [...model.identityModes, ...model.expressionModes];
  const size = modes.length + equations.size - problem.active.length;
  const covariance = new Float64Array(size * size);
  modes.forEach(({ sigma }, k) => {
    covariance[k * size + k] = sigma * sigma;
  });
  const factor = Float64Array.from(equations.matrix);
  choleskyInPlace(factor, equations.size);
  const inverse = choleskyInverse(factor, equations.size);
  const placeOf = (i: number): number => problem.active[i] ?? modes.length + i - problem.active.length;
  for (let i = 0; i < equations.size; i++) {
    for (let j = 0; j < equations.size; j++) covariance[placeOf(i) * size + placeOf(j)] = inverse[i * equations.size + j]!;
  }
  return covariance;
}

function median(values: Float64Array): number {
  const sorted = Float64Array.from(values).sort();
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
