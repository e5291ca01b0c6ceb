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

/**
 * Pixels, 2 a vertex, of head-frame positions (3 a vertex, cm). With `jacobian` (2 rows of `stride` a vertex) also the derivatives by the seven pose
 * parameters from column `offset` on, and with `bases` (one array like `positions` a coefficient) those by the coefficients from column 0 on.
 * `tiedFocal`: the focal length is known, so that the distance follows the scale and has no column of its own (it stays 0).
 */
export function project(
  pose: FitPose, centre: readonly [number, number], positions: Float64Array, out: Float64Array,
  derivatives?: { readonly jacobian: Float64Array; readonly stride: number; readonly bases: readonly Float32Array[]; readonly tiedFocal: boolean },
): void {
  const r = pose.rotation;
  const scale = Math.exp(pose.logScale);
  const closeness = Math.exp(-pose.logDistance);
  for (let vertex = 0; 3 * vertex < positions.length; vertex++) {
    const vx = positions[3 * vertex]!, vy = positions[3 * vertex + 1]!, vz = positions[3 * vertex + 2]!;
    const x = r[0]! * vx + r[1]! * vy + r[2]! * vz;
    const y = r[3]! * vx + r[4]! * vy + r[5]! * vz;
    const z = r[6]! * vx + r[7]! * vy + r[8]! * vz;
    const gain = 1 / (1 - z * closeness);
    const planeX = pose.originX + scale * x;
    const planeY = pose.originY - scale * y;
    out[2 * vertex] = centre[0] + planeX * gain;
    out[2 * vertex + 1] = centre[1] + planeY * gain;
    if (derivatives === undefined) continue;
    const { jacobian, stride, bases, tiedFocal } = derivatives;
    const rowX = 2 * vertex * stride;
    const rowY = rowX + stride;
    // d(x pixel) = gain·scale·dx + depthX·dz, and likewise for y, for any motion (dx, dy, dz) of the turned point.
    const sx = gain * scale;
    const depthX = planeX * gain * gain * closeness;
    const depthY = planeY * gain * gain * closeness;
    const ax = sx * r[0]! + depthX * r[6]!, ay = sx * r[1]! + depthX * r[7]!, az = sx * r[2]! + depthX * r[8]!;
    const bx = -sx * r[3]! + depthY * r[6]!, by = -sx * r[4]! + depthY * r[7]!, bz = -sx * r[5]! + depthY * r[8]!;
    for (let k = 0; k < bases.length; k++) {
      const basis = bases[k]!;
      const dx = basis[3 * vertex]!, dy = basis[3 * vertex + 1]!, dz = basis[3 * vertex + 2]!;
      jacobian[rowX + k] = ax * dx + ay * dy + az * dz;
      jacobian[rowY + k] = bx * dx + by * dy + bz * dz;
    }
    const at = rowX + bases.length;
    const below = rowY + bases.length;
    jacobian[at] = depthX * y;
    jacobian[at + 1] = sx * z - depthX * x;
    jacobian[at + 2] = -sx * y;
    jacobian[below] = sx * z + depthY * y;
    jacobian[below + 1] = -depthY * x;
    jacobian[below + 2] = -sx * x;
    const tie = tiedFocal ? z * gain * gain * closeness : 0;
    jacobian[at + 3] = sx * x + tie * planeX;
    jacobian[below + 3] = -sx * y + tie * planeY;
    jacobian[at + 4] = gain;
    jacobian[below + 4] = 0;
    jacobian[at + 5] = 0;
    jacobian[below + 5] = gain;
    jacobian[at + 6] = tiedFocal ? 0 : -depthX * z;
    jacobian[below + 6] = tiedFocal ? 0 : -depthY * z;
  }
}
