import type { FaceModel } from '../model/types';
import type { Scene } from '../scene/types';

/** Picture coordinates: pixels, x right, y down; pixel (0,0) covers [0,1)×[0,1), so its centre is (0.5, 0.5). */
export interface Landmark {
  readonly x: number;
  readonly y: number;
  /** Whether the vertex is seen: not turned away, not behind another surface, inside the picture. */
  readonly visible: boolean;
}

/** A surface to be drawn beside the head: hair, glasses, hat, clothes, occluder. */
export interface PropMesh {
  /** 3 a vertex, cm, head frame (moves with the head) or `camera` frame (cm, same axes, origin at the head's origin, not rotated with it). */
  readonly frame: 'head' | 'camera';
  readonly positions: Float32Array;
  /** 3 a vertex, unit. */
  readonly normals: Float32Array;
  readonly triangles: Uint32Array;
  /** Index into PARTS, for the whole mesh. */
  readonly part: number;
  readonly material: PropMaterial;
  /** Linear RGB, 3 a vertex. */
  readonly colours: Float32Array;
  /** Strand direction, unit, 3 a vertex: only for `hair` material. */
  readonly tangents?: Float32Array;
  /** 1 = opaque; lenses and strand tips are less. One a vertex. */
  readonly alpha?: Float32Array;
  readonly doubleSided: boolean;
}

export type PropMaterial = 'hair' | 'cloth' | 'plastic' | 'glass' | 'skin' | 'metal';

/** What the prop makers are given: the morphed head, in the head frame. */
export interface PosedHead {
  readonly model: FaceModel;
  readonly scene: Scene;
  /** 3 a vertex, cm, head frame: identity and expression applied, not rotated. */
  readonly positions: Float32Array;
  readonly normals: Float32Array;
}

export interface RenderOptions {
  readonly width: number;
  readonly height: number;
  /** Samples a pixel side for anti-aliasing; 2 = four samples. */
  readonly supersample: number;
  /** Which layers beside colour to fill. */
  readonly layers: boolean;
}

export interface FacePose {
  /** Row-major 3×3, head frame to camera frame (x right, y up, z to the viewer). */
  readonly rotation: Float64Array;
  /** Camera-frame position of the head frame's origin, cm; z is negative (in front of a camera that looks along −z). */
  readonly translationCm: readonly [number, number, number];
  readonly focalPx: number;
  /** Principal point in pixels: always the picture's centre. */
  readonly centrePx: readonly [number, number];
}

/** Aligned pictures and truths of one render; every plane is width·height, row-major, top row first. */
export interface RenderedFace {
  readonly width: number;
  readonly height: number;
  /** sRGB-encoded, 0..255, RGB interleaved. */
  readonly colour: Uint8Array;
  readonly layers?: {
    /** Distance along the viewing axis, cm; Infinity where background. */
    readonly depthCm: Float32Array;
    /** Camera frame, unit, 3 a pixel; zero on the background. */
    readonly normals: Float32Array;
    /** sRGB-encoded, RGB interleaved. */
    readonly albedo: Uint8Array;
    /** 2 a pixel, 0..1; NaN where the pixel is not the head. */
    readonly uv: Float32Array;
    /** Index into PARTS. */
    readonly labels: Uint8Array;
  };
  readonly landmarks68: readonly Landmark[];
  readonly landmarks5: readonly Landmark[];
  readonly pose: FacePose;
  /** All head vertices projected, 2 a vertex, pixels. */
  readonly projected: Float32Array;
}
