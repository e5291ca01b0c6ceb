import type { FaceModel } from '../model/types';
import type { FitPose } from './camera';
import { anglesOf, exponential, facePoseOf, movePose, POSE_PARAMETERS } from './camera';
import { choleskyInPlace, choleskyInverse, choleskySolve } from './cholesky';
import type { NormalEquations } from './equations';
import { addPrior, createEquations, freeze } from './equations';
import type { FitProblem } from './problem';
import { createProblem, gather } from './problem';
import { observationsOf } from './schemes';
import type { FitOptions, FitResult, Observation, ObservedLandmarks } from './types';

/** Distance between the eyeball centres of the mean face, cm. */
const EYE_DISTANCE_CM = 6.4;
/** Prior of the distance when the focal length is unknown: logarithmic, mean and standard deviation. */
const LOG_DISTANCE = Math.log(90);
const LOG_DISTANCE_SIGMA = Math.log(1.6);
/** Turns of the head from which the search starts, degrees. */
const START_YAWS = [0, -30, 30, -60, 60];
const START_STEPS = 8;
const SMALLEST_GAIN = 1e-4;

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
  const problem = createProblem(model, observations, [options.widthPx / 2, options.heightPx / 2]);
  const count = problem.bases.length;
  const size = count + POSE_PARAMETERS;
  const tiedFocal = options.focalPx !== undefined;
  const modes = [...model.identityModes, ...model.expressionModes];
  const priorPrecisions = modes.map(({ sigma }, k) => (k < model.identityModes.length ? 1 : (options.expressionPrior ?? 1)) / (sigma * sigma));
  const residuals = new Float64Array(observations.length);

  let pose = startingPose(problem, options, residuals);
  let coefficients: Float64Array = new Float64Array(count);
  const noisePx = (options.noise ?? 0.008) * EYE_DISTANCE_CM * Math.exp(pose.logScale);
  const precision = 1 / (noisePx * noisePx);
  const priorCost = (at: Float64Array, atPose: FitPose): number => {
    let cost = tiedFocal ? 0 : 0.5 * ((atPose.logDistance - LOG_DISTANCE) / LOG_DISTANCE_SIGMA) ** 2;
    for (let k = 0; k < count; k++) cost += 0.5 * priorPrecisions[k]! * at[k]! * at[k]!;
    return cost;
  };
  const assemble = (): NormalEquations => {
    const equations = createEquations(size);
    gather(problem, coefficients, pose, precision, residuals, { equations, tiedFocal, poseOnly: false });
    for (let k = 0; k < count; k++) addPrior(equations, k, coefficients[k]!, priorPrecisions[k]!);
    addDistancePrior(equations, size - 1, pose, tiedFocal);
    return equations;
  };

  let cost = gather(problem, coefficients, pose, precision, residuals) + priorCost(coefficients, pose);
  let damping = 1e-3;
  let iterations = 0;
  let equations = assemble();
  const maxIterations = options.maxIterations ?? 12;
  while (iterations < maxIterations) {
    iterations++;
    modes.forEach(({ min, max }, k) => {
      const pushed = equations.gradient[k]!;
      if ((coefficients[k]! <= min && pushed > 0) || (coefficients[k]! >= max && pushed < 0)) freeze(equations, k);
    });
    const step = dampedStep(equations, damping);
    const moved = coefficients.map((value, k) => Math.min(modes[k]!.max, Math.max(modes[k]!.min, value + step[k]!)));
    const movedPose = keepFocal(movePose(pose, step, count), options);
    const movedCost = gather(problem, moved, movedPose, precision, residuals) + priorCost(moved, movedPose);
    if (movedCost < cost) {
      const gain = cost - movedCost;
      coefficients = moved;
      pose = movedPose;
      cost = movedCost;
      damping = Math.max(1e-9, damping / 10);
      if (gain < SMALLEST_GAIN * (1 + cost)) break;
      equations = assemble();
    } else {
      damping *= 10;
      if (damping > 1e6) break;
      equations = assemble();
    }
  }
  const final = assemble();
  choleskyInPlace(final.matrix, size);
  const identityCount = model.identityModes.length;
  return {
    coefficients: { identity: Float32Array.from(coefficients.subarray(0, identityCount)), expression: Float32Array.from(coefficients.subarray(identityCount)) },
    pose: facePoseOf(pose, options.widthPx, options.heightPx),
    angles: anglesOf(pose.rotation),
    parameters: {
      identityCount, expressionCount: count - identityCount,
      poseNames: ['rotationX', 'rotationY', 'rotationZ', 'logScale', 'originXPx', 'originYPx', 'logDistance'],
    },
    covariance: choleskyInverse(final.matrix, size),
    residualPx: median(residuals.filter((value) => !Number.isNaN(value))),
    residualsPx: residuals,
    iterations,
  };
}

/** A known focal length ties the distance to the scale, so its parameter gets a unit row; otherwise the prior of portraits. */
function addDistancePrior(equations: NormalEquations, index: number, pose: FitPose, tiedFocal: boolean): void {
  if (tiedFocal) addPrior(equations, index, 0, 1);
  else addPrior(equations, index, pose.logDistance - LOG_DISTANCE, 1 / (LOG_DISTANCE_SIGMA * LOG_DISTANCE_SIGMA));
}

function keepFocal(pose: FitPose, options: FitOptions): FitPose {
  if (options.focalPx !== undefined) return { ...pose, logDistance: Math.log(options.focalPx) - pose.logScale };
  return { ...pose, logDistance: Math.min(Math.log(2000), Math.max(Math.log(20), pose.logDistance)) };
}

/** Solves (H + damping·diag(H))·step = −g, with more damping where H is not positive definite. */
function dampedStep(equations: NormalEquations, damping: number): Float64Array {
  const { size, matrix, gradient } = equations;
  for (let more = damping; ; more *= 10) {
    const factor = Float64Array.from(matrix);
    for (let i = 0; i < size; i++) factor[i * size + i]! += more * factor[i * size + i]! + 1e-12;
    if (!choleskyInPlace(factor, size) && more < 1e12) continue;
    const step = gradient.map((value) => -value);
    choleskySolve(factor, size, step);
    return step;
  }
}

/** The pose of the mean face: Gauss-Newton on the pose alone, from several turns of the head; the best end wins. */
function startingPose(problem: FitProblem, options: FitOptions, residuals: Float64Array): FitPose {
  const used = problem.observations.filter(({ weight }) => weight > 0);
  if (used.length < 4) throw new RangeError(`A fit needs at least four usable points, but got ${used.length}.`);
  const meanX = used.reduce((sum, { x }) => sum + x, 0) / used.length;
  const meanY = used.reduce((sum, { y }) => sum + y, 0) / used.length;
  const spread = Math.sqrt(used.reduce((sum, { x, y }) => sum + (x - meanX) ** 2 + (y - meanY) ** 2, 0) / used.length);
  if (!(spread > 1e-6)) throw new RangeError('A fit needs points that differ.');
  const neutral = new Float64Array(problem.bases.length);
  let best: FitPose | undefined;
  let least = Infinity;
  for (const yawDeg of START_YAWS) {
    const rotation = exponential(0, (yawDeg * Math.PI) / 180, 0);
    let pose = keepFocal({ rotation, logScale: Math.log(spread / 5), originX: meanX - problem.centre[0], originY: meanY - problem.centre[1], logDistance: LOG_DISTANCE }, options);
    const noisePx = 0.08 * spread;
    for (let step = 0; step < START_STEPS; step++) {
      const equations = createEquations(POSE_PARAMETERS);
      gather(problem, neutral, pose, 1 / (noisePx * noisePx), residuals, { equations, tiedFocal: options.focalPx !== undefined, poseOnly: true });
      addDistancePrior(equations, POSE_PARAMETERS - 1, pose, options.focalPx !== undefined);
      pose = keepFocal(movePose(pose, dampedStep(equations, 0.01), 0), options);
    }
    const cost = gather(problem, neutral, pose, 1 / (noisePx * noisePx), residuals);
    if (cost < least) {
      least = cost;
      best = pose;
    }
  }
  if (best === undefined) throw new RangeError('The points do not resemble a face.');
  return best;
}

function median(values: Float64Array): number {
  const sorted = Float64Array.from(values).sort();
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
