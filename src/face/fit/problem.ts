import type { FaceModel } from '../model/types';
import type { FitPose } from './camera';
import { pixelGradient, POSE_PARAMETERS, project } from './camera';
import type { Design } from './equations';
import { createDesign } from './equations';
import type { Match } from './matches';
import { jawChain, matchOf } from './matches';
import type { IdentityPrior } from './prior';
import { populationPrior, precisionOf } from './prior';
import type { JawPath } from './silhouette';
import { jawPaths } from './silhouette';
import type { Observation } from './types';

/** The model cut down to the vertices that some observations can touch, and to the modes that move these. */
export interface FitBasis {
  /** Slot of each used vertex in the reduced arrays. */
  readonly slotOf: ReadonlyMap<number, number>;
  /** 3 a slot, cm. */
  readonly mean: Float64Array;
  /** Modes with an effect: indices into α then β. */
  readonly active: readonly number[];
  /** [slot][active mode][3], cm per unit. */
  readonly bases: Float32Array;
  readonly jaw: readonly JawPath[];
  /** The population's prior, and its precision for the active identity modes. */
  readonly population: IdentityPrior;
  readonly populationPrecision: Float64Array;
}

export interface FitProblem extends FitBasis {
  readonly observations: readonly Observation[];
  readonly centre: readonly [number, number];
}

/** A mode that moves no used vertex by this much, cm per unit, cannot be seen. */
const UNSEEN_CM = 1e-3;

/** The basis for all observations with these targets, whatever their places and weights: worth keeping when many pictures are fitted. */
export function createBasis(model: FaceModel, targets: readonly Pick<Observation, 'target'>[]): FitBasis {
  const jaw = targets.some(({ target }) => target.kind === 'jaw') ? jawPaths(model) : [];
  const used = new Set<number>();
  for (const { target } of targets) if (target.kind !== 'jaw') target.vertices.forEach((vertex) => used.add(vertex));
  for (const path of jaw) path.vertices.forEach((vertex) => used.add(vertex));
  const vertices = [...used].sort((a, b) => a - b);
  const columns = [...model.identityBasis, ...model.expressionBasis];
  const active: number[] = [];
  columns.forEach((column, k) => {
    if (vertices.some((v) => Math.abs(column[3 * v]!) + Math.abs(column[3 * v + 1]!) + Math.abs(column[3 * v + 2]!) > UNSEEN_CM)) active.push(k);
  });
  const mean = new Float64Array(3 * vertices.length);
  const bases = new Float32Array(3 * vertices.length * active.length);
  vertices.forEach((vertex, slot) => {
    for (let axis = 0; axis < 3; axis++) mean[3 * slot + axis] = model.mean[3 * vertex + axis]!;
    active.forEach((k, a) => {
      const column = columns[k]!;
      const at = 3 * (slot * active.length + a);
      for (let axis = 0; axis < 3; axis++) bases[at + axis] = column[3 * vertex + axis]!;
    });
  });
  const population = populationPrior(model);
  return {
    slotOf: new Map(vertices.map((vertex, slot) => [vertex, slot])), mean, active, bases, jaw, population,
    populationPrecision: precisionOf(population, active.filter((k) => k < model.identityModes.length)),
  };
}

/** Positions of the used vertices, 3 a slot, for the coefficients of the active modes. */
function positionsOf(problem: FitProblem, coefficients: Float64Array): Float64Array {
  const { mean, bases, active } = problem;
  const positions = Float64Array.from(mean);
  for (let slot = 0, at = 0; 3 * slot < mean.length; slot++) {
    let x = 0, y = 0, z = 0;
    for (let a = 0; a < active.length; a++, at += 3) {
      const coefficient = coefficients[a]!;
      x += coefficient * bases[at]!;
      y += coefficient * bases[at + 1]!;
      z += coefficient * bases[at + 2]!;
    }
    positions[3 * slot]! += x;
    positions[3 * slot + 1]! += y;
    positions[3 * slot + 2]! += z;
  }
  return positions;
}

/** Huber's threshold, in standard deviations: beyond it an error counts linearly. */
const HUBER = 3;

/** Where everything lies at one state of the parameters, and what that costs. */
export interface Evaluation {
  readonly positions: Float64Array;
  readonly matches: readonly (Match | undefined)[];
  /** Error of each observation, pixels, x and y; and its size: the distance, or across a chain. NaN where the weight is 0. */
  readonly errors: Float64Array;
  readonly distances: Float64Array;
  /** ½·Σ of the robust squares, in standard deviations. */
  readonly cost: number;
}

/** Projects at a state. `precision`: 1/variance of a point of weight 1, pixels⁻². `meanPositions` true: the coefficients are all 0. */
export function evaluate(problem: FitProblem, coefficients: Float64Array | undefined, pose: FitPose, precision: number): Evaluation {
  const positions = coefficients === undefined ? problem.mean : positionsOf(problem, coefficients);
  const projected = new Float64Array(2 * problem.slotOf.size);
  project(pose, problem.centre, positions, projected);
  const jaw = jawChain(problem, pose, projected);
  const errors = new Float64Array(2 * problem.observations.length);
  const distances = new Float64Array(problem.observations.length).fill(NaN);
  let cost = 0;
  const matches = problem.observations.map((observation, index) => {
    if (observation.weight <= 0) return undefined;
    const match = matchOf(problem, observation, jaw, projected);
    let x = -observation.x;
    let y = -observation.y;
    match.slots.forEach((slot, i) => {
      x += match.shares[i]! * projected[2 * slot]!;
      y += match.shares[i]! * projected[2 * slot + 1]!;
    });
    errors[2 * index] = x;
    errors[2 * index + 1] = y;
    const distance = match.across === undefined ? Math.hypot(x, y) : Math.abs(match.across[0] * x + match.across[1] * y);
    distances[index] = distance;
    const deviations = distance * Math.sqrt(precision);
    cost += observation.weight * (deviations > HUBER ? HUBER * (deviations - 0.5 * HUBER) : 0.5 * deviations * deviations);
    return match;
  });
  return { positions, matches, errors, distances, cost };
}

const ALL_DIRECTIONS = [[1, 0], [0, 1]] as const;

/** Weighted rows of the data at an evaluated state; columns: active modes (none with `poseOnly`), then the seven pose parameters. */
export function designOf(problem: FitProblem, state: Evaluation, pose: FitPose, precision: number, options: { readonly tiedFocal: boolean; readonly poseOnly: boolean }): Design {
  const modes = options.poseOnly ? 0 : problem.active.length;
  const design = createDesign(modes + POSE_PARAMETERS, 2 * problem.observations.length);
  const { columns, capacity } = design;
  const gradient = new Float64Array(3 + POSE_PARAMETERS);
  problem.observations.forEach((observation, index) => {
    const match = state.matches[index];
    if (match === undefined) return;
    const deviations = state.distances[index]! * Math.sqrt(precision);
    const robust = deviations > HUBER ? HUBER / deviations : 1;
    const weight = Math.sqrt(observation.weight * precision * robust);
    for (const [dx, dy] of match.across === undefined ? ALL_DIRECTIONS : [match.across]) {
      const row = design.rows++;
      design.residuals[row] = weight * (dx * state.errors[2 * index]! + dy * state.errors[2 * index + 1]!);
      match.slots.forEach((slot, i) => {
        pixelGradient(pose, state.positions, slot, dx, dy, options.tiedFocal, gradient);
        const share = weight * match.shares[i]!;
        const gx = share * gradient[0]!, gy = share * gradient[1]!, gz = share * gradient[2]!;
        for (let a = 0, at = 3 * slot * problem.active.length; a < modes; a++, at += 3) {
          columns[a * capacity + row]! += gx * problem.bases[at]! + gy * problem.bases[at + 1]! + gz * problem.bases[at + 2]!;
        }
        for (let p = 0; p < POSE_PARAMETERS; p++) columns[(modes + p) * capacity + row]! += share * gradient[3 + p]!;
      });
    }
  });
  return design;
}
