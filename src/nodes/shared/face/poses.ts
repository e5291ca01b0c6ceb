import { toCameraFrame } from '../../../face/render/pose';
import type { FacePose } from '../../../face/render/types';
import type { CoefficientsValue, MeshValue } from '../../../runtime/values';

type WirePose = NonNullable<CoefficientsValue['pose']>;

/** The camera of coefficients; its principal point is the picture's centre. */
export function facePoseOf(pose: WirePose): FacePose {
  return { rotation: pose.rotation, translationCm: pose.translationCm, focalPx: pose.focalPx, centrePx: [pose.width / 2, pose.height / 2] };
}

export function wirePoseOf(pose: FacePose, width: number, height: number): WirePose {
  return { rotation: pose.rotation, translationCm: pose.translationCm, focalPx: pose.focalPx, width, height };
}

/** Pixels (2 a vertex, centres at +0.5) and depth along the viewing axis (cm, 1 a vertex) of head-frame positions. */
export function projectVertices(pose: FacePose, positions: Float32Array): { readonly points: Float32Array; readonly depthCm: Float32Array } {
  const camera = toCameraFrame(pose, positions);
  const count = positions.length / 3;
  const points = new Float32Array(2 * count), depthCm = new Float32Array(count);
  for (let i = 0; i < count; i++) {
    const depth = -camera[3 * i + 2]!;
    depthCm[i] = depth;
    points[2 * i] = pose.centrePx[0] + pose.focalPx * camera[3 * i]! / depth;
    points[2 * i + 1] = pose.centrePx[1] - pose.focalPx * camera[3 * i + 1]! / depth;
  }
  return { points, depthCm };
}

/** The projection part of a mesh value. */
export function projectionOf(pose: WirePose, positions: Float32Array, picture: string): NonNullable<MeshValue['projected']> {
  return { ...projectVertices(facePoseOf(pose), positions), width: pose.width, height: pose.height, picture };
}
