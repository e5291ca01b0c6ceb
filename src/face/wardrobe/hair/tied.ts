import { createRandom, mixSeeds, type Random } from '../../random';
import type { PropMesh } from '../../render/types';
import { MeshBuilder } from '../mesh-builder';
import { addTube } from '../solids';
import { add, along, clamp, cross, mix, normalise, perpendicular, scale, smoothStep, type Vec3 } from '../vector';
import type { HairSetting } from './combed';
import type { Root } from './grow';
import { shadeRgb, strandColour } from './hair-colour';
import { RibbonBuffer } from './ribbons';
import { hairlineRoots, scalpRoots } from './roots';
import { bendStrand } from './shape';

/** Strands combed along great circles to the knot; a few fine ones escape at temples and nape. */
function sleekStrands(setting: HairSetting, tie: Vec3, buffer: RibbonBuffer): void {
  const { groom, field, hairline, segments } = setting;
  const random = createRandom(mixSeeds(setting.seed, 17));
  const points = segments + 1;
  const path = new Float32Array(3 * points);
  const [cx, cy, cz] = field.centre;
  const knot = normalise([tie[0] - cx, tie[1] - cy, tie[2] - cz]);
  const draw = (root: Root, isBaby: boolean): void => {
    const start = normalise([
      Math.cos(root.elevation) * Math.sin(root.azimuth), Math.sin(root.elevation), Math.cos(root.elevation) * Math.cos(root.azimuth),
    ]);
    const angle = Math.acos(clamp(start[0] * knot[0] + start[1] * knot[1] + start[2] * knot[2], -0.97, 1));
    const above = root.elevation - hairline.elevation(root.azimuth);
    const volume = mix(groom.sideVolumeCm, groom.volumeCm, smoothStep(0.3, 1, root.elevation));
    const front = smoothStep(0.9, 0.3, Math.abs(root.azimuth));
    const share = isBaby ? 0.12 + 0.1 * random.next() : 1;
    // The knot is a handful of hair, not a point.
    const spread = 0.09;
    const goal = normalise([knot[0] + spread * root.chance[0], knot[1] + spread * root.chance[1], knot[2] + spread * root.chance[2]]);
    for (let k = 0; k < points; k++) {
      const t = (k / segments) * share;
      const a = Math.sin((1 - t) * angle) / (Math.sin(angle) + 1e-6), b = Math.sin(t * angle) / (Math.sin(angle) + 1e-6);
      const d = normalise([a * start[0] + b * goal[0], a * start[1] + b * goal[1], a * start[2] + b * goal[2]]);
      const elevation = Math.asin(clamp(d[1], -1, 1)), azimuth = Math.atan2(d[0], d[2]);
      const bulge = smoothStep(0, 0.25, t) * smoothStep(1.05, 0.6, t);
      const lift = 0.05 + (0.12 + root.layer * volume * mix(0.35, 1, smoothStep(0, 0.3, above)) + groom.quiffCm * front) * bulge + 0.3 * root.layer * smoothStep(0.7, 1, t)
        + (isBaby ? 0.35 * root.chance[1] * t / share + 0.15 : 0);
      const p = field.point(azimuth, elevation, Math.max(0.04, lift));
      path[3 * k] = p[0];
      path[3 * k + 1] = p[1];
      path[3 * k + 2] = p[2];
    }
    const shade = mix(0.72, 1.05, root.layer);
    buffer.strand(path, points, {
      widthCm: setting.widthCm * (isBaby ? 0.4 : 0.8 + 0.4 * random.next()),
      colour: strandColour(setting.colour, setting.greyness, 0.6 * Math.sin(23 * root.azimuth) * Math.cos(9 * root.elevation), random),
      rootShade: shade * 0.85, tipShade: shade * 0.95, rootAlpha: isBaby ? 0.3 : 0.9, tipAlpha: isBaby ? 0 : 1, twist: 0.35 * root.chance[2],
    }, cx, cy, cz);
  };
  for (const root of scalpRoots(hairline, Math.round(setting.strands * 0.7), random)) draw(root, false);
  for (const root of hairlineRoots(hairline, Math.round(setting.strands * 0.18), random)) draw(root, true);
}

/** The tail falls from the knot, wide in its middle and pointed at its end; below the head it stays behind the neck. */
function tailStrands(setting: HairSetting, tie: Vec3, away: Vec3, buffer: RibbonBuffer): void {
  const { groom, field } = setting;
  const random = createRandom(mixSeeds(setting.seed, 53));
  const points = setting.segments + 3;
  const path = new Float32Array(3 * points);
  const side = perpendicular(away, [1, 0, 0]);
  const up = cross(away, side);
  for (let i = 0; i < setting.strands * 0.35; i++) {
    const angle = random.range(0, 2 * Math.PI), radius = Math.sqrt(random.next());
    const length = groom.tailCm * random.range(0.75, 1.05);
    const step = length / (points - 1);
    let p = tie;
    let direction = normalise(add(away, [0, 0.35, 0]));
    for (let k = 0; k < points; k++) {
      const t = k / (points - 1);
      const width = 0.45 + 2.1 * smoothStep(0, 0.4, t) * (1 - 0.75 * smoothStep(0.55, 1, t));
      const offset = add(scale(side, width * radius * Math.cos(angle)), scale(mixUp(up, t), width * radius * Math.sin(angle)));
      path.set(add(p, offset), 3 * k);
      direction = normalise(add(direction, [0, -0.55 * Math.min(1.6, step), 0]));
      let next = along(p, direction, step);
      const height = field.height(next[0], next[1], next[2]);
      if (height < 2 && next[2] < field.centre[2]) next = add(next, [0, 0, -(2 - height)]);
      p = next;
    }
    const chance = [random.range(-1, 1), random.range(-1, 1), random.range(-1, 1)] as const;
    bendStrand(path, points, groom, { chance }, length, 0.8 * chance[0], [tie[0], tie[1], tie[2] + 6]);
    buffer.strand(path, points, {
      widthCm: setting.widthCm * random.range(0.7, 1.1), colour: strandColour(setting.colour, setting.greyness, Math.sin(5 * angle), random),
      rootShade: mix(0.7, 1, radius), tipShade: mix(0.85, 1.1, radius), rootAlpha: 1, tipAlpha: 0.2, twist: random.range(-1.2, 1.2),
    }, tie[0], tie[1] + 4, tie[2] + 3);
  }
}

const mixUp = (up: Vec3, t: number): Vec3 => normalise([up[0], mix(up[1], 0, t), mix(up[2], 1, t)]);

/** A knot of hair: strands wound round a ball, the ball itself underneath. */
function bun(setting: HairSetting, centre: Vec3, away: Vec3, buffer: RibbonBuffer, core: MeshBuilder): void {
  const random = createRandom(mixSeeds(setting.seed, 59));
  const radius = setting.groom.tailCm;
  const points = setting.segments + 3;
  const path = new Float32Array(3 * points);
  const side = perpendicular(away, [1, 0, 0]);
  const up = cross(away, side);
  core.grid(9, 16, true, (u, v) => {
    const [e, a] = [(u - 0.5) * Math.PI, v * 2 * Math.PI];
    const r = radius * 0.86;
    return add(centre, add(scale(away, 0.8 * r * Math.sin(e)), add(scale(side, r * Math.cos(e) * Math.cos(a)), scale(up, r * Math.cos(e) * Math.sin(a)))));
  }, () => shadeRgb(setting.colour, 0.55));
  for (let i = 0; i < setting.strands * 0.4; i++) {
    const start = random.range(0, 2 * Math.PI), turns = random.range(0.6, 1.6);
    const ring = random.range(-1.2, 1.35);
    const drift = random.range(-0.5, 0.5);
    const r = radius * random.range(0.88, 1.04);
    for (let k = 0; k < points; k++) {
      const t = k / (points - 1);
      const a = start + turns * 2 * t;
      const e = ring + drift * (t - 0.5) + 0.18 * Math.sin(2 * a + 3 * ring);
      const flat = r * Math.cos(e);
      path.set(add(centre, add(scale(away, 0.85 * r * Math.sin(e)), add(scale(side, flat * Math.cos(a)), scale(up, flat * Math.sin(a))))), 3 * k);
    }
    buffer.strand(path, points, {
      widthCm: setting.widthCm * random.range(0.7, 1.1), colour: strandColour(setting.colour, setting.greyness, Math.sin(6 * ring), random),
      rootShade: 0.85, tipShade: 1.05, rootAlpha: 0.7, tipAlpha: 0.3, twist: random.range(-0.4, 0.4),
    }, centre[0], centre[1], centre[2]);
  }
}

/** Ponytail and bun. Returns the strands and the solid pieces (the band, the core of the bun). */
export function tiedStrands(setting: HairSetting): { readonly strands: RibbonBuffer; readonly solids: readonly PropMesh[] } {
  const { groom, field } = setting;
  const buffer = new RibbonBuffer(Math.round(setting.strands * 1.5) * (setting.segments + 2));
  const elevation = (groom.tieElevationDeg * Math.PI) / 180;
  const tie = field.point(Math.PI, elevation, 0.35);
  const away = normalise([0, Math.sin(elevation), -Math.cos(elevation)]);
  sleekStrands(setting, tie, buffer);
  const solids = new MeshBuilder();
  if (groom.tail === 'bun') {
    bun(setting, along(tie, away, 0.55 * groom.tailCm), away, buffer, solids);
    return { strands: buffer, solids: [solids.toProp({ part: 'hair', material: 'cloth' })] };
  }
  tailStrands(setting, along(tie, away, 0.2), away, buffer);
  const band = bandColour(createRandom(mixSeeds(setting.seed, 61)));
  const side = perpendicular(away, [1, 0, 0]);
  const up = cross(away, side);
  const ring = Array.from({ length: 14 }, (_, k): Vec3 => {
    const a = (k / 14) * 2 * Math.PI;
    return add(along(tie, away, 0.75), add(scale(side, 1.05 * Math.cos(a)), scale(up, 1.05 * Math.sin(a))));
  });
  addTube(solids, ring, () => 0.32, 7, () => band, true);
  return { strands: buffer, solids: [solids.toProp({ part: 'hair', material: 'cloth' })] };
}

function bandColour(random: Random): [number, number, number] {
  return random.pick([[0.02, 0.02, 0.02], [0.3, 0.03, 0.04], [0.05, 0.08, 0.25], [0.35, 0.3, 0.25]]);
}
