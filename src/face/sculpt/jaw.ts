import { JAW_JOINT } from './anatomy';
import type { Spot } from './spot';
import { mix, smoothstep, type Vec3 } from './vector';

/** Line from the jaw joint to the corner of the mouth, in (z, y); points below it follow the jaw. */
const CORNER = { y: -7.05, z: 1.6 };
const SPAN = Math.hypot(CORNER.z - JAW_JOINT.z, CORNER.y - JAW_JOINT.y);
const DOWN = { z: (CORNER.y - JAW_JOINT.y) / SPAN, y: -(CORNER.z - JAW_JOINT.z) / SPAN };

/** How the corner of the mouth follows the jaw. */
const AT_CORNER = 0.4;

function lipWeight(s: Spot): number {
  const inwards = Math.min(s.ring!.along, 1 - s.ring!.along) * 2;
  const round = Math.sqrt(1 - (1 - Math.min(1, inwards / 0.8)) ** 2);
  return s.ring!.half > 0 ? AT_CORNER * (1 - round) : mix(AT_CORNER, 1, round);
}

function skinWeight(s: Spot): number {
  const below = (s.z - JAW_JOINT.z) * DOWN.z + (s.y - JAW_JOINT.y) * DOWN.y;
  const general = smoothstep(-1.25, 1.7, below);
  const underLip = smoothstep(-7.3, -8.0, s.cy) * (1 - smoothstep(1.2, 3.4, s.cx));
  const collar = 1 - smoothstep(-10.9, -15.6, s.cy);
  const behind = smoothstep(-9.2, -6.2, s.z);
  return Math.max(general, underLip) * collar * behind;
}

/** Share of the jaw's rotation that a vertex takes: 0 skull .. 1 jaw bone. */
export function jawWeight(s: Spot): number {
  if (s.group === 'teethLower' || s.group === 'tongue') return 1;
  if (s.group !== 'head' && s.group !== 'mouthCavity') return 0;
  if (s.ring?.of !== 'mouth') return s.ring ? 0 : skinWeight(s);
  const own = lipWeight(s);
  if (s.ring.index === 1) return mix(skinWeight(s), own, 0.5);
  if (s.ring.index === 2) return mix(skinWeight(s), own, 0.85);
  return s.ring.index > 12 ? own * 0.7 : own;
}

/** Displacement when the jaw opens by an angle, weighted. */
export function openJaw(s: Spot, degrees: number): Vec3 {
  const angle = (degrees * Math.PI * jawWeight(s)) / 180;
  const y = s.y - JAW_JOINT.y;
  const z = s.z - JAW_JOINT.z;
  const [c, sn] = [Math.cos(angle), Math.sin(angle)];
  return [0, y * c - z * sn - y, y * sn + z * c - z];
}
