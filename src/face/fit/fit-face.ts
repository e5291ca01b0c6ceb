import type { FaceModel } from '../model/types';
import { boundedStep } from './bounded-step';
import type { FitPose } from './camera';
import { anglesOf, facePoseOf, movePose } from './camera';
import { choleskyInPlace, choleskyInverse } from './cholesky';
import type { NormalEquations } from './equations';
import { normalEquationsOf } from './equations';
import type { Evaluation, FitProblem } from './problem';
import { createPrior } from './prior-terms';
import { createProblem, designOf, evaluate } from './problem';
import { observationsOf } from './schemes';
import { addDistancePrior, keepFocal, LOG_DISTANCE, LOG_DISTANCE_SIGMA, startingPose } from './start';
import type { FitOptions, FitResult, Observation, ObservedLandmarks } from './types';

/** Distance between the eyeball centres of the mean face, cm. */
const EYE_DISTANCE_CM = 6.4;
const DEFAULT_NOISE = 0.005;
const DEFAULT_ITERATIONS = 12;
/** A step that makes the answer less than this much more probable (logarithm of the posterior) ends the search. */
const SMALLEST_GAIN = 0.05;
const MOST_DAMPING = 1e4;

/**
 * Fits the morphable model and a pinhole camera to landmarks by regularised Gauss-Newton with Levenberg's damping and an analytic Jacobian: the most
 * probable α, β and pose under Gaussian errors (Huber beyond 3 deviations) and the model's Gaussian priors, inside the modes' ranges.
 * Throws a RangeError for a malformed list of points, fewer than four usable ones, or points that all coincide.
 */
export function fitFace(model: FaceModel, landmarks: ObservedLandmarks, options: FitOptions): FitResult {
  return fitObservations(model, observationsOf(model, landmarks), options);
}

/** One state of the search. */
interface State {
  readonly coefficients: Float64Array;
  readonly pose: FitPose;
  readonly evaluation: Evaluation;
  /** Negative logarithm of the posterior, up to a constant. */
  readonly cost: number;
}

/** The same for points of any scheme, given with what they are pictures of. */
export function fitObservations(model: FaceModel, observations: readonly Observation[], options: FitOptions): FitResult {
  const problem = createProblem(model, observations, [options.widthPx / 2, options.heightPx / 2]);
  const identityCount = model.identityModes.length;
  const modes = problem.active.map((k) => (k < identityCount ? model.identityModes[k]! : model.expressionModes[k - identityCount]!));
  const prior = createPrior(model, problem, options);

  const start = startingPose(problem, options);
  const noisePx = (options.noise ?? DEFAULT_NOISE) * EYE_DISTANCE_CM * Math.exp(start.logScale);
  const precision = 1 / (noisePx * noisePx);
  const stateAt = (coefficients: Float64Array, pose: FitPose): State => {
    const evaluation = evaluate(problem, coefficients, pose, precision);
    let cost = evaluation.cost + (options.focalPx === undefined ? 0.5 * ((pose.logDistance - LOG_DISTANCE) / LOG_DISTANCE_SIGMA) ** 2 : 0);
    cost += prior.costOf(coefficients);
    return { coefficients, pose, evaluation, cost };
  };
  const equationsAt = (state: State): NormalEquations => {
    const equations = normalEquationsOf(designOf(problem, state.evaluation, state.pose, precision, { tiedFocal: options.focalPx !== undefined, poseOnly: false }));
    prior.addTo(equations, state.coefficients);
    addDistancePrior(equations, state.pose, options);
    return equations;
  };

  let state = stateAt(prior.mean, start);
  let equations = equationsAt(state);
  let damping = 1e-4;
  let iterations = 0;
  while (iterations < (options.maxIterations ?? DEFAULT_ITERATIONS) && damping <= MOST_DAMPING) {
    iterations++;
    const lowerRoom = state.coefficients.map((value, a) => modes[a]!.min - value);
    const upperRoom = state.coefficients.map((value, a) => modes[a]!.max - value);
    const step = boundedStep(equations, damping, lowerRoom, upperRoom);
    const next = stateAt(state.coefficients.map((value, a) => value + step[a]!), keepFocal(movePose(state.pose, step, modes.length), options));
    const gain = state.cost - next.cost;
    if (gain > 0) {
      state = next;
      damping = Math.max(1e-8, damping / 10);
      equations = equationsAt(state);
      if (gain < SMALLEST_GAIN) break;
    } else {
      damping = 20 * Math.max(damping, 1e-4);
    }
  }
  return resultOf(model, problem, state, equations, iterations, options);
}

function resultOf(model: FaceModel, problem: FitProblem, state: State, equations: NormalEquations, iterations: number, options: FitOptions): FitResult {
  const identityCount = model.identityModes.length;
  const expressionCount = model.expressionModes.length;
  const identity = new Float32Array(identityCount);
  const expression = new Float32Array(expressionCount);
  problem.active.forEach((k, a) => {
    if (k < identityCount) identity[k] = state.coefficients[a]!;
    else expression[k - identityCount] = state.coefficients[a]!;
  });
  const distances = state.evaluation.distances;
  return {
    coefficients: { identity, expression },
    pose: facePoseOf(state.pose, options.widthPx, options.heightPx),
    angles: anglesOf(state.pose.rotation),
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
