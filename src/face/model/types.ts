/**
 * The morphable model S(α, β) = mean + B_id·α + B_exp·β (Blanz & Vetter 1999; HifiFace eq. 1), of nobody's face.
 *
 * HEAD FRAME, used everywhere in `face`: centimetres; x to the picture's right when the face looks into the camera
 * (the subject's left), y up, z out of the face towards the viewer. Origin: midpoint of the two eyeball centres of the mean face.
 */

/** What a surface is. The number is the value in label pictures; 0 is background. */
export const PARTS = [
  'background', 'skin', 'brows', 'eyes', 'nose', 'lips', 'mouth', 'ears', 'hair', 'neck', 'clothes', 'glasses', 'hat', 'occluder',
] as const;
export type Part = (typeof PARTS)[number];

/** One column of B_id or B_exp. */
export interface Mode {
  /** Stable camelCase name, such as `jawWidth`; expression modes have ARKit's names, such as `mouthSmileLeft`. */
  readonly name: string;
  /** What +1 does, in one English sentence. */
  readonly help: string;
  /** `face` modes are the identity that a swap carries over; `head` modes (cranium, ears, neck) stay with the target. */
  readonly region: 'face' | 'head';
  /**
   * Standard deviation of the coefficient in the population that `sampleScene` draws. Identity coefficients are themselves in
   * standard deviations (sigma = 1); an expression coefficient of 1 is the full ARKit pose, so its sigma is smaller.
   */
  readonly sigma: number;
  /** Allowed range of the coefficient. */
  readonly min: number;
  readonly max: number;
}

/** A closed or open chain of vertex indices. */
export interface Outline {
  readonly vertices: Uint16Array;
  readonly closed: boolean;
}

export type OutlineName =
  | 'faceOval' | 'lipsOuter' | 'lipsInner' | 'eyeLeft' | 'eyeRight' | 'browLeft' | 'browRight' | 'noseRidge' | 'noseBase';

/** Left and right are the subject's own: `left` is at +x, on the picture's right in a frontal view. */
export interface EyeballAnchor {
  /** Vertex range of the eyeball in the mesh, [first, end). */
  readonly firstVertex: number;
  readonly endVertex: number;
  /** Radius of the mean eyeball, cm. */
  readonly radiusCm: number;
}

export interface FaceModel {
  readonly name: string;
  readonly version: string;
  readonly vertexCount: number;
  /** 3 indices a triangle, counter-clockwise seen from outside. */
  readonly triangles: Uint16Array;
  /** 2 a vertex, 0..1, v down. */
  readonly uv: Float32Array;
  /** Part of each triangle: an index into PARTS. Brows are not geometry; the albedo paints them. */
  readonly triangleParts: Uint8Array;
  /** 3 a vertex, cm, head frame. */
  readonly mean: Float32Array;
  readonly identityModes: readonly Mode[];
  readonly expressionModes: readonly Mode[];
  /** [mode][3·vertexCount], cm per unit of the coefficient. */
  readonly identityBasis: readonly Float32Array[];
  readonly expressionBasis: readonly Float32Array[];
  /** Canonical face coordinates of each vertex, 2 a vertex, cm on the mean's frontal plane: paint lips, brows, freckles, hairlines with it; it follows the morphs. */
  readonly canonical: Float32Array;
  /** Ambient occlusion of the neutral mean, 0 (closed) .. 1 (open sky), one a vertex. */
  readonly ambientOcclusion: Float32Array;
  /** Standard iBUG-68 order; index 36 is the outer corner of the subject's right eye (picture left). */
  readonly landmarks68: Uint16Array;
  /** Left eye centre as seen in the picture, right eye centre, nose tip, mouth corners: each the mean of the vertices listed. */
  readonly landmarks5: readonly Uint16Array[];
  readonly outlines: Readonly<Record<OutlineName, Outline>>;
  readonly eyes: { readonly left: EyeballAnchor; readonly right: EyeballAnchor };
}

/** α and β, dense, in the order of the model's modes. */
export interface Coefficients {
  readonly identity: Float32Array;
  readonly expression: Float32Array;
}

/** Named and sparse, as scenes and graphs write them; a missing name is 0. */
export type NamedCoefficients = Readonly<Record<string, number>>;
