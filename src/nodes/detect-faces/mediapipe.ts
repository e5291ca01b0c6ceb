import { MEDIAPIPE_OF_68 } from '../../face/fit/mediapipe';
import type { RunContext } from '../../runtime/define';
import type { Tensor } from '../../runtime/tensor';
import type { Face } from '../../runtime/values';
import type { FaceLandmarkerService, LandmarkedFace } from './service';

const DEGREES = 180 / Math.PI;

/** Faces by MediaPipe's landmarker, 478 points each, in the picture's pixels. */
export async function detectWithMediapipe(context: RunContext, service: FaceLandmarkerService, picture: Tensor, options: { readonly maxFaces: number; readonly minScore: number }): Promise<readonly Face[]> {
  const [, height, width] = picture.shape as [number, number, number];
  const values = await context.read(picture);
  const rgba = new Uint8ClampedArray(4 * width * height), pixels = width * height;
  for (let i = 0; i < pixels; i++) {
    for (let c = 0; c < 3; c++) rgba[4 * i + c] = Math.round(values[c * pixels + i]! * 255);
    rgba[4 * i + 3] = 255;
  }
  const found = await service.detect({ width, height, rgba }, options);
  return found.map((face) => faceOf(face, width, height));
}

/** The 68 points' places in MediaPipe's mesh give the five points of alignment. */
export function faceOf(found: LandmarkedFace, width: number, height: number): Face {
  const count = found.points.length / 2;
  const points = Float32Array.from(found.points, (value, i) => value * (i % 2 === 0 ? width : height));
  let left = Infinity, top = Infinity, right = -Infinity, bottom = -Infinity;
  for (let i = 0; i < count; i++) {
    left = Math.min(left, points[2 * i]!); right = Math.max(right, points[2 * i]!);
    top = Math.min(top, points[2 * i + 1]!); bottom = Math.max(bottom, points[2 * i + 1]!);
  }
  const of68 = (index: number): readonly [number, number] => [points[2 * MEDIAPIPE_OF_68[index]!]!, points[2 * MEDIAPIPE_OF_68[index]! + 1]!];
  const eye = (first: number): readonly [number, number] => {
    let x = 0, y = 0;
    for (let i = first; i < first + 6; i++) { const [px, py] = of68(i); x += px / 6; y += py / 6; }
    return [x, y];
  };
  return {
    box: [left, top, right - left, bottom - top],
    score: 1,
    points5: Float32Array.from([eye(36), eye(42), of68(30), of68(48), of68(54)].flat()),
    dense: { scheme: 'mediapipe-478', points },
    ...(found.matrix ? { poseDeg: poseOf(found.matrix) } : {}),
  };
}

/** Angles of a column-major rotation R = Rz(roll)·Ry(yaw)·Rx(−pitch), as the scenes of the face model count them. */
function poseOf(m: Float32Array): NonNullable<Face['poseDeg']> {
  const scale = Math.hypot(m[0]!, m[1]!, m[2]!) || 1;
  return {
    yaw: Math.asin(Math.min(1, Math.max(-1, -m[2]! / scale))) * DEGREES,
    pitch: Math.atan2(-m[6]!, m[10]!) * DEGREES,
    roll: Math.atan2(m[1]!, m[0]!) * DEGREES,
  };
}
