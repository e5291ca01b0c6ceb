import type { FaceModel } from '../../../face/model/types';
import { mixSeeds } from '../../../face/random';
import type { Scene } from '../../../face/scene/types';
import type { GridPlan } from '../render-grid/scenes';
import { hasOccluder, peopleInScene } from '../render-grid/scenes';

/** Side of the crops that methods are compared on, pixels. */
export const PAIR_SIZE_PX = 128;
/** Every fourth scene of a plan has an occluder; sources are taken from the others. */
const OCCLUDED_EVERY = 4;

/** One held-out question: give `target` the face of the person in `source`. `trueSwap` is the answer. */
export interface PairScenes {
  readonly source: Scene;
  readonly target: Scene;
  readonly trueSwap: Scene;
  readonly occluded: boolean;
}

/** Pair `index` of `pairs`. People and scenes follow from a seed of their own, so that no training grid of any seed holds them. */
export function pairScenes(model: FaceModel, pairs: number, seed: number, index: number): PairScenes {
  const plan: GridPlan = { identities: 2 * pairs, scenes: 0, perScene: 2, seed: mixSeeds(seed, 0x7e57), sizePx: PAIR_SIZE_PX, supersample: 2 };
  const [target, trueSwap] = peopleInScene(model, plan, index, [pairs + index, index]) as [Scene, Scene];
  const free = OCCLUDED_EVERY * (pairs + index) + 1;
  const [source] = peopleInScene(model, plan, free, [index]) as [Scene];
  return { source, target, trueSwap, occluded: hasOccluder(target) };
}
