import type { Scene } from '../scene/types';
import type { EyeFrame } from './eyes/eye-frame';
import type { LightRig } from './light';
import type { ShadowMap } from './shadow-map';
import type { SkinMaterial, SkinPaint } from './skin/paint';
import type { FacePose } from './types';

/** What all shaders of one picture share. */
export interface Frame {
  readonly scene: Scene;
  readonly rig: LightRig;
  readonly pose: FacePose;
  readonly shadow: ShadowMap;
  /** Size of a pixel at the head's distance, cm. */
  readonly pixelCm: number;
  readonly skin: SkinPaint;
  readonly eyes: EyeFrame;
  /** Reused by the skin shader. */
  readonly material: SkinMaterial;
}

/** What a shader says of one fragment; linear light. */
export interface Shaded {
  /** Light that leaves from the surface itself: gloss, and for all but skin the matte light too. */
  readonly light: Float64Array;
  /** Skin only: matte light before the albedo; it is blurred under the skin and then multiplied by the albedo. */
  readonly irradiance: Float64Array;
  readonly albedo: Float64Array;
  /** Shading normal, camera frame. */
  readonly normal: Float64Array;
  subsurface: boolean;
  /** Part that the paint shows here instead of the triangle's (brows, lips); 0 = the triangle's. */
  paintedPart: number;
}

export function createShaded(): Shaded {
  return { light: new Float64Array(3), irradiance: new Float64Array(3), albedo: new Float64Array(3), normal: new Float64Array(3), subsurface: false, paintedPart: 0 };
}
