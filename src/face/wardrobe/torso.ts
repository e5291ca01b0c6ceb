import { headRotation } from '../render/pose';
import type { PosedHead } from '../render/types';
import { vertexAt, type HeadMeasures } from './measure';
import { neckRing, type NeckRing } from './neck';
import { rotate, rotateBack, smoothStep, type Matrix3, type Vec3 } from './vector';

/**
 * How the upper body stands under a turned head: it turns a part of the way and hangs from the foot of the neck.
 * Torso coordinates have their origin at the middle of the neck's ring at the collar, axes as the head frame when the head is straight.
 */
export interface Torso {
  /** Torso to camera axes. */
  readonly rotation: Matrix3;
  readonly headRotation: Matrix3;
  /** Foot of the neck in the head frame and in the camera frame, cm. */
  readonly neckHead: Vec3;
  readonly neckCamera: Vec3;
  /** Outline of the turned neck in torso coordinates: height 0 is the collar. */
  readonly ring: NeckRing;
  /** Size of the body: head size as a share of the mean's. */
  readonly size: number;
  toCamera(point: Vec3): Vec3;
  /** A head-frame point into torso coordinates. */
  fromHead(point: Vec3): Vec3;
  /** And back. */
  toHead(point: Vec3): Vec3;
}

/** The neck of the head held straight, head frame. */
export interface StraightNeck {
  readonly ring: NeckRing;
  readonly vertices: readonly number[];
}

/** Chin to crown of the mean head, cm. */
const MEAN_HEAD_CM = 22;
/** Shares of the head's turn that the shoulders take. */
const FOLLOW = { yaw: 0.38, pitch: 0.45, roll: 0.3 };

/** Size of the body: the head's height from chin to crown as a share of the mean's, within reason. */
export function bodySize(measures: HeadMeasures): number {
  return Math.min(1.15, Math.max(0.85, (measures.crownY - measures.chinY) / MEAN_HEAD_CM));
}

export function createTorso(head: PosedHead, measures: HeadMeasures, neck: StraightNeck): Torso {
  const { pose } = head.scene;
  const turn = headRotation(pose);
  const rotation = headRotation({ yawDeg: FOLLOW.yaw * pose.yawDeg, pitchDeg: FOLLOW.pitch * pose.pitchDeg, rollDeg: FOLLOW.roll * pose.rollDeg });
  const foot = neck.ring.centre;
  const neckCamera = rotate(turn, foot);
  const fromHead = (point: Vec3): Vec3 => rotateBack(rotation, rotate(turn, [point[0] - foot[0], point[1] - foot[1], point[2] - foot[2]]));
  return {
    rotation,
    headRotation: turn,
    neckHead: foot,
    neckCamera,
    ring: neckRing(neck.vertices.map((v) => fromHead(vertexAt(measures.neutral, v))), 0),
    size: bodySize(measures),
    toCamera: (point) => {
      const p = rotate(rotation, point);
      return [p[0] + neckCamera[0], p[1] + neckCamera[1], p[2] + neckCamera[2]];
    },
    fromHead,
    toHead: (point) => {
      const p = rotateBack(turn, rotate(rotation, point));
      return [p[0] + foot[0], p[1] + foot[1], p[2] + foot[2]];
    },
  };
}

/**
 * Lets what hangs from the head (long hair, a scarf) follow the shoulders below the chin instead of turning stiffly with the head: points are
 * blended towards the place they have when the head is straight. `positions`, 3 a vertex, cm, head frame, are changed in place;
 * directions given in `also` (unit, 3 a vertex) turn with them.
 */
export function hangFromHead(torso: Torso, positions: Float32Array, fromY: number, toY: number, also: readonly Float32Array[] = []): void {
  const { neckHead, rotation, headRotation: turn } = torso;
  for (let i = 0; i < positions.length; i += 3) {
    const weight = smoothStep(fromY, toY, positions[i + 1]!);
    if (weight === 0) continue;
    const offset: Vec3 = [positions[i]! - neckHead[0], positions[i + 1]! - neckHead[1], positions[i + 2]! - neckHead[2]];
    const straight = rotateBack(turn, rotate(rotation, offset));
    for (let axis = 0; axis < 3; axis++) positions[i + axis] = neckHead[axis]! + offset[axis]! + weight * (straight[axis]! - offset[axis]!);
    for (const directions of also) {
      const d: Vec3 = [directions[i]!, directions[i + 1]!, directions[i + 2]!];
      const turned = rotateBack(turn, rotate(rotation, d));
      let length = 0;
      for (let axis = 0; axis < 3; axis++) {
        directions[i + axis] = d[axis]! + weight * (turned[axis]! - d[axis]!);
        length += directions[i + axis]! ** 2;
      }
      length = Math.sqrt(length) + 1e-9;
      for (let axis = 0; axis < 3; axis++) directions[i + axis] = directions[i + axis]! / length;
    }
  }
}

/** Pushes head-frame vertices (3 a vertex, cm, in place) out of the turned neck, which moves stiffly with the head, where it rises from the collar. */
export function clearOfNeck(torso: Torso, positions: Float32Array, clearanceCm: number): void {
  for (let i = 0; i < positions.length; i += 3) {
    const [x, y, z] = torso.fromHead([positions[i]!, positions[i + 1]!, positions[i + 2]!]);
    if (y < -2 || y > 5) continue;
    const radius = Math.hypot(x, z), least = torso.ring.radius(Math.atan2(x, z), y) + clearanceCm;
    if (radius >= least || radius < 1e-6) continue;
    positions.set(torso.toHead([(x * least) / radius, y, (z * least) / radius]), i);
  }
}
