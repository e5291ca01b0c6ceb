import type { TemplateName } from '../../../face/align/templates';
import { templatePoints } from '../../../face/align/templates';
import type { Point } from '../../../face/align/similarity';
import { applySimilarity, describeSimilarity, similarityBetween } from '../../../face/align/similarity';
import type { FaceModel } from '../../../face/model/types';
import { createRandom, mixSeeds } from '../../../face/random';
import { poseHead } from '../../../face/render/head-pose';
import { facePose, projectPoints } from '../../../face/render/pose';
import { sampleIdentity, sampleScene } from '../../../face/scene/sample-scene';
import { trueSwap } from '../../../face/scene/true-swap';
import type { Scene } from '../../../face/scene/types';

/** What a grid is made of. The same plan gives the same pictures. */
export interface GridPlan {
  readonly identities: number;
  readonly scenes: number;
  /** Identities shown in each scene. */
  readonly perScene: number;
  readonly seed: number;
  readonly sizePx: number;
  readonly supersample: number;
}

export interface GridRow {
  readonly identity: number;
  readonly scene: Scene;
}

export const GRID_TEMPLATE: TemplateName = 'ffhq_512';
/** Every fourth scene has a thing before the face, for networks that must learn to keep it. */
const OCCLUDED_EVERY = 4;
const MAX_YAW_DEG = 50;
const MAX_PITCH_DEG = 25;
/** Detectors err, so crops are not perfect: standard deviations of shift (fraction of the crop), log scale and turn. */
const JITTER = { shift: 0.012, logScale: 0.03, rollDeg: 1.5 } as const;

export function hasOccluder(scene: Scene): boolean {
  return scene.occluder.kind !== 'none' || scene.glasses.style !== 'none';
}

/** The rows of one scene: the same setting, skin, hair, cranium and beard with the faces of `perScene` identities, so any two are each other's true swap. */
export function gridRows(model: FaceModel, plan: GridPlan, sceneIndex: number): readonly GridRow[] {
  const { base, random } = settingOf(model, plan, sceneIndex);
  const chosen = new Set<number>();
  while (chosen.size < Math.min(plan.perScene, plan.identities)) chosen.add(random.integer(0, plan.identities - 1));
  return [...chosen].map((identity) => ({ identity, scene: personIn(model, plan, base, identity) }));
}

/** These people in one scene: any two of the answers are each other's true swap. */
export function peopleInScene(model: FaceModel, plan: GridPlan, sceneIndex: number, identities: readonly number[]): readonly Scene[] {
  const { base } = settingOf(model, plan, sceneIndex);
  return identities.map((identity) => personIn(model, plan, base, identity));
}

function settingOf(model: FaceModel, plan: GridPlan, sceneIndex: number): { readonly base: Scene; readonly random: ReturnType<typeof createRandom> } {
  const random = createRandom(mixSeeds(plan.seed, sceneIndex, 0x617d));
  return { base: alignedScene(model, baseScene(model, plan, sceneIndex), plan.sizePx, random), random };
}

function personIn(model: FaceModel, plan: GridPlan, base: Scene, identity: number): Scene {
  return trueSwap({ ...base, identity: sampleIdentity(mixSeeds(plan.seed, identity, 0x1d), model) }, base, model);
}

function baseScene(model: FaceModel, plan: GridPlan, sceneIndex: number): Scene {
  const wanted = sceneIndex % OCCLUDED_EVERY === 0;
  for (let attempt = 0; ; attempt++) {
    const scene = sampleScene(mixSeeds(plan.seed, sceneIndex, attempt, 0x5c), model, { maxYawDeg: MAX_YAW_DEG, maxPitchDeg: MAX_PITCH_DEG, occluders: wanted, accessories: true });
    if (hasOccluder(scene) === wanted) return scene;
  }
}

/** Moves the camera so that the picture is the aligned crop itself, give or take the jitter of a detector. */
export function alignedScene(model: FaceModel, scene: Scene, sizePx: number, random: { normal(): number }): Scene {
  const goal = templatePoints(GRID_TEMPLATE, sizePx);
  const jitter = { dx: JITTER.shift * random.normal(), dy: JITTER.shift * random.normal(), scale: Math.exp(JITTER.logScale * random.normal()), roll: JITTER.rollDeg * random.normal() };
  let aligned = scene;
  // Moving a head across a perspective picture changes how it looks a little, so the alignment is repeated.
  for (let round = 0; round < 3; round++) {
    const similarity = similarityBetween(fivePoints(model, aligned, sizePx), goal);
    const { scale, angleDeg } = describeSimilarity(similarity);
    const centre = applySimilarity(similarity, { x: aligned.camera.centre[0] * sizePx, y: aligned.camera.centre[1] * sizePx });
    aligned = {
      ...aligned,
      pose: { ...aligned.pose, rollDeg: aligned.pose.rollDeg - angleDeg },
      camera: { ...aligned.camera, headFraction: Math.min(1.5, aligned.camera.headFraction * scale), centre: [centre.x / sizePx, centre.y / sizePx] },
    };
  }
  return {
    ...aligned,
    pose: { ...aligned.pose, rollDeg: aligned.pose.rollDeg + jitter.roll },
    camera: {
      ...aligned.camera,
      headFraction: Math.min(1.6, aligned.camera.headFraction * jitter.scale),
      centre: [aligned.camera.centre[0] + jitter.dx, aligned.camera.centre[1] + jitter.dy],
    },
  };
}

/** The five points in a square picture of the given side, pixels. */
function fivePoints(model: FaceModel, scene: Scene, sizePx: number): readonly Point[] {
  const projected = projectPoints(facePose(scene, sizePx, sizePx), poseHead(model, scene).positions);
  return model.landmarks5.map((vertices) => {
    let x = 0, y = 0;
    for (const vertex of vertices) { x += projected[2 * vertex]! / vertices.length; y += projected[2 * vertex + 1]! / vertices.length; }
    return { x, y };
  });
}
