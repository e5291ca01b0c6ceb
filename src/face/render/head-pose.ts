import { denseCoefficients, evaluateShape, vertexNormals } from '../model/evaluate';
import type { FaceModel, NamedCoefficients } from '../model/types';
import type { Scene } from '../scene/types';
import { turnEyeball, type Sphere } from './eyes/eye-frame';
import type { PosedHead } from './types';

export interface GazingHead extends PosedHead {
  /** The eyeballs, head frame. */
  readonly eyeballs: { readonly left: Sphere; readonly right: Sphere };
}

/** Lids follow the eyes up and down: the expression with what a gaze adds to it, for the modes that the model has. */
export function gazeCoefficients(model: FaceModel, gaze: Scene['gaze'], expression: NamedCoefficients): NamedCoefficients {
  const up = Math.max(0, gaze.pitchDeg) / 30, down = Math.max(0, -gaze.pitchDeg) / 30;
  const out: Record<string, number> = { ...expression };
  for (const { name } of model.expressionModes) {
    if (name.startsWith('eyeLookUp')) out[name] = Math.max(out[name] ?? 0, up);
    else if (name.startsWith('eyeLookDown')) out[name] = Math.max(out[name] ?? 0, down);
  }
  return out;
}

/** S(α, β) of a scene with the eyes turned, in the head frame; buffers are reused when given. */
export function poseHead(model: FaceModel, scene: Scene, buffers?: { readonly positions: Float32Array; readonly normals: Float32Array }): GazingHead {
  const coefficients = denseCoefficients(model, scene.identity.shape, gazeCoefficients(model, scene.gaze, scene.expression));
  const positions = evaluateShape(model, coefficients, buffers?.positions);
  const left = turnEyeball(positions, model.eyes.left, scene.gaze), right = turnEyeball(positions, model.eyes.right, scene.gaze);
  const normals = vertexNormals(model, positions, buffers?.normals);
  return { model, scene, positions, normals, eyeballs: { left, right } };
}
