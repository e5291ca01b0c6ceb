import type { Scene } from '../scene/types';
import type { FacePose } from './types';

/** Height of the sensor that `focalLengthMm` refers to, mm (a full-frame 35 mm camera). */
const SENSOR_HEIGHT_MM = 24;
/** Chin to crown of the mean head, cm: the length that `headFraction` measures. */
const HEAD_HEIGHT_CM = 23;
const RADIANS = Math.PI / 180;

/** Row-major R = Rz(roll)·Ry(yaw)·Rx(−pitch), acting on column vectors; degrees, signs as in `Scene.pose`. */
export function headRotation(pose: Scene['pose']): Float64Array {
  const cy = Math.cos(pose.yawDeg * RADIANS), sy = Math.sin(pose.yawDeg * RADIANS);
  const cp = Math.cos(pose.pitchDeg * RADIANS), sp = Math.sin(pose.pitchDeg * RADIANS);
  const cr = Math.cos(pose.rollDeg * RADIANS), sr = Math.sin(pose.rollDeg * RADIANS);
  return Float64Array.of(
    cr * cy, -sr * cp - cr * sy * sp, -sr * sp + cr * sy * cp,
    sr * cy, cr * cp - sr * sy * sp, cr * sp + sr * sy * cp,
    -sy, -cy * sp, cy * cp,
  );
}

/**
 * The camera of a scene at a picture size: a pinhole at the origin that looks along −z.
 * The distance makes 23 cm at the head's origin cover `headFraction` of the picture's height; `centre` says where that origin lands.
 */
export function facePose(scene: Pick<Scene, 'pose' | 'camera'>, width: number, height: number): FacePose {
  const { focalLengthMm, headFraction, centre } = scene.camera;
  const focalPx = (focalLengthMm / SENSOR_HEIGHT_MM) * height;
  const distanceCm = (focalPx * HEAD_HEIGHT_CM) / (headFraction * height);
  const cmPerPx = distanceCm / focalPx;
  return {
    rotation: headRotation(scene.pose),
    translationCm: [(centre[0] - 0.5) * width * cmPerPx, (0.5 - centre[1]) * height * cmPerPx, -distanceCm],
    focalPx,
    centrePx: [width / 2, height / 2],
  };
}

/** Head frame to camera frame, cm; 3 numbers a vertex. `out` may be `positions` itself. */
export function toCameraFrame(pose: FacePose, positions: Float32Array, out: Float32Array = new Float32Array(positions.length)): Float32Array {
  const r = pose.rotation;
  const r0 = r[0]!, r1 = r[1]!, r2 = r[2]!, r3 = r[3]!, r4 = r[4]!, r5 = r[5]!, r6 = r[6]!, r7 = r[7]!, r8 = r[8]!;
  const [tx, ty, tz] = pose.translationCm;
  for (let i = 0; i + 2 < positions.length; i += 3) {
    const x = positions[i]!, y = positions[i + 1]!, z = positions[i + 2]!;
    out[i] = r0 * x + r1 * y + r2 * z + tx;
    out[i + 1] = r3 * x + r4 * y + r5 * z + ty;
    out[i + 2] = r6 * x + r7 * y + r8 * z + tz;
  }
  return out;
}

/**
 * Head-frame points (3 a vertex, cm) to pixels (2 a vertex, x right, y down, pixel (0,0) centred on (0.5, 0.5)).
 * A point at or behind the camera gives NaN.
 */
export function projectPoints(
  pose: FacePose, positions: Float32Array, out: Float32Array = new Float32Array((positions.length / 3) * 2),
): Float32Array {
  const r = pose.rotation;
  const r0 = r[0]!, r1 = r[1]!, r2 = r[2]!, r3 = r[3]!, r4 = r[4]!, r5 = r[5]!, r6 = r[6]!, r7 = r[7]!, r8 = r[8]!;
  const [tx, ty, tz] = pose.translationCm;
  const [cx, cy] = pose.centrePx;
  for (let i = 0, o = 0; i + 2 < positions.length; i += 3, o += 2) {
    const x = positions[i]!, y = positions[i + 1]!, z = positions[i + 2]!;
    const depth = -(r6 * x + r7 * y + r8 * z + tz);
    const scale = depth > 0 ? pose.focalPx / depth : NaN;
    out[o] = cx + scale * (r0 * x + r1 * y + r2 * z + tx);
    out[o + 1] = cy - scale * (r3 * x + r4 * y + r5 * z + ty);
  }
  return out;
}
