import type { FacePose } from '../render/types';

/**
 * The pose of a fit: rotation, scale and place. With p = R·v, v a head-frame point in cm, a pixel is
 *   x = centreX + (originX + scale·p.x) / (1 − p.z / distance),   y = centreY + (originY − scale·p.y) / (1 − p.z / distance):
 * the pinhole camera of `FacePose`, with focal length scale · distance, written so that the distance alone holds the perspective.
 */
export interface FitPose {
  /** Row-major 3×3. */
  readonly rotation: Float64Array;
  readonly logScale: number;
  /** Pixels from the picture's centre, right and down, of the head's origin. */
  readonly originX: number;
  readonly originY: number;
  readonly logDistance: number;
}

/** Rotation about the camera's axes, logScale, originX, originY, logDistance. */
export const POSE_PARAMETERS = 7;

/** The pose moved by a step of the seven parameters; the rotation is turned by the exponential of its part. */
export function movePose(pose: FitPose, step: Float64Array, offset: number): FitPose {
  return {
    rotation: multiply3(exponential(step[offset]!, step[offset + 1]!, step[offset + 2]!), pose.rotation),
    logScale: pose.logScale + step[offset + 3]!,
    originX: pose.originX + step[offset + 4]!,
    originY: pose.originY + step[offset + 5]!,
    logDistance: pose.logDistance + step[offset + 6]!,
  };
}

/** Row-major rotation by a rotation vector, radians (Rodrigues' formula). */
export function exponential(x: number, y: number, z: number): Float64Array {
  const angle = Math.hypot(x, y, z);
  const s = angle < 1e-9 ? 1 : Math.sin(angle) / angle;
  const c = angle < 1e-9 ? 0.5 : (1 - Math.cos(angle)) / (angle * angle);
  return Float64Array.of(
    1 - c * (y * y + z * z), c * x * y - s * z, c * x * z + s * y,
    c * x * y + s * z, 1 - c * (x * x + z * z), c * y * z - s * x,
    c * x * z - s * y, c * y * z + s * x, 1 - c * (x * x + y * y),
  );
}

/** Product of two row-major 3×3 matrices. */
export function multiply3(a: Float64Array, b: Float64Array): Float64Array {
  const product = new Float64Array(9);
  for (let row = 0; row < 3; row++) {
    for (let column = 0; column < 3; column++) {
      product[3 * row + column] = a[3 * row]! * b[column]! + a[3 * row + 1]! * b[3 + column]! + a[3 * row + 2]! * b[6 + column]!;
    }
  }
  return product;
}

/** Yaw, pitch and roll in degrees of R = Rz(roll)·Ry(yaw)·Rx(−pitch). */
export function anglesOf(rotation: Float64Array): { readonly yawDeg: number; readonly pitchDeg: number; readonly rollDeg: number } {
  const degrees = 180 / Math.PI;
  return {
    yawDeg: Math.asin(Math.min(1, Math.max(-1, -rotation[6]!))) * degrees,
    pitchDeg: Math.atan2(-rotation[7]!, rotation[8]!) * degrees,
    rollDeg: Math.atan2(rotation[3]!, rotation[0]!) * degrees,
  };
}

/** The same camera in the renderer's terms. */
export function facePoseOf(pose: FitPose, widthPx: number, heightPx: number): FacePose {
  const scale = Math.exp(pose.logScale);
  const distance = Math.exp(pose.logDistance);
  return {
    rotation: pose.rotation,
    translationCm: [pose.originX / scale, -pose.originY / scale, -distance],
    focalPx: scale * distance,
    centrePx: [widthPx / 2, heightPx / 2],
  };
}

/** Pixels, 2 a vertex, of head-frame positions (3 a vertex, cm). */
export function project(pose: FitPose, centre: readonly [number, number], positions: Float64Array, out: Float64Array): void {
  const r = pose.rotation;
  const scale = Math.exp(pose.logScale);
  const closeness = Math.exp(-pose.logDistance);
  for (let vertex = 0; 3 * vertex < positions.length; vertex++) {
    const x = positions[3 * vertex]!, y = positions[3 * vertex + 1]!, z = positions[3 * vertex + 2]!;
    const gain = 1 / (1 - (r[6]! * x + r[7]! * y + r[8]! * z) * closeness);
    out[2 * vertex] = centre[0] + (pose.originX + scale * (r[0]! * x + r[1]! * y + r[2]! * z)) * gain;
    out[2 * vertex + 1] = centre[1] + (pose.originY - scale * (r[3]! * x + r[4]! * y + r[5]! * z)) * gain;
  }
}

/**
 * Derivative of dx·(pixel x) + dy·(pixel y) of one head-frame point: by the point's own three coordinates (out 0-2, pixels per cm) and by the seven
 * pose parameters (out 3-9). `tiedFocal`: the focal length is known, so the distance follows the scale and has no derivative of its own.
 */
export function pixelGradient(
  pose: FitPose, positions: Float64Array, vertex: number, dx: number, dy: number, tiedFocal: boolean, out: Float64Array,
): void {
  const r = pose.rotation;
  const vx = positions[3 * vertex]!, vy = positions[3 * vertex + 1]!, vz = positions[3 * vertex + 2]!;
  const x = r[0]! * vx + r[1]! * vy + r[2]! * vz;
  const y = r[3]! * vx + r[4]! * vy + r[5]! * vz;
  const z = r[6]! * vx + r[7]! * vy + r[8]! * vz;
  const scale = Math.exp(pose.logScale);
  const closeness = Math.exp(-pose.logDistance);
  const gain = 1 / (1 - z * closeness);
  // For any motion (mx, my, mz) of the turned point the value changes by gx·mx + gy·my + gz·mz.
  const place = (dx * (pose.originX + scale * x) + dy * (pose.originY - scale * y)) * gain * gain * closeness;
  const gx = dx * gain * scale;
  const gy = -dy * gain * scale;
  const gz = place;
  out[0] = gx * r[0]! + gy * r[3]! + gz * r[6]!;
  out[1] = gx * r[1]! + gy * r[4]! + gz * r[7]!;
  out[2] = gx * r[2]! + gy * r[5]! + gz * r[8]!;
  out[3] = gz * y - gy * z;
  out[4] = gx * z - gz * x;
  out[5] = gy * x - gx * y;
  out[6] = gx * x + gy * y + (tiedFocal ? place * z : 0);
  out[7] = dx * gain;
  out[8] = dy * gain;
  out[9] = tiedFocal ? 0 : -place * z;
}
