import type { FitPose } from './camera';
import type { FitProblem } from './problem';
import { outermost } from './silhouette';
import type { Observation } from './types';

/** Where an observation lies on the mesh, and which part of its error counts. */
export interface Match {
  /** Slots and their weights, which sum to 1. */
  readonly slots: readonly number[];
  readonly shares: readonly number[];
  /** Direction across a chain, unit, along which alone the error counts; absent for a point. */
  readonly across?: readonly [number, number];
}

/** Slots of the 17 vertices that make the outline of the lower face under this pose. */
export function jawChain(problem: FitProblem, pose: FitPose, projected: Float64Array): readonly number[] {
  const up = Math.hypot(pose.rotation[1]!, pose.rotation[4]!) || 1;
  const rollCos = pose.rotation[4]! / up;
  const rollSin = -pose.rotation[1]! / up;
  return problem.jaw.map((path) => problem.slotOf.get(outermost(path, problem.slotOf, projected, rollCos, rollSin))!);
}

export function matchOf(problem: FitProblem, observation: Observation, jaw: readonly number[], projected: Float64Array): Match {
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
