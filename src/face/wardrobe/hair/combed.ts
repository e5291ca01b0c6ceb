import { createRandom, mixSeeds } from '../../random';
import type { Rgb } from '../../scene/types';
import type { Hairline } from '../hairline';
import type { HeadMeasures } from '../measure';
import type { ScalpField } from '../scalp';
import { mix, smoothStep } from '../vector';
import { layOnShoulders, type Shoulders } from './drape';
import type { Groom } from './groom';
import { createGrower, type Grower, type Root } from './grow';
import { strandColour } from './hair-colour';
import { RibbonBuffer } from './ribbons';
import { hairlineRoots, scalpRoots } from './roots';
import { bendStrand, clumpTo } from './shape';

/** What all makers of strands are given. */
export interface HairSetting {
  readonly groom: Groom;
  readonly field: ScalpField;
  readonly hairline: Hairline;
  readonly measures: HeadMeasures;
  readonly shoulders: Shoulders;
  readonly colour: Rgb;
  readonly greyness: number;
  readonly seed: number;
  readonly strands: number;
  readonly segments: number;
  /** Width of a strand in its middle, cm. */
  readonly widthCm: number;
}

interface Lock {
  readonly path: Float32Array;
  /** Strands follow locks of their own kind: the side of the parting, or fringe. */
  readonly kind: number;
  readonly phase: number;
  readonly tone: number;
}

function growLocks(setting: HairSetting, grower: Grower, count: number): Lock[] {
  const random = createRandom(mixSeeds(setting.seed, 41));
  return scalpRoots(setting.hairline, count, random).map((root) => {
    const path = new Float32Array(3 * (setting.segments + 1));
    grower.grow({ ...root, layer: 0.75, lengthScale: 1 }, path);
    return { path, kind: kindOf(setting.groom, grower, root), phase: random.range(0, 2 * Math.PI), tone: random.range(-1, 1) };
  });
}

const kindOf = (groom: Groom, grower: Grower, root: Root): number => (groom.parted > 0 ? grower.sideOf(root) : 0) + (grower.isFringe(root) ? 4 : 0);

/** The nearest lock of the same kind. */
function nearestLock(locks: readonly Lock[], places: Float32Array, kind: number, x: number, y: number, z: number): Lock | undefined {
  let best = -1;
  let least = Infinity;
  for (let i = 0; i < places.length; i += 4) {
    if (places[i + 3] !== kind) continue;
    const dx = places[i]! - x, dy = places[i + 1]! - y, dz = places[i + 2]! - z;
    const d = dx * dx + dy * dy + dz * dz;
    if (d >= least) continue;
    least = d;
    best = i >> 2;
  }
  return locks[best];
}

/** Hair combed over the head: short, parted, curly, bob, long, receding, buzz. */
export function combedStrands(setting: HairSetting): RibbonBuffer {
  const { groom, field, hairline, measures, segments, seed } = setting;
  const random = createRandom(mixSeeds(seed, 17));
  const grower = createGrower(groom, field, hairline, measures, segments);
  const points = grower.points;
  const locks = groom.clump > 0 ? growLocks(setting, grower, Math.round(40 + setting.strands / 22)) : [];
  const places = Float32Array.from(locks.flatMap((lock) => [lock.path[0]!, lock.path[1]!, lock.path[2]!, lock.kind]));
  const buffer = new RibbonBuffer(Math.round(setting.strands * 1.25) * points);
  const path = new Float32Array(3 * points);
  const [cx, cy, cz] = field.centre;
  const outY = cy - 1;

  const draw = (root: Root, isBaby: boolean): void => {
    const crown = smoothStep(0.75, 1.15, root.elevation);
    if (random.next() > mix(1, groom.crownCover, crown)) return;
    const length = grower.grow(root, path);
    if (length < 0.15) return;
    const lock = nearestLock(locks, places, kindOf(groom, grower, root), path[0]!, path[1]!, path[2]!);
    const stray = !isBaby && random.chance(0.05 + 0.1 * groom.frizz);
    if (lock) clumpTo(path, lock.path, points, stray ? 0.1 : groom.clump * (isBaby ? 0.3 : 1));
    bendStrand(path, points, stray ? { ...groom, frizz: groom.frizz * 2.2 } : groom, root, length, (lock?.phase ?? 0) + 0.6 * root.chance[0], field.centre);
    grower.keepOut(root, path);
    if (groom.hangs) layOnShoulders(setting.shoulders, groom.frontFromCm, root, path, points);
    const depth = mix(0.62, 1.05, root.layer);
    buffer.strand(path, points, {
      widthCm: setting.widthCm * (isBaby ? 0.45 : stray ? 0.4 : 0.8 + 0.4 * random.next()),
      colour: strandColour(setting.colour, setting.greyness, lock?.tone ?? 0, random),
      rootShade: depth * 0.8,
      tipShade: depth * 1.12,
      rootAlpha: isBaby ? 0.35 : 0.9,
      tipAlpha: isBaby ? 0 : 0.3,
      twist: 0.5 * root.chance[2] + (stray ? 0.5 : 0),
    }, cx, outY, cz);
  };
  for (const root of scalpRoots(hairline, setting.strands, random)) draw(root, false);
  // The second, shorter layer: fine hairs that grow out of the hairline itself.
  const babyScale = groom.hangs ? 0.07 : 0.55;
  for (const root of hairlineRoots(hairline, Math.round(setting.strands * 0.2), random)) draw({ ...root, lengthScale: root.lengthScale * babyScale * (Math.abs(root.azimuth) > 1.9 ? 0.55 : 1) }, true);
  return buffer;
}
