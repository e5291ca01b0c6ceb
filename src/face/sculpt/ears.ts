import { addSite, bridgeRings, capRing, type Sculpture } from './mesh';
import { bell, mix, smoothstep, spline, type Vec2, type Vec3 } from './vector';

export const EAR_SEGMENTS = 32;
/** Where the ear sits: middle of its root, its slant and how far it stands off. */
export const EAR = { root: [6.95, -1.45, -7.7] as Vec3, slantDeg: 12, standOffDeg: 26 } as const;

/** Size against the rim distances below. */
const SIZE = 0.94;

/** Distance of the rim from the concha's middle over the turn, degrees from the front over the top, cm. */
const RIM: readonly Vec2[] = [[0, 1.25], [40, 1.75], [70, 2.65], [95, 3.0], [125, 2.85], [160, 2.2], [195, 1.85], [230, 1.95], [250, 2.3], [270, 2.56], [290, 2.42], [325, 1.6], [360, 1.25]];
const RINGS = [0.22, 0.42, 0.55, 0.64, 0.74, 0.84, 0.92, 0.98, 1] as const;
const BACK_RINGS = [{ share: 0.99, depth: 0.16 }, { share: 0.88, depth: 0.28 }, { share: 0.72, depth: 0.48 }, { share: 0.57, depth: 0.9 }, { share: 0.52, depth: 1.9 }] as const;

/** Height of the ear's front over its plane at a share of the rim distance; the turn is in degrees. */
function relief(share: number, turn: number): number {
  const back = smoothstep(25, 75, turn) * (1 - smoothstep(235, 262, turn));
  const helix = smoothstep(10, 45, turn) * (1 - smoothstep(225, 262, turn));
  const lobe = smoothstep(250, 266, turn) * (1 - smoothstep(290, 315, turn));
  const concha = -0.56 * (1 - smoothstep(0.34, 0.62, share));
  const antihelix = 0.22 * bell(Math.abs(share - 0.63) / 0.17) * back;
  const scapha = -0.17 * bell(Math.abs(share - 0.8) / 0.14) * back;
  const rim = 0.24 * bell(Math.abs(share - 0.95) / 0.14) * helix;
  const tragus = 0.3 * bell(Math.abs(share - 0.68) / 0.4) * (bell((turn - 350) / 52) + bell((turn + 10) / 52));
  const soft = 0.1 * lobe * bell(Math.abs(share - 0.75) / 0.4);
  return concha + antihelix + scapha + rim + tragus + soft;
}

/** One ear as an open shell whose last ring lies inside the head. */
export function sculptEar(into: Sculpture, side: 1 | -1): void {
  const group = side > 0 ? 'earLeft' : 'earRight';
  const slant = (EAR.slantDeg * Math.PI) / 180;
  const off = (EAR.standOffDeg * Math.PI) / 180;
  const place = (turn: number, distance: number, height: number): Vec3 => {
    const angle = (turn * Math.PI) / 180;
    const reach = distance * SIZE;
    const forward = Math.cos(angle) * reach * 0.92;
    const up = Math.sin(angle) * reach;
    const f = forward * Math.cos(slant) - up * Math.sin(slant);
    const u = forward * Math.sin(slant) + up * Math.cos(slant);
    const outFromPlane = height + 0.36;
    const x = EAR.root[0] + outFromPlane * Math.cos(off) + (0.9 - f) * Math.sin(off);
    const z = EAR.root[2] + f * Math.cos(off) + outFromPlane * Math.sin(off);
    return [side * x, EAR.root[1] + u, z];
  };
  const site = (position: Vec3): number => addSite(into, { position, canonical: [side * 10, position[1]], group, slide: 0 });
  const turns = Array.from({ length: EAR_SEGMENTS }, (_, k) => (360 * k) / EAR_SEGMENTS);
  const ring = (share: number, height: (turn: number) => number): number[] => {
    const made = turns.map((turn) => site(place(turn, spline(RIM, turn) * share, height(turn))));
    return side > 0 ? made : made.reverse();
  };
  const centre = site(place(0, 0, relief(0, 0)));
  const rings = RINGS.map((share) => ring(share, (turn) => relief(share, turn) - 0.12 * smoothstep(0.97, 1, share)));
  for (const { share, depth } of BACK_RINGS) rings.push(ring(share, (turn) => mix(relief(0.95, turn), 0, 0.6) - depth));
  capRing(into, rings[0]!, centre);
  for (let r = 1; r < rings.length; r += 1) bridgeRings(into, rings[r]!, rings[r - 1]!);
}
