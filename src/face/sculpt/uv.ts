import type { MeshGroup } from '../model/types';
import { EAR_SEGMENTS } from './ears';
import { EQUATOR_RING, EYEBALL_RINGS, EYEBALL_SEGMENTS } from './eyeballs';
import type { Sculpture } from './mesh';
import { clamp, spline, type Vec2 } from './vector';

/** Squares and strips of the texture: middle and half-size, 0..1, v down. The head fills a disc, the rest stands beside and below it. */
const HEAD = { middle: [0.42, 0.42] as Vec2, radius: 0.415 };
const SMALL: Readonly<Record<Exclude<MeshGroup, 'head' | 'mouthCavity'>, { readonly middle: Vec2; readonly half: Vec2 }>> = {
  eyeLeft: { middle: [0.92, 0.08], half: [0.075, 0.075] },
  eyeRight: { middle: [0.92, 0.24], half: [0.075, 0.075] },
  earLeft: { middle: [0.92, 0.42], half: [0.075, 0.095] },
  earRight: { middle: [0.92, 0.62], half: [0.075, 0.095] },
  tongue: { middle: [0.92, 0.85], half: [0.075, 0.12] },
  teethUpper: { middle: [0.42, 0.885], half: [0.41, 0.04] },
  teethLower: { middle: [0.42, 0.97], half: [0.41, 0.025] },
};

const LATITUDE: readonly Vec2[] = [[-18.6, -66], [-11, -40], [-4, -12], [0, 4], [3, 16], [8.4, 48], [12, 68], [16.8, 90]];
/** Direction that lands in the middle of the disc: high on the forehead, so that collar and nape form the rim. */
const POLE_TILT = (40 * Math.PI) / 180;

/**
 * Lays the head flat without a seam: its layout coordinates become directions of a sphere, which Lambert's equal-area projection spreads
 * over a disc whose rim is the collar.
 */
export function flattenHead([x, y]: Vec2): Vec2 {
  const longitude = clamp(x / 23.3, -1, 1) * Math.PI;
  const latitude = (spline(LATITUDE, y) * Math.PI) / 180;
  const dx = Math.sin(longitude) * Math.cos(latitude);
  const dy = Math.sin(latitude);
  const dz = Math.cos(longitude) * Math.cos(latitude);
  const py = dy * Math.cos(POLE_TILT) - dz * Math.sin(POLE_TILT);
  const pz = dy * Math.sin(POLE_TILT) + dz * Math.cos(POLE_TILT);
  const stretch = Math.sqrt(2 / (1 + Math.max(-0.999, pz))) / 2;
  return [HEAD.middle[0] + HEAD.radius * dx * stretch * 1.02, HEAD.middle[1] - HEAD.radius * py * stretch * 1.02];
}

/** Rings around a pole laid out as circles (eyeballs by angle from the axis, ears and tongue by ring). */
const circle = (radius: number, turn: number): Vec2 => [radius * Math.cos(turn), -radius * Math.sin(turn)];

function localUv(group: MeshGroup, index: number, count: number): Vec2 {
  if (group === 'eyeLeft' || group === 'eyeRight') {
    if (index === 0) return [0, 0];
    const ring = Math.floor((index - 1) / EYEBALL_SEGMENTS);
    const segment = (index - 1) % EYEBALL_SEGMENTS;
    const turn = (2 * Math.PI * (group === 'eyeLeft' ? EYEBALL_SEGMENTS - 1 - segment : segment)) / EYEBALL_SEGMENTS;
    return circle((EYEBALL_RINGS[ring]! / Math.PI) * (ring <= EQUATOR_RING ? 1.25 : 1) + (ring > EQUATOR_RING ? 0.125 : 0), group === 'eyeLeft' ? turn : Math.PI - turn);
  }
  if (group === 'earLeft' || group === 'earRight') {
    if (index === 0) return [0, 0];
    const ring = Math.floor((index - 1) / EAR_SEGMENTS);
    const turn = (2 * Math.PI * ((index - 1) % EAR_SEGMENTS)) / EAR_SEGMENTS;
    return circle((ring + 1) / 14, group === 'earLeft' ? turn : Math.PI - turn);
  }
  if (group === 'tongue') {
    if (index === 0) return [0, 0];
    return circle((Math.floor((index - 1) / 12) + 1) / 8.5, (2 * Math.PI * ((index - 1) % 12)) / 12);
  }
  const columns = count / 8;
  return [(2 * (index % columns)) / (columns - 1) - 1, (2 * Math.floor(index / columns)) / 7 - 1];
}

/** Texture coordinates of every vertex, 2 a vertex. */
export function layTexture(sculpture: Sculpture): Float32Array {
  const { sites } = sculpture;
  const uv = new Float32Array(sites.length * 2);
  const counts = new Map<MeshGroup, number>();
  for (const site of sites) counts.set(site.group, (counts.get(site.group) ?? 0) + 1);
  const seen = new Map<MeshGroup, number>();
  sites.forEach((site, v) => {
    const index = seen.get(site.group) ?? 0;
    seen.set(site.group, index + 1);
    if (site.group === 'head' || site.group === 'mouthCavity') {
      uv.set(flattenHead(site.flat ?? site.canonical), 2 * v);
      return;
    }
    const { middle, half } = SMALL[site.group];
    const [x, y] = localUv(site.group, index, counts.get(site.group)!);
    uv.set([middle[0] + half[0] * x, middle[1] + half[1] * y], 2 * v);
  });
  return uv;
}
