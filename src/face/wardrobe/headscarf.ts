import { createRandom, mixSeeds } from '../random';
import type { FaceModel } from '../model/types';
import type { PosedHead, PropMesh } from '../render/types';
import type { Rgb } from '../scene/types';
import { bodySection } from './body';
import { landmark, type HeadMeasures } from './measure';
import { MeshBuilder } from './mesh-builder';
import { addTube } from './solids';
import type { MeasuredHead } from './wardrobe-cache';
import { clamp, mix, smoothStep, type Vec3 } from './vector';

const AROUND = 72;
const DOWN = 56;

/** Cloth stretched over head and ears: radii about the vertical axis through the neck and skull, by azimuth and height. */
interface Drape {
  readonly axisZ: number;
  readonly topY: number;
  readonly bottomY: number;
  radius(azimuth: number, y: number): number;
}

/**
 * Takes the head's widest radius in each direction and height and lets it shrink downwards only as fast as hanging cloth does, so that the scarf
 * spans from the jaw to the neck instead of following it.
 */
function drapeOver(model: FaceModel, positions: Float32Array, measures: HeadMeasures): Drape {
  const { first, end } = model.groups.head;
  const axisZ = measures.craniumCentre[2];
  const topY = measures.crownY + 0.2;
  let bottomY = Infinity;
  for (let i = 3 * first + 1; i < 3 * end; i += 3) bottomY = Math.min(bottomY, positions[i]!);
  const radii = new Float32Array(AROUND * DOWN);
  for (let i = 3 * first; i < 3 * end; i += 3) {
    const dz = positions[i + 2]! - axisZ;
    const radius = Math.hypot(positions[i]!, dz);
    const column = Math.round((Math.atan2(positions[i]!, dz) / (2 * Math.PI) + 1) * AROUND) % AROUND;
    const row = clamp(Math.round(((topY - positions[i + 1]!) / (topY - bottomY)) * (DOWN - 1)), 0, DOWN - 1);
    for (let c = -1; c <= 1; c++) for (let r = -1; r <= 1; r++) {
      if (row + r < 0 || row + r >= DOWN) continue;
      const cell = (row + r) * AROUND + ((column + c + AROUND) % AROUND);
      radii[cell] = Math.max(radii[cell]!, radius);
    }
  }
  const stepCm = (topY - bottomY) / (DOWN - 1);
  for (let row = 1; row < DOWN; row++) for (let column = 0; column < AROUND; column++) {
    const cell = row * AROUND + column;
    radii[cell] = Math.max(radii[cell]!, radii[cell - AROUND]! - 1.05 * stepCm);
  }
  for (let pass = 0; pass < 3; pass++) {
    const before = Float32Array.from(radii);
    for (let row = 0; row < DOWN; row++) for (let column = 0; column < AROUND; column++) {
      const left = before[row * AROUND + ((column + AROUND - 1) % AROUND)]!, right = before[row * AROUND + ((column + 1) % AROUND)]!;
      radii[row * AROUND + column] = Math.max(before[row * AROUND + column]! * 0.5 + 0.25 * (left + right), before[row * AROUND + column]! - 0.1);
    }
  }
  return {
    axisZ,
    topY,
    bottomY,
    radius: (azimuth, y) => {
      const gr = clamp(((topY - y) / (topY - bottomY)) * (DOWN - 1), 0, DOWN - 1.0001);
      let gc = (azimuth / (2 * Math.PI)) * AROUND;
      gc -= Math.floor(gc / AROUND) * AROUND;
      const row = Math.floor(gr), column = Math.floor(gc) % AROUND, next = (column + 1) % AROUND;
      const fr = gr - row, fc = gc - Math.floor(gc);
      return mix(mix(radii[row * AROUND + column]!, radii[row * AROUND + next]!, fc), mix(radii[(row + 1) * AROUND + column]!, radii[(row + 1) * AROUND + next]!, fc), fr);
    },
  };
}

/**
 * A headscarf: over the skull, round the face's oval, closed under the chin and down to the shoulders; hair, ears and neck are hidden.
 * It follows the jaw of the posed head.
 */
export function buildHeadscarf(head: PosedHead, measured: MeasuredHead, detail: 'thumbnail' | 'full'): PropMesh[] {
  const { measures, field, shoulders } = measured;
  const { colour } = head.scene.headwear;
  const random = createRandom(mixSeeds(head.scene.identity.hair.seed, 103));
  const drape = drapeOver(head.model, head.positions, measures);
  const at = (point: number): Vec3 => landmark(head.model, head.positions, point);
  const foreheadY = measures.browY + (measures.browY - measures.noseBaseY) * random.range(0.42, 0.6);
  const chin = at(8);
  const openAzimuth = Math.atan2(0.5 * (Math.abs(at(2)[0]) + Math.abs(at(14)[0])), 0.5 * (at(2)[2] + at(14)[2]) - drape.axisZ) * 0.97;
  const sideY = 0.5 * (at(2)[1] + at(14)[1]) + 1;
  const folds = Array.from({ length: 7 }, () => ({ turns: random.range(1.5, 8), shift: random.range(0, 6.3), slant: random.range(-0.35, 0.35), size: random.range(0.05, 0.2) }));
  const wrinkle = (azimuth: number, y: number): number => {
    let sum = 0;
    for (const fold of folds) sum += fold.size * Math.sin(fold.turns * azimuth + fold.slant * y * 2 + fold.shift);
    return sum * mix(0.25, 1, smoothStep(foreheadY, chin[1], y)) * mix(1, 2, smoothStep(chin[1], chin[1] - 8, y));
  };
  const opening = (azimuth: number): { readonly upper: number; readonly lower: number } => {
    const t = clamp(Math.abs(azimuth) / openAzimuth, 0, 1);
    const arch = Math.sqrt(1 - t * t);
    return { upper: sideY + (foreheadY - sideY) * arch ** 0.8, lower: sideY - (sideY - chin[1] + 0.55) * arch ** 0.62 };
  };
  // The cloth hugs the face along the opening and stands off farther back.
  const tight = (azimuth: number, below: number): number => mix(0.16, 0.5, Math.max(smoothStep(openAzimuth, openAzimuth + 0.5, Math.abs(azimuth)), smoothStep(0, 2.5, below)));
  const ears = [measures.ears.left, measures.ears.right];
  const body = (azimuth: number, y: number, lift: number): Vec3 => {
    const ear = ears[azimuth > 0 ? 0 : 1]!;
    const earAzimuth = Math.atan2(ear.rootX, 0.5 * (ear.front + ear.back) - drape.axisZ);
    const over = Math.hypot((Math.abs(azimuth) - earAzimuth) / 0.34, (y - 0.5 * (ear.top + ear.bottom)) / (ear.top - ear.bottom));
    const bump = 0.5 * (ear.outerX - ear.rootX) * smoothStep(1.5, 0.2, over);
    const down = shoulders.collarY - y;
    const { halfWidth, halfDepth, middleZ, power } = bodySection(down, shoulders.size);
    const [s, c] = [Math.abs(Math.sin(azimuth)), Math.abs(Math.cos(azimuth))];
    const chest = ((s / halfWidth) ** power + (c / halfDepth) ** power) ** (-1 / power);
    const shift = (shoulders.collarZ + middleZ - drape.axisZ) * smoothStep(-3, 2, down);
    const r = Math.max(drape.radius(azimuth, Math.max(y, drape.bottomY)) + bump + 1.1 * smoothStep(chin[1], chin[1] - 3, y), mix(0, chest + 1.15, smoothStep(-2.5, 1.2, down))) + lift + wrinkle(azimuth, y);
    return [r * Math.sin(azimuth), y, drape.axisZ + shift + r * Math.cos(azimuth)];
  };
  // The crown is rounder than the radii about the axis can say: above the brow the height map of the skull takes over.
  const skullTop = Math.PI / 2;
  const skull = (azimuth: number, t: number, y: number): Vec3 => {
    const low = field.elevationAtY(azimuth, y);
    const p = field.point(azimuth, mix(low, skullTop, t), 0.55 + 0.35 * Math.sin(Math.PI * t) + wrinkle(azimuth, y) * (1 - t));
    const edge = body(azimuth, y, tight(azimuth, 0));
    const foot = field.point(azimuth, low, 0.55 + wrinkle(azimuth, y));
    const w = smoothStep(0.45, 0, t);
    return [p[0] + w * (edge[0] - foot[0]), p[1] + w * (y - foot[1]), p[2] + w * (edge[2] - foot[2])];
  };
  const columns = detail === 'full' ? 108 : 54, rows = detail === 'full' ? 40 : 20;
  const mesh = new MeshBuilder();
  const azimuthOf = (v: number): number => v * 2 * Math.PI - Math.PI;
  const shoulderY = shoulders.collarY - 7 * shoulders.size;
  const tone = (factor: number): Rgb => [colour[0] * factor, colour[1] * factor, colour[2] * factor];
  const joinY = (azimuth: number): number => opening(azimuth).upper;
  mesh.grid(rows, columns, true, (u, v) => {
    const azimuth = azimuthOf(v);
    return skull(azimuth, 1 - u, joinY(azimuth));
  }, (u) => tone(u > 0.97 ? 0.82 : 1));
  mesh.grid(rows, columns, true, (u, v) => {
    const azimuth = azimuthOf(v);
    const from = Math.abs(azimuth) < openAzimuth ? opening(azimuth).lower : joinY(azimuth);
    const y = mix(from, shoulderY, u);
    return body(azimuth, y, tight(azimuth, from - y));
  }, (u, v) => tone(u < 0.03 && Math.abs(azimuthOf(v)) < openAzimuth ? 0.82 : 1));
  // The edge round the face is folded over: a thin roll hides the cloth's thickness.
  const roll: Vec3[] = [];
  for (let k = 0; k < 64; k++) {
    const angle = (k / 64) * 2 * Math.PI;
    const azimuth = openAzimuth * Math.sin(angle);
    const { upper, lower } = opening(azimuth);
    roll.push(Math.cos(angle) >= 0 ? skull(azimuth, 0, upper) : body(azimuth, lower, tight(azimuth, 0)));
  }
  addTube(mesh, roll, () => 0.22, 7, () => tone(0.88), true, [0, 0, 1]);
  return [mesh.toProp({ part: 'hat', material: 'cloth', doubleSided: true })];
}
