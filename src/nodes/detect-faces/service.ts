/** Name of the service that `context.service` gives in a browser. */
export const FACE_LANDMARKER = 'face-landmarker';

/** One face as MediaPipe's FaceLandmarker gives it. */
export interface LandmarkedFace {
  /** 478 points, x, y interleaved, as fractions of the picture's width and height. */
  readonly points: Float32Array;
  /** Column-major 4×4 matrix from MediaPipe's canonical face to its camera, when asked for. */
  readonly matrix?: Float32Array;
}

/** MediaPipe's FaceLandmarker in a worker of its own. */
export interface FaceLandmarkerService {
  /**
   * Finds faces in a straight-alpha sRGB picture, top row first.
   * @throws Error, with a sentence for the user, when the landmarker's model has not been fetched.
   */
  detect(picture: { readonly width: number; readonly height: number; readonly rgba: Uint8ClampedArray }, options: { readonly maxFaces: number; readonly minScore: number }): Promise<readonly LandmarkedFace[]>;
}
