import type { FaceModel, Mode, NamedCoefficients } from '../model/types';
import type { Scene } from '../scene/types';
import { turnEyeball, type Sphere } from './eyes/eye-frame';
import { vertexNormals } from './geometry';
import type { PosedHead } from './types';

export interface GazingHead extends PosedHead {
  /** The eyeballs, head frame. */
  readonly eyeballs: { readonly left: Sphere; readonly right: Sphere };
}

function addModes(positions: Float32Array, modes: readonly Mode[], basis: readonly Float32Array[], coefficients: NamedCoefficients): void {
  modes.forEach((mode, index) => {
    const amount = coefficients[mode.name] ?? 0;
    const column = basis[index];
    if (amount === 0 || !column) return;
    for (let i = 0; i < column.length; i++) positions[i]! += amount * column[i]!;
  });
}

/** Lids follow the eyes up and down; these are the coefficients that a gaze adds. */
export function gazeCoefficients(gaze: Scene['gaze'], expression: NamedCoefficients): NamedCoefficients {
  const up = Math.max(0, gaze.pitchDeg) / 30, down = Math.max(0, -gaze.pitchDeg) / 30;
  const out: Record<string, number> = { ...expression };
  for (const side of ['Left', 'Right']) {
    out[`eyeLookUp${side}`] = Math.max(expression[`eyeLookUp${side}`] ?? 0, up);
    out[`eyeLookDown${side}`] = Math.max(expression[`eyeLookDown${side}`] ?? 0, down);
  }
  return out;
}

/** S(α, β) of a scene with the eyes turned, in the head frame; buffers are reused when given. */
export function poseHead(model: FaceModel, scene: Scene, buffers?: { readonly positions: Float32Array; readonly normals: Float32Array }): GazingHead {
  const positions = buffers?.positions ?? new Float32Array(model.mean.length);
  positions.set(model.mean);
  addModes(positions, model.identityModes, model.identityBasis, scene.identity.shape);
  addModes(positions, model.expressionModes, model.expressionBasis, gazeCoefficients(scene.gaze, scene.expression));
  const left = turnEyeball(positions, model.eyes.left, scene.gaze), right = turnEyeball(positions, model.eyes.right, scene.gaze);
  const normals = vertexNormals(positions, model.triangles, buffers?.normals);
  return { model, scene, positions, normals, eyeballs: { left, right } };
}
