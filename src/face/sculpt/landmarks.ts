import type { Outline, OutlineName } from '../model/types';
import { LID } from './eyelids';
import { LIP } from './lips';
import type { RingPlace, Sculpture } from './mesh';
import type { Vec2 } from './vector';

type RingName = RingPlace['of'];

/** The vertex of the head's grid whose canonical coordinates lie nearest. */
function nearest(sculpture: Sculpture, [x, y]: Vec2): number {
  let best = -1;
  let least = Infinity;
  sculpture.sites.forEach((site, v) => {
    if (site.group !== 'head' || site.ring) return;
    const d = Math.hypot(site.canonical[0] - x, site.canonical[1] - y);
    if (d < least) [least, best] = [d, v];
  });
  return best;
}

/** The vertex of a ring nearest to a canonical x on one half. */
function onRing(sculpture: Sculpture, of: RingName, index: number, half: 1 | -1, x: number): number {
  let best = -1;
  let least = Infinity;
  sculpture.sites.forEach((site, v) => {
    const ring = site.ring;
    if (ring?.of !== of || ring.index !== index || (ring.half !== half && ring.half !== 0)) return;
    const d = Math.abs(site.canonical[0] - x);
    if (d < least) [least, best] = [d, v];
  });
  return best;
}

/** A whole ring in order: upper half from the inner (mouth: right) corner, back along the lower half. */
export function ringVertices(sculpture: Sculpture, of: RingName, index: number): number[] {
  const all = sculpture.sites.map((site, v) => ({ ring: site.ring, v })).filter(({ ring }) => ring?.of === of && ring.index === index) as { ring: RingPlace; v: number }[];
  const upper = all.filter(({ ring }) => ring.half >= 0).sort((a, b) => a.ring.along - b.ring.along);
  const lower = all.filter(({ ring }) => ring.half < 0).sort((a, b) => b.ring.along - a.ring.along);
  return [...upper, ...lower].map(({ v }) => v);
}

/** Silhouette of the face seen from the front, subject's left side from the ear to the chin: heights in cm. */
const JAW_HEIGHTS = [-0.3, -2.1, -3.9, -5.6, -7.2, -8.6, -9.7, -10.5];

function silhouette(sculpture: Sculpture, y: number, sign: 1 | -1): number {
  let best = -1;
  let most = -Infinity;
  sculpture.sites.forEach((site, v) => {
    if (site.group !== 'head' || site.ring) return;
    const [px, py, pz] = site.position;
    const score = sign * px - 4 * Math.abs(py - y) - (pz < -5.5 ? 0.6 * (-5.5 - pz) : 0);
    if (site.canonical[1] > -11.6 && score > most) [most, best] = [score, v];
  });
  return best;
}

const BROW: readonly Vec2[] = [[5.15, 1.55], [4.4, 2.1], [3.5, 2.35], [2.5, 2.2], [1.45, 1.8]];
const mirrored = (points: readonly Vec2[]): Vec2[] => points.map(([x, y]) => [-x, y] as const);

/** The 68 points in iBUG order. */
export function landmarks68(sculpture: Sculpture): number[] {
  const at = (points: readonly Vec2[]): number[] => points.map((p) => nearest(sculpture, p));
  const jawRight = JAW_HEIGHTS.map((y) => silhouette(sculpture, y, -1));
  const jawLeft = JAW_HEIGHTS.map((y) => silhouette(sculpture, y, 1)).reverse();
  const eye = (of: 'eyeLeft' | 'eyeRight', half: 1 | -1, x: number): number => onRing(sculpture, of, LID.margin, half, x);
  const border = (half: 1 | -1, xs: readonly number[]): number[] => xs.map((x) => onRing(sculpture, 'mouth', LIP.border, half, x));
  const contact = (half: 1 | -1, xs: readonly number[]): number[] => xs.map((x) => onRing(sculpture, 'mouth', LIP.contact, half, x));
  return [
    ...jawRight, nearest(sculpture, [0, -10.9]), ...jawLeft,
    ...at(mirrored(BROW)), ...at([...BROW].reverse()),
    ...at([[0, 0.1], [0, -1.4], [0, -2.75], [0, -4.0]]),
    ...at([[-1.28, -5.1], [-0.64, -5.1], [0, -5.3], [0.64, -5.1], [1.28, -5.1]]),
    eye('eyeRight', 1, -9), eye('eyeRight', 1, -3.75), eye('eyeRight', 1, -2.65), eye('eyeRight', 1, 9), eye('eyeRight', -1, -2.65), eye('eyeRight', -1, -3.75),
    eye('eyeLeft', 1, -9), eye('eyeLeft', 1, 2.65), eye('eyeLeft', 1, 3.75), eye('eyeLeft', 1, 9), eye('eyeLeft', -1, 3.75), eye('eyeLeft', -1, 2.65),
    ...border(1, [-9, -1.45, -0.55, 0, 0.55, 1.45, 9]), ...border(-1, [1.5, 0.7, 0, -0.7, -1.5]),
    ...contact(1, [-9, -0.9, 0, 0.9, 9]), ...contact(-1, [0.9, 0, -0.9]),
  ];
}

/** Eye centres, nose tip and mouth corners, in picture order. */
export function landmarks5(points: readonly number[]): number[][] {
  return [points.slice(36, 42), points.slice(42, 48), [points[30]!], [points[48]!], [points[54]!]];
}

const FOREHEAD: readonly Vec2[] = [[6.2, 3.15], [5.3, 4.6], [4.05, 5.7], [2.3, 6.5], [0, 6.9]];

export function outlines(sculpture: Sculpture, points: readonly number[]): Record<OutlineName, Outline> {
  const closed = (vertices: readonly number[]): Outline => ({ vertices: Uint16Array.from(vertices), closed: true });
  const open = (vertices: readonly number[]): Outline => ({ vertices: Uint16Array.from(vertices), closed: false });
  const forehead = [...FOREHEAD.map((p) => nearest(sculpture, p)), ...mirrored(FOREHEAD).slice(0, -1).reverse().map((p) => nearest(sculpture, p))];
  return {
    faceOval: closed([...points.slice(0, 17), ...forehead]),
    lipsOuter: closed(ringVertices(sculpture, 'mouth', LIP.border)),
    lipsInner: closed(ringVertices(sculpture, 'mouth', LIP.contact)),
    eyeLeft: closed(ringVertices(sculpture, 'eyeLeft', LID.margin)),
    eyeRight: closed(ringVertices(sculpture, 'eyeRight', LID.margin)),
    browLeft: open(points.slice(22, 27)),
    browRight: open(points.slice(17, 22)),
    noseRidge: open(points.slice(27, 31)),
    noseBase: open(points.slice(31, 36)),
  };
}
