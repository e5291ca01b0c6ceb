import type { FaceModel } from '../model/types';
import type { FitPose } from './camera';
import { POSE_PARAMETERS, project } from './camera';
import type { NormalEquations } from './equations';
import { addRow } from './equations';
import type { JawPath } from './silhouette';
import { jawPaths, outermost } from './silhouette';
import type { Observation } from './types';

/** The model cut down to the vertices that the observations can touch. */
export interface FitProblem {
  readonly observations: readonly Observation[];
  /** Slot of each used vertex in the reduced arrays. */
  readonly slotOf: ReadonlyMap<number, number>;
  /** 3 a slot, cm. */
  readonly mean: Float64Array;
  /** α then β; 3 a slot. */
  readonly bases: readonly Float32Array[];
  readonly jaw: readonly JawPath[];
  readonly centre: readonly [number, number];
}

export function createProblem(model: FaceModel, observations: readonly Observation[], centre: readonly [number, number]): FitProblem {
  const jaw = observations.some(({ target, weight }) => target.kind === 'jaw' && weight > 0) ? jawPaths(model) : [];
  const used = new Set<number>();
  for (const { target } of observations) if (target.kind !== 'jaw') target.vertices.forEach((vertex) => used.add(vertex));
  for (const path of jaw) path.vertices.forEach((vertex) => used.add(vertex));
  const vertices = [...used].sort((a, b) => a - b);
  const cut = <T extends Float32Array | Float64Array>(from: Float32Array, to: T): T => {
    vertices.forEach((vertex, slot) => {
      for (let axis = 0; axis < 3; axis++) to[3 * slot + axis] = from[3 * vertex + axis]!;
    });
    return to;
  };
  return {
    observations,
    slotOf: new Map(vertices.map((vertex, slot) => [vertex, slot])),
    mean: cut(model.mean, new Float64Array(3 * vertices.length)),
    bases: [...model.identityBasis, ...model.expressionBasis].map((basis) => cut(basis, new Float32Array(3 * vertices.length))),
    jaw,
    centre,
  };
}

/** Positions of the used vertices, 3 a slot, for coefficients α then β. */
export function positionsOf(problem: FitProblem, coefficients: Float64Array): Float64Array {
  const positions = Float64Array.from(problem.mean);
  problem.bases.forEach((basis, k) => {
    const coefficient = coefficients[k]!;
    if (coefficient === 0) return;
    for (let i = 0; i < positions.length; i++) positions[i]! += coefficient * basis[i]!;
  });
  return positions;
}

/** Share of an observation's error that its two rows keep: everything, or only the part along a direction. */
interface Match {
  /** Slots and their weights, which sum to 1. */
  readonly slots: readonly number[];
  readonly shares: readonly number[];
  /** Direction across a chain, unit; absent for a point. */
  readonly across?: readonly [number, number];
}

/** Huber's threshold, in standard deviations: beyond it an error counts linearly. */
const HUBER = 3;

/**
 * Projects at a state and gathers the data part of the normal equations. `precision`: 1/variance of a point of weight 1, pixels⁻². `poseOnly` leaves
 * the columns of the coefficients out. Writes the distance of each observation to `residuals`, pixels, NaN where its weight is 0. Without `equations`
 * it only does that. Returns the robust cost.
 */
export function gather(
  problem: FitProblem, coefficients: Float64Array, pose: FitPose, precision: number, residuals: Float64Array,
  derivatives?: { readonly equations: NormalEquations; readonly tiedFocal: boolean; readonly poseOnly: boolean },
): number {
  const slots = problem.slotOf.size;
  const projected = new Float64Array(2 * slots);
  const bases = derivatives?.poseOnly === false ? problem.bases : [];
  const stride = bases.length + POSE_PARAMETERS;
  const jacobian = new Float64Array(derivatives === undefined ? 0 : 2 * slots * stride);
  project(pose, problem.centre, positionsOf(problem, coefficients), projected, derivatives && { jacobian, stride, bases, tiedFocal: derivatives.tiedFocal });
  const jaw = jawChain(problem, pose, projected);
  const row = new Float64Array(stride);
  let cost = 0;
  problem.observations.forEach((observation, index) => {
    if (observation.weight <= 0) {
      residuals[index] = NaN;
      return;
    }
    const match = matchOf(problem, observation, jaw, projected);
    let x = -observation.x;
    let y = -observation.y;
    match.slots.forEach((slot, i) => {
      x += match.shares[i]! * projected[2 * slot]!;
      y += match.shares[i]! * projected[2 * slot + 1]!;
    });
    const directions = match.across === undefined ? [[1, 0], [0, 1]] as const : [match.across];
    const distance = match.across === undefined ? Math.hypot(x, y) : Math.abs(match.across[0] * x + match.across[1] * y);
    residuals[index] = distance;
    const deviations = distance * Math.sqrt(precision);
    const robust = deviations > HUBER ? HUBER / deviations : 1;
    cost += observation.weight * (deviations > HUBER ? HUBER * (deviations - 0.5 * HUBER) : 0.5 * deviations * deviations);
    if (derivatives === undefined) return;
    for (const [dx, dy] of directions) {
      row.fill(0);
      match.slots.forEach((slot, i) => {
        const shareX = match.shares[i]! * dx;
        const shareY = match.shares[i]! * dy;
        const at = 2 * slot * stride;
        for (let k = 0; k < stride; k++) row[k]! += shareX * jacobian[at + k]! + shareY * jacobian[at + stride + k]!;
      });
      addRow(derivatives.equations, row, dx * x + dy * y, observation.weight * precision * robust);
    }
  });
  return cost;
}

/** Slots of the 17 vertices that make the outline of the lower face under this pose. */
function jawChain(problem: FitProblem, pose: FitPose, projected: Float64Array): readonly number[] {
  const up = Math.hypot(pose.rotation[1]!, pose.rotation[4]!) || 1;
  const rollCos = pose.rotation[4]! / up;
  const rollSin = -pose.rotation[1]! / up;
  return problem.jaw.map((path) => problem.slotOf.get(outermost(path, problem.slotOf, projected, rollCos, rollSin))!);
}

function matchOf(problem: FitProblem, observation: Observation, jaw: readonly number[], projected: Float64Array): Match {
  const { target } = observation;
  if (target.kind === 'jaw') return nearestOnChain(observation, jaw, projected);
  const slots = target.vertices.map((vertex) => problem.slotOf.get(vertex)!);
  return target.kind === 'chain' ? nearestOnChain(observation, slots, projected) : { slots, shares: slots.map(() => 1 / slots.length) };
}

/** The nearest place on a chain of projected vertices, which counts only across the chain. */
function nearestOnChain(observation: Observation, chain: readonly number[], projected: Float64Array): Match {
  let best: Match = { slots: [chain[0]!], shares: [1] };
  let least = Infinity;
  for (let i = 0; i + 1 < chain.length; i++) {
    const a = chain[i]!;
    const b = chain[i + 1]!;
    const ax = projected[2 * a]!, ay = projected[2 * a + 1]!;
    const ex = projected[2 * b]! - ax, ey = projected[2 * b + 1]! - ay;
    const squared = ex * ex + ey * ey;
    if (squared < 1e-12) continue;
    const share = Math.min(1, Math.max(0, ((observation.x - ax) * ex + (observation.y - ay) * ey) / squared));
    const distance = (observation.x - ax - share * ex) ** 2 + (observation.y - ay - share * ey) ** 2;
    if (distance < least) {
      least = distance;
      const length = Math.sqrt(squared);
      best = { slots: [a, b], shares: [1 - share, share], across: [-ey / length, ex / length] };
    }
  }
  return best;
}
