import type { Geometry } from './geometry';
import { clearVisibility, rasterise, type DrawOptions, type ScreenVertices, type VisibilityBuffer } from './raster';

const FRONT: DrawOptions = { faces: 'front', alpha: undefined };
const BOTH: DrawOptions = { faces: 'both', alpha: undefined };

/** Depth seen from a distant light, over a square around the head. */
export interface ShadowMap {
  readonly size: number;
  readonly buffer: VisibilityBuffer;
  readonly vertices: { x: Float32Array; y: Float32Array; nearness: Float32Array };
  /** Camera frame to map: x' = u·p·texelsPerCm + offsetX, y' likewise with v, nearness = d·p (cm towards the light). */
  readonly u: Float64Array;
  readonly v: Float64Array;
  readonly d: Float64Array;
  texelsPerCm: number;
  offsetX: number;
  offsetY: number;
}

export function createShadowMap(size: number): ShadowMap {
  const empty = (): Float32Array => new Float32Array(0);
  return {
    size,
    buffer: { width: size, height: size, nearness: new Float32Array(size * size), triangle: null },
    vertices: { x: empty(), y: empty(), nearness: empty() },
    u: new Float64Array(3), v: new Float64Array(3), d: new Float64Array(3), texelsPerCm: 1, offsetX: 0, offsetY: 0,
  };
}

/**
 * Draws every surface but glass as seen from `direction` (unit, towards the light). The square has this centre (camera frame) and
 * half-width, cm. Of the head, which is closed, only what faces the light is drawn: the rest lies behind it. `coarse` draws hair as the
 * points of its vertices, which is enough, and several times faster, where texels are about as wide as the strands lie apart.
 */
export function drawShadowMap(
  map: ShadowMap, geometry: Geometry, direction: readonly [number, number, number], centre: readonly [number, number, number], halfCm: number, coarse: boolean,
): void {
  const { u, v, d, size } = map;
  const [dx, dy, dz] = direction;
  d[0] = dx; d[1] = dy; d[2] = dz;
  // Any frame around the direction will do; the reference axis is the one the direction has least of.
  const ax = Math.abs(dy) > 0.9 ? 1 : 0, ay = 1 - ax;
  const ux = ay * dz, uy = -ax * dz, uz = ax * dy - ay * dx;
  const length = Math.hypot(ux, uy, uz);
  u[0] = ux / length; u[1] = uy / length; u[2] = uz / length;
  // v points down, as rows of a picture do, so that the rasteriser knows front from back.
  v[0] = dz * u[1]! - dy * u[2]!; v[1] = dx * u[2]! - dz * u[0]!; v[2] = dy * u[0]! - dx * u[1]!;
  const scale = size / (2 * halfCm);
  map.texelsPerCm = scale;
  map.offsetX = size / 2 - scale * (u[0]! * centre[0] + u[1]! * centre[1] + u[2]! * centre[2]);
  map.offsetY = size / 2 - scale * (v[0]! * centre[0] + v[1]! * centre[1] + v[2]! * centre[2]);

  projectOnto(map, geometry);
  clearVisibility(map.buffer);
  const screen: ScreenVertices = map.vertices;
  for (const surface of geometry.surfaces) {
    if (surface.kind === 'glass') continue;
    if (coarse && surface.kind === 'hair') splat(map, surface.firstVertex, surface.endVertex);
    else rasterise(map.buffer, screen, geometry.index, surface.firstTriangle, surface.endTriangle, surface.kind === 'head' ? FRONT : BOTH);
  }
}

/** Where every vertex falls on the map. */
function projectOnto(map: ShadowMap, geometry: Geometry): void {
  const count = geometry.vertexCount;
  if (map.vertices.x.length < count) {
    const capacity = Math.ceil(count * 1.3);
    map.vertices.x = new Float32Array(capacity);
    map.vertices.y = new Float32Array(capacity);
    map.vertices.nearness = new Float32Array(capacity);
  }
  const { x, y, nearness } = map.vertices;
  const p = geometry.positions;
  const { u, v, d, texelsPerCm: scale } = map;
  const d0 = d[0]!, d1 = d[1]!, d2 = d[2]!;
  const u0 = u[0]! * scale, u1 = u[1]! * scale, u2 = u[2]! * scale, v0 = v[0]! * scale, v1 = v[1]! * scale, v2 = v[2]! * scale;
  const offsetX = map.offsetX, offsetY = map.offsetY;
  for (let i = 0, o = 0; i < count; i++, o += 3) {
    const px = p[o]!, py = p[o + 1]!, pz = p[o + 2]!;
    x[i] = u0 * px + u1 * py + u2 * pz + offsetX;
    y[i] = v0 * px + v1 * py + v2 * pz + offsetY;
    nearness[i] = d0 * px + d1 * py + d2 * pz;
  }
}

function splat(map: ShadowMap, first: number, end: number): void {
  const { x, y, nearness } = map.vertices;
  const depth = map.buffer.nearness, size = map.size;
  for (let i = first; i < end; i++) {
    const ix = x[i]! | 0, iy = y[i]! | 0;
    if (ix < 0 || iy < 0 || ix >= size || iy >= size) continue;
    const at = iy * size + ix;
    if (nearness[i]! > depth[at]!) depth[at] = nearness[i]!;
  }
}

/** Share of four neighbouring texels that do not hide a point at this nearness, blended bilinearly; outside the map: 1. */
function compareBilinear(map: ShadowMap, x: number, y: number, nearness: number): number {
  const fx = x - 0.5, fy = y - 0.5;
  const ix = Math.floor(fx), iy = Math.floor(fy);
  const size = map.size;
  if (ix < 0 || iy < 0 || ix >= size - 1 || iy >= size - 1) return 1;
  const at = iy * size + ix;
  const depth = map.buffer.nearness;
  const a = depth[at]! <= nearness ? 1 : 0, b = depth[at + 1]! <= nearness ? 1 : 0;
  const c = depth[at + size]! <= nearness ? 1 : 0, e = depth[at + size + 1]! <= nearness ? 1 : 0;
  const tx = fx - ix, ty = fy - iy;
  const top = a + (b - a) * tx, bottom = c + (e - c) * tx;
  return top + (bottom - top) * ty;
}

const TAPS = 12;
/** A Vogel spiral on the unit disc: even, without grid. */
const DISC = Float64Array.from({ length: 2 * TAPS }, (_, i) => {
  const tap = i >> 1, radius = Math.sqrt((tap + 0.5) / TAPS), angle = tap * 2.399963229728653;
  return radius * (i & 1 ? Math.sin(angle) : Math.cos(angle));
});

/**
 * Visible share of a light of angular half-width `spread` (tangent) at a camera-frame point, 0..1: percentage-closer soft shadows
 * (Fernando 2005): a search for blockers sets the filter's width, so shadows are sharp at contact and soft farther off.
 */
export function softShadow(map: ShadowMap, px: number, py: number, pz: number, spread: number, biasCm: number): number {
  const { u, v, d, size, texelsPerCm } = map;
  const x = (u[0]! * px + u[1]! * py + u[2]! * pz) * texelsPerCm + map.offsetX;
  const y = (v[0]! * px + v[1]! * py + v[2]! * pz) * texelsPerCm + map.offsetY;
  const nearness = d[0]! * px + d[1]! * py + d[2]! * pz + biasCm;
  const search = Math.min(14, Math.max(1.5, spread * 7 * texelsPerCm));
  const depth = map.buffer.nearness;
  let blockers = 0, sum = 0;
  for (let tap = 0; tap < 2 * TAPS; tap += 2) {
    const ix = (x + DISC[tap]! * search) | 0, iy = (y + DISC[tap + 1]! * search) | 0;
    if (ix < 0 || iy < 0 || ix >= size || iy >= size) continue;
    const blocker = depth[iy * size + ix]!;
    if (blocker > nearness) {
      blockers++;
      sum += blocker - nearness;
    }
  }
  if (blockers === 0) return 1;
  // Never sharper than a millimetre: gaps between strands would be cast as dots.
  const radius = Math.min(14, Math.max(1.2, 0.11 * texelsPerCm, (sum / blockers) * spread * texelsPerCm));
  let lit = 0;
  for (let tap = 0; tap < 2 * TAPS; tap += 2) lit += compareBilinear(map, x + DISC[tap]! * radius, y + DISC[tap + 1]! * radius, nearness);
  return lit / TAPS;
}

/** Light that is left after passing this much of a half-transparent body (hair): exp(−density·thickness), averaged over a few texels. */
export function transmittance(map: ShadowMap, px: number, py: number, pz: number, densityPerCm: number, biasCm: number): number {
  const { u, v, d, size, texelsPerCm } = map;
  const x = (u[0]! * px + u[1]! * py + u[2]! * pz) * texelsPerCm + map.offsetX;
  const y = (v[0]! * px + v[1]! * py + v[2]! * pz) * texelsPerCm + map.offsetY;
  const nearness = d[0]! * px + d[1]! * py + d[2]! * pz + biasCm;
  const depth = map.buffer.nearness;
  const radius = Math.max(1.5, 0.45 * texelsPerCm);
  let sum = 0;
  for (let tap = 0; tap < 10; tap += 2) {
    const ix = (x + DISC[tap]! * radius) | 0, iy = (y + DISC[tap + 1]! * radius) | 0;
    if (ix < 0 || iy < 0 || ix >= size || iy >= size) {
      sum += 1;
      continue;
    }
    const thickness = depth[iy * size + ix]! - nearness;
    sum += thickness > 0 ? Math.exp(-densityPerCm * thickness) : 1;
  }
  return sum / 5;
}

/** One bilinear comparison: cheap visibility for a vertex. */
export function vertexShadow(map: ShadowMap, px: number, py: number, pz: number, biasCm: number): number {
  const { u, v, d, texelsPerCm } = map;
  return compareBilinear(
    map,
    (u[0]! * px + u[1]! * py + u[2]! * pz) * texelsPerCm + map.offsetX,
    (v[0]! * px + v[1]! * py + v[2]! * pz) * texelsPerCm + map.offsetY,
    d[0]! * px + d[1]! * py + d[2]! * pz + biasCm,
  );
}
