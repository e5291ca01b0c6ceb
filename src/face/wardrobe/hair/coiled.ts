import { createRandom, mixSeeds } from '../../random';
import { vertexNormals } from '../../model/evaluate';
import { PARTS } from '../../model/types';
import type { PropMesh } from '../../render/types';
import { mix, normalise, perpendicular, cross, smoothStep, type Vec3 } from '../vector';
import type { HairSetting } from './combed';
import { shadeRgb, strandColour } from './hair-colour';
import { RibbonBuffer } from './ribbons';
import { hairlineRoots, scalpRoots } from './roots';

/** How far the mass of tight curls stands off the scalp in a direction, cm: round, fuller on top, thin at the hairline. */
function massHeight(setting: HairSetting, azimuth: number, elevation: number): number {
  const above = elevation - setting.hairline.elevation(azimuth);
  const round = mix(0.72, 1, smoothStep(0, 0.9, elevation));
  return setting.groom.volumeCm * round * smoothStep(-0.06, 0.42, above) ** 0.75;
}

/** The dense inside of an afro: a bumpy sheet that lets no light through. */
function coreSheet(setting: HairSetting): PropMesh {
  const { field, hairline, segments } = setting;
  const columns = segments > 6 ? 144 : 64, rows = segments > 6 ? 48 : 22;
  const random = createRandom(mixSeeds(setting.seed, 67));
  const count = rows * columns;
  const positions = new Float32Array(3 * count), colours = new Float32Array(3 * count), tangents = new Float32Array(3 * count), alpha = new Float32Array(count);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const azimuth = (column / columns) * 2 * Math.PI;
      const start = hairline.elevation(azimuth) - 0.03;
      const elevation = mix(start, Math.PI / 2, row / (rows - 1));
      const bump = row === rows - 1 ? 0 : random.normal();
      const height = Math.max(0.05, 0.82 * massHeight(setting, azimuth, elevation) * (1 + 0.05 * bump));
      const v = row * columns + column;
      positions.set(field.point(azimuth, elevation, height), 3 * v);
      colours.set(shadeRgb(setting.colour, 0.6 * Math.exp(0.25 * bump)), 3 * v);
      const angle = random.range(0, 6.28);
      const out = normalise([Math.cos(elevation) * Math.sin(azimuth), Math.sin(elevation), Math.cos(elevation) * Math.cos(azimuth)]);
      const side = perpendicular(out, [0, 1, 0.01]);
      const up = cross(out, side);
      tangents.set([0, 1, 2].map((axis) => side[axis]! * Math.cos(angle) + up[axis]! * Math.sin(angle)), 3 * v);
      alpha[v] = row === 0 ? 0 : smoothStep(0, 0.1, elevation - start - 0.015);
    }
  }
  const triangles = new Uint32Array(6 * (rows - 1) * columns);
  let at = 0;
  for (let row = 0; row + 1 < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const a = row * columns + column, right = row * columns + ((column + 1) % columns);
      triangles.set([a, right, right + columns, a, right + columns, a + columns], at);
      at += 6;
    }
  }
  return {
    frame: 'head', positions, normals: vertexNormals({ triangles }, positions), triangles, part: PARTS.indexOf('hair'), material: 'hair', colours, tangents, alpha, doubleSided: false,
  };
}

/** Tight curls: small arcs at every angle through the outer part of the mass, sparse beyond it, so the outline is soft. */
export function coiledStrands(setting: HairSetting): { readonly strands: RibbonBuffer; readonly solids: readonly PropMesh[] } {
  const { groom, field, hairline, segments } = setting;
  const random = createRandom(mixSeeds(setting.seed, 17));
  const points = Math.max(5, Math.min(8, segments));
  const path = new Float32Array(3 * points);
  const buffer = new RibbonBuffer(Math.round(setting.strands * 1.3) * points);
  const [cx, cy, cz] = field.centre;
  const draw = (azimuth: number, elevation: number, depth: number, size: number, alpha: number): void => {
    const mass = massHeight(setting, azimuth, elevation);
    const centre: Vec3 = field.point(azimuth, elevation, Math.max(0.12, mass * depth));
    const out = normalise([centre[0] - cx, centre[1] - cy, centre[2] - cz]);
    const side = perpendicular(out, [random.normal(), random.normal(), random.normal()]);
    const up = cross(out, side);
    const radius = size * groom.curlRadiusCm * random.range(0.7, 1.3);
    const sweep = random.range(2.4, 4.8), lean = random.range(-0.5, 1), rise = random.range(-0.3, 0.5);
    for (let k = 0; k < points; k++) {
      const t = k / (points - 1);
      const angle = sweep * (t - 0.5);
      const a = radius * Math.cos(angle), b = radius * Math.sin(angle);
      for (let axis = 0; axis < 3; axis++) path[3 * k + axis] = centre[axis]! + side[axis]! * b + up[axis]! * a * (1 - Math.abs(lean)) + out[axis]! * (a * lean + rise * radius * (t - 0.5));
    }
    const shade = mix(0.55, 1.1, smoothStep(0.78, 1.04, depth));
    buffer.strand(path, points, {
      widthCm: setting.widthCm * random.range(0.6, 1.05), colour: strandColour(setting.colour, setting.greyness, random.normal() * 0.4, random),
      rootShade: shade * 0.9, tipShade: shade * 1.08, rootAlpha: 0.6 * alpha, tipAlpha: 0.35 * alpha, twist: random.range(-0.9, 0.9),
    }, cx, cy, cz);
  };
  for (const root of scalpRoots(hairline, setting.strands, random)) draw(root.azimuth, root.elevation, mix(0.76, 1.06, Math.sqrt(root.layer)), 1, 1);
  for (const root of hairlineRoots(hairline, Math.round(setting.strands * 0.25), random)) draw(root.azimuth, root.elevation, random.range(0.3, 1), 0.55, 0.7);
  return { strands: buffer, solids: [coreSheet(setting)] };
}
