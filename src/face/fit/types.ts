import type { Coefficients } from '../model/types';
import type { FacePose } from '../render/types';
import type { IdentityPrior } from './prior';

/** Named orders of landmarks: the 5 of the alignment templates, iBUG's 68, MediaPipe's face mesh of 468 or, with irises, 478. */
export type LandmarkScheme = '5' | '68' | 'mediapipe-478';

/** A point in a picture: pixels, x right, y down, pixel centres at +0.5. */
export interface ObservedPoint {
  readonly x: number;
  readonly y: number;
  /** Points that are not visible are not used. Default true. */
  readonly visible?: boolean;
}

export interface ObservedLandmarks {
  readonly scheme: LandmarkScheme;
  readonly points: readonly ObservedPoint[];
}

/**
 * One observed point and what it is a picture of: a place on the mesh (the mean of the vertices), or some place on a chain of vertices. A point on a
 * chain has no place along it, so only its distance across counts. The chain `jaw` is the silhouette of the lower face, found anew for every pose.
 */
export interface Observation {
  readonly x: number;
  readonly y: number;
  /** Relative trust, 1 = a well defined point. 0 is not used. */
  readonly weight: number;
  readonly target:
    | { readonly kind: 'vertices'; readonly vertices: readonly number[] }
    | { readonly kind: 'chain'; readonly vertices: readonly number[] }
    | { readonly kind: 'jaw' };
}

export interface FitOptions {
  /** Size of the picture, pixels: its centre is the principal point. */
  readonly widthPx: number;
  readonly heightPx: number;
  /** Known focal length, pixels. Absent, it is estimated, with a prior on the distance of 90 cm, a factor of 1.6 either way. */
  readonly focalPx?: number;
  /** Expected error of a well defined point, as a fraction of the distance between the eyes. Default 0.005. */
  readonly noise?: number;
  /** Prior of α. Default: the population of `sampleScene` (`populationPrior`). */
  readonly identityPrior?: IdentityPrior;
  /** Strength of the prior on expressions, 1 = as the population of `sampleScene`. Larger keeps the face nearer to neutral. Default 1. */
  readonly expressionPrior?: number;
  /** Most Gauss-Newton steps. Default 12. */
  readonly maxIterations?: number;
}

/** Order of the parameters of a fit, and of the rows and columns of its covariance. */
export interface FitParameters {
  /** Number of α, which come first, then of β. */
  readonly identityCount: number;
  readonly expressionCount: number;
  /**
   * What follows α and β: rotation about the camera's x, y and z (radians), log of the scale (pixels per cm at the head), position of the head's
   * origin (pixels right, pixels down), log of the distance (cm).
   */
  readonly poseNames: readonly ['rotationX', 'rotationY', 'rotationZ', 'logScale', 'originXPx', 'originYPx', 'logDistance'];
}

export interface FitResult {
  readonly coefficients: Coefficients;
  readonly pose: FacePose;
  /** Signs and order as in `Scene.pose`. */
  readonly angles: { readonly yawDeg: number; readonly pitchDeg: number; readonly rollDeg: number };
  readonly parameters: FitParameters;
  /** Posterior covariance (Laplace approximation), size² row-major, in the order of `parameters`. */
  readonly covariance: Float64Array;
  /** Median distance between observed and fitted points, pixels; for points on a chain the distance across it. */
  readonly residualPx: number;
  /** The same for each observation, in order; NaN where the weight was 0. */
  readonly residualsPx: Float64Array;
  readonly iterations: number;
}
