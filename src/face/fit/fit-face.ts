import type { FaceModel } from '../model/types';
import { boundedStep } from './bounded-step';
import type { FitPose } from './camera';
import { movePose } from './camera';
import type { NormalEquations } from './equations';
import { normalEquationsOf } from './equations';
import { createPrior } from './prior-terms';
import type { Evaluation, FitBasis, FitProblem } from './problem';
import { createBasis, designOf, evaluate } from './problem';
import { resultOf } from './result';
import { observationsOf } from './schemes';
import { addDistancePrior, keepFocal, LOG_DISTANCE, LOG_DISTANCE_SIGMA, startingPose } from './start';
import type { FitOptions, FitResult, LandmarkScheme, Observation, ObservedLandmarks } from './types';

/** Distance between the eyeball centres of the mean face, cm. */
const EYE_DISTANCE_CM = 6.4;
const DEFAULT_NOISE = 0.005;
const DEFAULT_ITERATIONS = 12;
/** A step that makes the answer less than this much more probable (logarithm of the posterior) ends the search. */
const SMALLEST_GAIN = 0.2;
const MOST_DAMPING = 1e4;

/**
 * Fits the morphable model and a pinhole camera to landmarks by regularised Gauss-Newton with Levenberg's damping and an analytic Jacobian: the most
 * probable α, β and pose under Gaussian errors (Huber beyond 3 deviations) and the model's Gaussian priors, inside the modes' ranges.
 * Throws a RangeError for a malformed list of points, fewer than four usable ones, or points that all coincide.
 */
export function fitFace(model: FaceModel, landmarks: ObservedLandmarks, options: FitOptions): FitResult {
  return fitObservations(model, observationsOf(model, landmarks), options);
}

/** The same for points of any scheme, given with what they are pictures of. */
export function fitObservations(model: FaceModel, observations: readonly Observation[], options: FitOptions): FitResult {
  return solve(model, { ...createBasis(model, observations), observations, centre: [options.widthPx / 2, options.heightPx / 2] }, options);
}

/** `fitFace` for many pictures: what depends only on the model and the scheme of the landmarks is made once, a third of the work. */
export function createFitter(model: FaceModel): (landmarks: ObservedLandmarks, options: FitOptions) => FitResult {
  const kept = new Map<LandmarkScheme, FitBasis>();
  return (landmarks, options) => {
    const observations = observationsOf(model, landmarks);
    const basis = kept.get(landmarks.scheme) ?? createBasis(model, observations);
    kept.set(landmarks.scheme, basis);
    return solve(model, { ...basis, observations, centre: [options.widthPx / 2, options.heightPx / 2] }, options);
  };
}

/** One state of the search. */
interface State {
  readonly coefficients: Float64Array;
  readonly pose: FitPose;
  readonly evaluation: Evaluation;
  /** Negative logarithm of the posterior, up to a constant. */
  readonly cost: number;
}

function solve(model: FaceModel, problem: FitProblem, options: FitOptions): FitResult {
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
  return resultOf(model, problem, { coefficients: state.coefficients, pose: state.pose, distances: state.evaluation.distances, equations, iterations }, options);
}
