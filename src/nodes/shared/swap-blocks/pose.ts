import { headRotation } from '../../../face/render/pose';
import type { FaceModel } from '../../../face/model/types';
import { templatePoints } from '../../../face/align/templates';
import type { CoefficientsValue } from '../../../runtime/values';
import { SWAP_CROP } from './contract';

type WirePose = NonNullable<CoefficientsValue['pose']>;

/** Focal length over picture height of a portrait lens, 70 mm on a sensor of 24 mm: what the reader cannot see in one crop. */
const FOCAL_RATIO = 70 / 24;
const DEGREES = 180 / Math.PI;

/** Yaw, pitch, roll in degrees of R = Rz(roll)·Ry(yaw)·Rx(−pitch), row-major. */
export function anglesOf(rotation: Float64Array): readonly [yaw: number, pitch: number, roll: number] {
  return [
    Math.asin(Math.min(1, Math.max(-1, -rotation[6]!))) * DEGREES,
    Math.atan2(-rotation[7]!, rotation[8]!) * DEGREES,
    Math.atan2(rotation[3]!, rotation[0]!) * DEGREES,
  ];
}

/** The angle of the turn between two poses, degrees. */
export function turnBetween(a: readonly number[] | Float32Array, b: readonly number[] | Float32Array): number {
  const [first, second] = [rotationOf(a), rotationOf(b)];
  let trace = 0;
  for (let i = 0; i < 9; i++) trace += first[i]! * second[i]!;
  return Math.acos(Math.min(1, Math.max(-1, (trace - 1) / 2))) * DEGREES;
}

function rotationOf(poseDeg: readonly number[] | Float32Array): Float64Array {
  return headRotation({ yawDeg: poseDeg[0]!, pitchDeg: poseDeg[1]!, rollDeg: poseDeg[2]! });
}

/**
 * The camera that puts a shape of known turn where the crop's template wants its five points: the translation in least squares.
 * @param positions head frame, cm, 3 a vertex.
 */
export function cropPose(model: FaceModel, positions: Float32Array, poseDeg: readonly number[] | Float32Array): WirePose {
  const rotation = rotationOf(poseDeg), { sizePx } = SWAP_CROP, focalPx = FOCAL_RATIO * sizePx;
  const goals = templatePoints(SWAP_CROP.template, sizePx);
  // u·depth = f·(X + tx) with depth = −(Z + tz) is linear in the translation; the same for v.
  const normal = new Float64Array(9), right = new Float64Array(3);
  const add = (row: readonly [number, number, number], value: number): void => {
    for (let i = 0; i < 3; i++) {
      right[i]! += row[i]! * value;
      for (let j = 0; j < 3; j++) normal[3 * i + j]! += row[i]! * row[j]!;
    }
  };
  model.landmarks5.forEach((vertices, k) => {
    const point = [0, 0, 0];
    for (const vertex of vertices) for (let axis = 0; axis < 3; axis++) point[axis]! += positions[3 * vertex + axis]! / vertices.length;
    const [x, y, z] = [0, 3, 6].map((r) => rotation[r]! * point[0]! + rotation[r + 1]! * point[1]! + rotation[r + 2]! * point[2]!) as [number, number, number];
    const u = goals[k]!.x - sizePx / 2, v = sizePx / 2 - goals[k]!.y;
    add([focalPx, 0, u], -focalPx * x - u * z);
    add([0, focalPx, v], -focalPx * y - v * z);
  });
  return { rotation, translationCm: solve(normal, right), focalPx, width: sizePx, height: sizePx };
}

/** Cramer's rule. */
function solve(m: Float64Array, b: Float64Array): readonly [number, number, number] {
  const determinant = (a: Float64Array): number =>
    a[0]! * (a[4]! * a[8]! - a[5]! * a[7]!) - a[1]! * (a[3]! * a[8]! - a[5]! * a[6]!) + a[2]! * (a[3]! * a[7]! - a[4]! * a[6]!);
  const whole = determinant(m);
  return [0, 1, 2].map((column) => determinant(m.map((value, i) => (i % 3 === column ? b[Math.floor(i / 3)]! : value))) / whole) as unknown as readonly [number, number, number];
}
