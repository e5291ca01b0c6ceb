import { mixSeeds, createRandom } from '../random';
import type { HeadMeasures } from './measure';
import type { ScalpField } from './scalp';
import { clamp, mix, smoothStep } from './vector';

const COLUMNS = 192;
/** Binomial weights over nine columns. */
const ROUNDING = [1, 8, 28, 56, 70, 56, 28, 8, 1].map((weight) => weight / 256);
const RADIANS = Math.PI / 180;

/** Where hair begins, as the lowest elevation of the scalp on each meridian. */
export interface Hairline {
  /** Elevation in radians at an azimuth in radians. */
  elevation(azimuth: number): number;
  /** Height of the hairline in the middle of the forehead, cm. */
  readonly frontY: number;
  /** Smallest |azimuth| in radians that hanging hair may have at a height y in cm: the face stays free. */
  openAzimuth(y: number): number;
}

export interface HairlineShape {
  /** Bays over the temples, cm of height. */
  readonly recessionCm: number;
  /** Raises the whole front, cm. */
  readonly raiseCm: number;
  readonly seed: number;
}

/** Monotone-free but overshoot-free interpolation: smooth steps between control points. */
function alongControls(controls: readonly (readonly [at: number, value: number])[], at: number): number {
  const first = controls[0]!;
  if (at <= first[0]) return first[1];
  for (let i = 1; i < controls.length; i++) {
    const [right, value] = controls[i]!;
    if (at > right) continue;
    const [left, before] = controls[i - 1]!;
    const t = (at - left) / (right - left);
    return mix(before, value, mix(t, t * t * (3 - 2 * t), 0.5));
  }
  return controls[controls.length - 1]![1];
}

/** The hairline of a head: forehead, temple, sideburn, round the ear, nape; placed by brows, nose base and ears. */
export function createHairline(field: ScalpField, measures: HeadMeasures, shape: HairlineShape): Hairline {
  const third = measures.browY - measures.noseBaseY;
  const frontY = Math.min(measures.browY + 0.82 * third + shape.raiseCm, measures.crownY - 2.4);
  const random = createRandom(mixSeeds(shape.seed, 71));
  const waves = Array.from({ length: 5 }, (_, k) => ({ size: random.normal() * 0.16 / (1 + 0.4 * k), turns: 3 + 4 * k, shift: random.range(0, 6.28) }));
  const recession = shape.recessionCm;

  const heights = (sign: number): (readonly [number, number])[] => {
    const ear = sign > 0 ? measures.ears.left : measures.ears.right;
    const azimuthOf = (z: number): number => Math.atan2(ear.rootX, z - field.centre[2]) / RADIANS;
    const front = azimuthOf(ear.front);
    const back = Math.max(azimuthOf(ear.back), front + 18);
    const earHeight = ear.top - ear.bottom;
    const tall = frontY - ear.top;
    const controls: (readonly [number, number])[] = [
      [0, frontY - 0.1],
      [14, frontY - 0.05],
      [27, frontY - 0.1 + 0.55 * recession],
      [36, frontY - 0.35 + recession],
      [43, frontY - 0.22 * tall + 0.55 * recession],
      [50, frontY - 0.52 * tall + 0.15 * recession],
      [front - 20, ear.top + 0.3 * tall],
      [front - 13, ear.top - 0.1 * earHeight],
      [front - 10, ear.top - 0.42 * earHeight],
      [front - 4, ear.top - 0.45 * earHeight],
      [front + 2, ear.top - 0.05 * earHeight],
      [0.5 * (front + back), ear.top + 0.25],
      [back + 2, ear.top - 0.2 * earHeight],
      [back + 9, ear.bottom + 0.3 * earHeight],
      [back + 20, ear.bottom - 0.2 * earHeight],
      [150, ear.bottom - 0.42 * earHeight],
      [180, ear.bottom - 0.5 * earHeight],
    ];
    // Extreme ears may push the points past each other.
    for (let i = 1; i < controls.length; i++) controls[i] = [Math.max(controls[i]![0], controls[i - 1]![0] + 0.5), controls[i]![1]];
    return controls;
  };
  const [left, right] = [heights(1), heights(-1)];
  const table = new Float32Array(COLUMNS + 1);
  const heightAt = new Float32Array(COLUMNS);
  for (let column = 0; column < COLUMNS; column++) {
    const azimuth = (column / COLUMNS) * 2 * Math.PI - Math.PI;
    const wobble = waves.reduce((sum, wave) => sum + wave.size * Math.sin(wave.turns * azimuth + wave.shift), 0);
    const y = alongControls(azimuth >= 0 ? left : right, Math.abs(azimuth) / RADIANS) + wobble * smoothStep(1.4, 0.9, Math.abs(azimuth));
    heightAt[column] = Math.min(y, measures.crownY - 2);
  }
  for (let column = 0; column <= COLUMNS; column++) {
    // Corners of the outline are rounded.
    let y = 0;
    ROUNDING.forEach((weight, k) => {
      y += weight * heightAt[(column + k - 4 + COLUMNS) % COLUMNS]!;
    });
    table[column] = Math.min(1.18, field.elevationAtY((column / COLUMNS) * 2 * Math.PI - Math.PI, y));
  }

  const earTop = Math.max(measures.ears.left.top, measures.ears.right.top);
  const open: (readonly [number, number])[] = [
    [measures.chinY - 6, 44],
    [measures.chinY, 50],
    [measures.chinY + 0.45 * (earTop - measures.chinY), 60],
    [earTop - 1.5, 64],
    [earTop + 0.3 * (frontY - earTop), 55],
    [earTop + 0.62 * (frontY - earTop), 42],
    [frontY - 0.6, 22],
    [frontY + 0.2, 0],
  ];
  return {
    elevation: (azimuth) => {
      let at = (azimuth + Math.PI) / (2 * Math.PI);
      at = (at - Math.floor(at)) * COLUMNS;
      const column = clamp(Math.floor(at), 0, COLUMNS - 1);
      return mix(table[column]!, table[column + 1]!, at - column);
    },
    frontY,
    openAzimuth: (y) => alongControls(open, y) * RADIANS,
  };
}
