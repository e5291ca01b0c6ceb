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

/** Meshes of the model in vertex order; the head includes lids, lips and nostrils. */
export const MESH_GROUPS = ['head', 'mouthCavity', 'eyeLeft', 'eyeRight', 'earLeft', 'earRight', 'teethUpper', 'teethLower', 'tongue'] as const;
export type MeshGroup = (typeof MESH_GROUPS)[number];

/** Vertices [first, end). */
export interface VertexRange {
  readonly first: number;
  readonly end: number;
}

/** Left and right are the subject's own: `left` is at +x, on the picture's right in a frontal view. */
export interface EyeballAnchor {
  /** Vertex range of the eyeball in the mesh, [first, end). */
  readonly firstVertex: number;
  readonly endVertex: number;
  /** Radius of the mean eyeball, cm. */
  readonly radiusCm: number;
  /** Centre of the mean eyeball, cm; the mean eye looks along +z. */
  readonly centre: readonly [number, number, number];
  /** Radius of the mean iris seen from the front, cm; the rim of the iris is an edge loop. */
  readonly irisRadiusCm: number;
  /** Two opposite vertices on the eyeball's equator: their midpoint is its centre after any morph, half their distance its radius. */
  readonly equator: readonly [number, number];
  readonly lids: Lids;
}

/** What keeps the lids of one eye closing and sliding on the eyeball, whatever the identity (used by `evaluateShape`). */
export interface Lids {
  readonly vertices: Uint16Array;
  /** Least distance of each lid vertex from the eyeball's surface, cm. */
  readonly clearanceCm: Float32Array;
  /** Column of each lid vertex, an index into the two margins. */
  readonly column: Uint8Array;
  /** Front edges of the lids, one vertex a column from the inner to the outer corner; both start and end with the corners. */
  readonly upperMargin: Uint16Array;
  readonly lowerMargin: Uint16Array;
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
  /** [mode]: runs of vertices that the mode moves, [first, count, first, count, …]; all others are 0 in its column. */
  readonly identityRuns: readonly Uint16Array[];
  readonly expressionRuns: readonly Uint16Array[];
  /**
   * Canonical face coordinates of each vertex, 2 a vertex, cm on the mean's frontal plane: paint lips, brows, freckles, hairlines with it; it
   * follows the morphs. On the face they are the mean's x and y (to half a centimetre at the hairline); on the sides, crown and under the chin they go on unrolled (|x| up to 23 at the
   * back of the head, y 16.8 at the crown and −18.6 at the collar), so that no two places of the head share them.
   */
  readonly canonical: Float32Array;
  /** Ambient occlusion of the neutral mean, 0 (closed) .. 1 (open sky), one a vertex; inside the mouth, that of the mean with its mouth open. */
  readonly ambientOcclusion: Float32Array;
  /** Standard iBUG-68 order; index 36 is the outer corner of the subject's right eye (picture left). */
  readonly landmarks68: Uint16Array;
  /** Left eye centre as seen in the picture, right eye centre, nose tip, mouth corners: each the mean of the vertices listed. */
  readonly landmarks5: readonly Uint16Array[];
  readonly outlines: Readonly<Record<OutlineName, Outline>>;
  readonly eyes: { readonly left: EyeballAnchor; readonly right: EyeballAnchor };
  readonly groups: Readonly<Record<MeshGroup, VertexRange>>;
  /** Vertices of the two rows of teeth that are enamel; the rest of those groups is gum. */
  readonly enamel: Uint16Array;
}

/** α and β, dense, in the order of the model's modes. */
export interface Coefficients {
  readonly identity: Float32Array;
  readonly expression: Float32Array;
}

/** Named and sparse, as scenes and graphs write them; a missing name is 0. */
export type NamedCoefficients = Readonly<Record<string, number>>;
