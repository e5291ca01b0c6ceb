import { createRandom, mixSeeds } from '../random';
import type { PosedHead, PropMesh } from '../render/types';
import type { Rgb } from '../scene/types';
import type { HeadMeasures } from './measure';
import { MeshBuilder } from './mesh-builder';
import type { ScalpField } from './scalp';
import { add, clamp, mix, normalise, scale, smoothStep, type Vec3 } from './vector';

/** The plane in which a hat's band lies, and the hair's share of the room inside. */
export interface HatBand {
  /** Height of the band over a place x, z, cm. */
  planeY(z: number): number;
  /** Elevation at which the band meets the scalp, by azimuth. */
  elevation(azimuth: number): number;
  /** How far hair may stand off the scalp at a point, cm: flat under the hat, free below it. */
  roomCm(y: number, z: number): number;
}

/** The band of a hat on this head, or undefined for heads without a hat and for the headscarf, which hides all hair. */
export function hatBand(style: PosedHead['scene']['headwear']['style'], field: ScalpField, measures: HeadMeasures): HatBand | undefined {
  if (style === 'none' || style === 'headscarf') return undefined;
  const third = measures.browY - measures.noseBaseY;
  const frontY = measures.browY + third * (style === 'beanie' ? 0.42 : style === 'cap' ? 0.5 : 0.56);
  const earTop = Math.max(measures.ears.left.top, measures.ears.right.top);
  const front = field.point(0, field.elevationAtY(0, frontY), 0);
  const earZ = 0.5 * (measures.ears.left.front + measures.ears.left.back);
  const earY = earTop + (style === 'beanie' ? 0.15 : 0.5);
  const slope = clamp((frontY - earY) / Math.max(3, front[2] - earZ), 0.1, 0.5);
  const planeY = (z: number): number => frontY + slope * (z - front[2]);
  const elevation = (azimuth: number): number => {
    let found = 0.3;
    for (let pass = 0; pass < 4; pass++) found = field.elevationAtY(azimuth, planeY(field.point(azimuth, found, 0)[2]));
    return found;
  };
  return { planeY, elevation, roomCm: (y, z) => 0.3 + Math.max(0, planeY(z) - y) * 0.9 };
}

/** Presses hair flat under a hat: vertices are pulled towards the scalp, in place on copies of the positions. */
export function flattenUnder(band: HatBand, field: ScalpField, props: readonly PropMesh[]): PropMesh[] {
  const [cx, cy, cz] = field.centre;
  return props.map((prop) => {
    const positions = Float32Array.from(prop.positions);
    for (let i = 0; i < positions.length; i += 3) {
      const x = positions[i]!, y = positions[i + 1]!, z = positions[i + 2]!;
      const height = field.height(x, y, z);
      const room = band.roomCm(y, z);
      if (height <= room) continue;
      const distance = Math.hypot(x - cx, y - cy, z - cz);
      const factor = (distance - height + room * (1 - 0.3 / (1 + height))) / distance;
      positions[i] = cx + (x - cx) * factor;
      positions[i + 1] = cy + (y - cy) * factor;
      positions[i + 2] = cz + (z - cz) * factor;
    }
    return { ...prop, positions };
  });
}

const COLUMNS = { thumbnail: 40, full: 96 };

/** A hat of the scene's style, on the skull. */
export function buildHat(head: PosedHead, band: HatBand, field: ScalpField, measures: HeadMeasures, detail: 'thumbnail' | 'full'): PropMesh[] {
  const { style, colour } = head.scene.headwear;
  const random = createRandom(mixSeeds(head.scene.identity.hair.seed, 97));
  const columns = COLUMNS[detail];
  const rings = Float32Array.from({ length: columns }, (_, column) => band.elevation((column / columns) * 2 * Math.PI));
  const edge = (v: number): number => rings[Math.round(v * columns) % columns]!;
  const mesh = new MeshBuilder();
  if (style === 'beanie') beanie(mesh, field, edge, columns, colour, random.range(0, 2.2), detail);
  else if (style === 'cap') cap(mesh, field, edge, columns, colour, detail);
  else brimHat(mesh, field, measures, edge, band, columns, colour, random.range(4.2, 7), random.range(0.4, 1));
  return [mesh.toProp({ part: 'hat', material: 'cloth', doubleSided: true })];
}

const darker = (colour: Rgb, factor: number): Rgb => [colour[0] * factor, colour[1] * factor, colour[2] * factor];

function beanie(mesh: MeshBuilder, field: ScalpField, edge: (v: number) => number, columns: number, colour: Rgb, slack: number, detail: HatDetail): void {
  const rows = detail === 'full' ? 44 : 18;
  const cuff = 0.3;
  const at = (u: number, v: number): Vec3 => {
    const azimuth = v * 2 * Math.PI;
    const start = edge(v) - 0.02;
    const rib = 0.05 * Math.cos(v * 2 * Math.PI * 32);
    if (u < 0.02) return field.point(azimuth, start, 0.12);
    const elevation = mix(start, Math.PI / 2, u);
    const crown = smoothStep(0.45, 1, u);
    const roll = u < cuff ? 0.78 + 0.16 * Math.sin((Math.PI * u) / cuff) : mix(0.62, 0.75, crown);
    const p = field.point(azimuth, elevation, roll + rib * (1 - crown) + 0.06 * crown * Math.cos(v * 2 * Math.PI * 7 + 5 * u));
    const lean = slack * crown * crown;
    return [p[0], p[1] + lean * 0.4, p[2] - lean * 0.6];
  };
  mesh.grid(rows, columns, true, (u, v) => at(u, 1 - v), (u, v) => darker(colour, (u < cuff ? 1 : 0.92) * (Math.abs(u - cuff) < 0.03 ? 0.6 : 1) * (0.94 + 0.06 * Math.cos(v * 2 * Math.PI * 32))));
}

type HatDetail = 'thumbnail' | 'full';

function cap(mesh: MeshBuilder, field: ScalpField, edge: (v: number) => number, columns: number, colour: Rgb, detail: HatDetail): void {
  const rows = detail === 'full' ? 30 : 14;
  const seam = (v: number): number => Math.abs(((v * 6 + 0.5) % 1) - 0.5) * 2;
  mesh.grid(rows, columns, true, (u, v0) => {
    const v = 1 - v0;
    const azimuth = v * 2 * Math.PI;
    const elevation = mix(edge(v), Math.PI / 2, u);
    const front = smoothStep(1.1, 0.3, Math.min(azimuth, 2 * Math.PI - azimuth));
    const lift = (u < 0.01 ? 0.1 : 0.5) + 0.75 * front * Math.sin(Math.PI * Math.min(1, u * 1.15)) + 0.35 * Math.sin(Math.PI * u) - 0.05 * smoothStep(0.12, 0, seam(v)) * smoothStep(0, 0.2, u);
    return field.point(azimuth, elevation, lift);
  }, (u, v) => darker(colour, (seam(1 - v) < 0.1 ? 0.8 : 1) * (u < 0.08 ? 0.85 : 1)));
  // The button on top and the visor.
  const top = field.point(0, Math.PI / 2, 0.62);
  mesh.grid(4, 10, true, (u, v) => {
    const a = -v * 2 * Math.PI;
    return [top[0] + 0.6 * Math.cos(a) * (1 - u * u), top[1] + 0.32 * u - 0.1, top[2] + 0.6 * Math.sin(a) * (1 - u * u)];
  }, () => darker(colour, 0.85));
  const half = 1.02;
  const centre = field.point(0, edge(0), 0.5);
  for (const under of [false, true]) {
    mesh.grid(9, 25, false, (u, v0) => {
      const v = under ? 1 - v0 : v0;
      const w = (v * 2 - 1) * half;
      const azimuth = w;
      const base = field.point(azimuth, edge(((w / (2 * Math.PI)) + 1) % 1), 0.45);
      const reach = 6.8 * Math.sqrt(Math.max(0, 1 - Math.abs(w / half) ** 2.6)) * u;
      const across = w / half;
      return [base[0] * (1 + 0.03 * u), base[1] - 0.22 * reach - 0.75 * u * across * across + (under ? -0.14 : 0.06), mix(base[2], base[2] * 0.4 + centre[2] * 0.6, u) + reach];
    }, (u) => darker(colour, under ? 0.55 : u > 0.9 ? 0.8 : 0.95));
  }
}

function brimHat(
  mesh: MeshBuilder, field: ScalpField, measures: HeadMeasures, edge: (v: number) => number, band: HatBand, columns: number, colour: Rgb, brimCm: number, curl: number,
): void {
  const axisZ = field.centre[2] + 0.2;
  const topY = measures.crownY + 1;
  // The crown is as wide as the skull is above the band: the back of the head bulges out over it.
  const widest = Array.from({ length: columns }, (_, column): Vec3 => {
    const azimuth = (column / columns) * 2 * Math.PI;
    const start = edge(column / columns);
    const foot = field.point(azimuth, start, 0.5);
    let reach = 0;
    for (let k = 0; k <= 6; k++) {
      const p = field.point(azimuth, start + 0.13 * k, 0.55);
      reach = Math.max(reach, Math.hypot(p[0], p[2] - field.centre[2]));
    }
    return [reach * Math.sin(azimuth), foot[1], field.centre[2] + reach * Math.cos(azimuth)];
  });
  const base = (v: number): Vec3 => widest[Math.round(v * columns) % columns]!;
  const ribbon = darker(colour, 0.35);
  mesh.grid(18, columns, true, (u, v0) => {
    const v = 1 - v0;
    const b = base(v);
    const side = Math.min(1, u / 0.62);
    const inward = u < 0.62 ? 1 - 0.1 * side * side : mix(0.9, 0, ((u - 0.62) / 0.38) ** 1.1);
    const pinch = 1 - 0.16 * smoothStep(0.25, 0.62, u) * Math.max(0, Math.cos(v * 2 * Math.PI)) ;
    const x = b[0] * inward * (1 - 0.12 * smoothStep(0.3, 0.6, u) * Math.max(0, Math.cos(v * 2 * Math.PI)));
    const z = axisZ + (b[2] - axisZ) * inward * pinch;
    const dent = u > 0.62 ? -1.1 * smoothStep(0.62, 0.95, u) * Math.exp(-((x / 2.2) ** 2)) : 0;
    const rim = u > 0.5 && u < 0.75 ? 0.25 * Math.sin(((u - 0.5) / 0.25) * Math.PI) : 0;
    return [x, mix(b[1], topY + 0.12 * (z - axisZ), smoothStep(0, 1, Math.min(1, side * 0.98 + 0.02)) * 0.5 + side * 0.5) + dent + rim, z];
  }, (u) => (u < 0.17 ? ribbon : darker(colour, 0.98)));
  for (const under of [false, true]) {
    mesh.grid(8, columns, true, (u, v0) => {
      const v = under ? v0 : 1 - v0;
      const a = v * 2 * Math.PI;
      const b = base(v);
      const out = normalise([b[0], 0, b[2] - axisZ]);
      const sides = Math.abs(Math.sin(a)) ** 2;
      const lift = curl * 1.6 * sides * u * u - 0.5 * u * (1 - sides);
      const p = add(b, scale(out, brimCm * u * (0.9 + 0.1 * Math.cos(a))));
      return [p[0], band.planeY(axisZ) + (b[1] - band.planeY(axisZ)) * mix(1, 1.15, u) + lift + (under ? -0.1 : 0.08), p[2]];
    }, (u) => darker(colour, under ? 0.6 : u > 0.93 ? 0.8 : 0.95));
  }
}
