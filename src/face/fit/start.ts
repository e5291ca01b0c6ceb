import type { FitPose } from './camera';
import { exponential, movePose } from './camera';
import { boundedStep } from './bounded-step';
import { addPrior, normalEquationsOf } from './equations';
import type { NormalEquations } from './equations';
import type { FitProblem } from './problem';
import { designOf, evaluate } from './problem';
import type { FitOptions } from './types';

/** Prior of the distance when the focal length is unknown: logarithmic, mean and standard deviation. */
export const LOG_DISTANCE = Math.log(90);
export const LOG_DISTANCE_SIGMA = Math.log(1.6);
const NEAREST_CM = 20;
const FARTHEST_CM = 2000;
/** Turns of the head from which the search starts, degrees. */
const START_YAWS = [0, -45, 45];
const START_STEPS = 6;
/** Error of the mean face against a real one, as a fraction of the spread of the points. */
const START_NOISE = 0.08;
const NO_ROOM = new Float64Array(0);

/** A known focal length ties the distance to the scale, so its parameter gets a row of its own; otherwise the prior of portraits holds it. */
export function addDistancePrior(equations: NormalEquations, pose: FitPose, options: FitOptions): void {
  const index = equations.size - 1;
  if (options.focalPx !== undefined) addPrior(equations, index, 0, 1);
  else addPrior(equations, index, pose.logDistance - LOG_DISTANCE, 1 / (LOG_DISTANCE_SIGMA * LOG_DISTANCE_SIGMA));
}

/** The pose with the distance that a known focal length asks for, or held within 20 cm .. 20 m. */
export function keepFocal(pose: FitPose, options: FitOptions): FitPose {
  if (options.focalPx !== undefined) return { ...pose, logDistance: Math.log(options.focalPx) - pose.logScale };
  return { ...pose, logDistance: Math.min(Math.log(FARTHEST_CM), Math.max(Math.log(NEAREST_CM), pose.logDistance)) };
}

/**
 * The pose of the mean face: Gauss-Newton on the pose alone, from several turns of the head; the best end wins.
 * Throws a RangeError for fewer than four usable points, or points that all coincide.
 */
export function startingPose(problem: FitProblem, options: FitOptions): FitPose {
  const used = problem.observations.filter(({ weight }) => weight > 0);
  if (used.length < 4) throw new RangeError(`A fit needs at least four usable points, but got ${used.length}.`);
  const meanX = used.reduce((sum, { x }) => sum + x, 0) / used.length;
  const meanY = used.reduce((sum, { y }) => sum + y, 0) / used.length;
  const spread = Math.sqrt(used.reduce((sum, { x, y }) => sum + (x - meanX) ** 2 + (y - meanY) ** 2, 0) / used.length);
  if (!(spread > 1e-6)) throw new RangeError('A fit needs points that differ.');
  const precision = 1 / (START_NOISE * spread) ** 2;
  const settings = { tiedFocal: options.focalPx !== undefined, poseOnly: true };
  let best: FitPose | undefined;
  let least = Infinity;
  for (const yawDeg of START_YAWS) {
    const rotation = exponential(0, (yawDeg * Math.PI) / 180, 0);
    let pose = keepFocal({ rotation, logScale: Math.log(spread / 5), originX: meanX - problem.centre[0], originY: meanY - problem.centre[1], logDistance: LOG_DISTANCE }, options);
    for (let step = 0; step < START_STEPS; step++) {
      const equations = normalEquationsOf(designOf(problem, evaluate(problem, undefined, pose, precision), pose, precision, settings));
      addDistancePrior(equations, pose, options);
      pose = keepFocal(movePose(pose, boundedStep(equations, 0.01, NO_ROOM, NO_ROOM), 0), options);
    }
    const { cost } = evaluate(problem, undefined, pose, precision);
    if (cost < least) {
      least = cost;
      best = pose;
    }
  }
  if (best === undefined) throw new RangeError('The points do not resemble a face.');
  return best;
}
