import { createRandom, mixSeeds } from '../../random';
import type { HAIR_STYLES } from '../../scene/types';
import type { HeadMeasures } from '../measure';
import { mix } from '../vector';

export type HairStyle = (typeof HAIR_STYLES)[number];

/** How one head of hair is cut and combed. Lengths in cm; drawn from the style and the seed. */
export interface Groom {
  readonly kind: 'combed' | 'tied' | 'coiled';
  readonly recessionCm: number;
  readonly raiseCm: number;
  readonly topCm: number;
  readonly sideCm: number;
  readonly backCm: number;
  /** Height of the outermost strands over the scalp: on top, at the sides and at the forehead. */
  readonly volumeCm: number;
  readonly sideVolumeCm: number;
  readonly quiffCm: number;
  /** Combing: away from the crown whorl, to the front, sideways from the parting, to the back. */
  readonly whorl: number;
  readonly forward: number;
  readonly parted: number;
  readonly backward: number;
  /** x of the parting as a share of the skull's half width, −1..1. */
  readonly partX: number;
  /** Whether strands leave the head at ear level and fall; then they end at `cutY`, head frame. */
  readonly hangs: boolean;
  readonly cutY: number;
  /** How far the tips turn in towards the neck, 0..1. */
  readonly turnIn: number;
  /** Long hair that hangs farther forward than this from the collar's middle falls over the chest, cm. */
  readonly frontFromCm: number;
  /** 0 = none; else strands at the forehead fall over it and end at `fringeY`. */
  readonly fringe: number;
  readonly fringeY: number;
  readonly waveCm: number;
  readonly waveLengthCm: number;
  readonly curlRadiusCm: number;
  readonly curlPitchCm: number;
  readonly clump: number;
  readonly frizz: number;
  /** Share of opacity of the painted scalp on top; a thinning crown has less. */
  readonly crownCover: number;
  /** Where the hair is tied: elevation of the knot at the back of the head, degrees. */
  readonly tieElevationDeg: number;
  readonly tail: 'none' | 'ponytail' | 'bun';
  readonly tailCm: number;
}

/** A groom of no style; each style changes some of it. */
const PLAIN: Groom = {
  kind: 'combed', recessionCm: 0.3, raiseCm: 0, topCm: 4, sideCm: 2, backCm: 2.2, volumeCm: 1.2, sideVolumeCm: 0.7, quiffCm: 0,
  whorl: 1, forward: 0.5, parted: 0, backward: 0, partX: 0.3, hangs: false, cutY: -100, turnIn: 0, frontFromCm: 1.5, fringe: 0, fringeY: 0,
  waveCm: 0.08, waveLengthCm: 3, curlRadiusCm: 0, curlPitchCm: 2, clump: 0.55, frizz: 0.25, crownCover: 1,
  tieElevationDeg: 20, tail: 'none', tailCm: 0,
};

/** Draws the cut of a style: the same style and seed give the same cut. `bald` has none. */
export function groomOf(style: Exclude<HairStyle, 'bald'>, seed: number, measures: HeadMeasures): Groom {
  const random = createRandom(mixSeeds(seed, 11));
  const side = random.chance(0.5) ? 1 : -1;
  const chinY = measures.chinY;
  const recessionCm = random.range(0, 0.9);
  const waviness = random.next();
  const fringeY = measures.browY + random.range(0.25, 1);
  switch (style) {
    case 'buzz':
      return { ...PLAIN, recessionCm: recessionCm + 0.3, topCm: 0.75, sideCm: 0.5, backCm: 0.5, volumeCm: 0.55, sideVolumeCm: 0.35, waveCm: 0, clump: 0, frizz: 0.4 };
    case 'short': {
      const quiff = random.next();
      return {
        ...PLAIN, recessionCm, topCm: random.range(3, 5), sideCm: random.range(1.2, 2.4), backCm: random.range(1.4, 2.6),
        volumeCm: random.range(1.2, 2.1), sideVolumeCm: random.range(0.5, 0.9), quiffCm: quiff > 0.5 ? random.range(0.6, 1.9) : 0.3,
        forward: quiff > 0.5 ? -0.5 : 0.9, parted: random.range(0.1, 0.5), partX: side * random.range(0.1, 0.45),
        fringe: quiff < 0.28 ? 0.7 : 0, fringeY: measures.browY + random.range(1.2, 2.6),
        waveCm: mix(0.05, 0.3, waviness), clump: random.range(0.45, 0.7), frizz: 0.35,
      };
    }
    case 'side-part':
      return {
        ...PLAIN, recessionCm: 0.6 * recessionCm, topCm: random.range(5, 7.5), sideCm: random.range(2, 3.2), backCm: random.range(2, 3),
        volumeCm: random.range(1.3, 2), sideVolumeCm: random.range(0.6, 0.9), quiffCm: random.range(0.3, 1.1), whorl: 0.35,
        forward: random.range(-0.15, 0.25), parted: 1.4, backward: 0.2, partX: side * random.range(0.38, 0.55), waveCm: mix(0.05, 0.25, waviness), clump: 0.6, frizz: 0.2,
      };
    case 'curly':
      return {
        ...PLAIN, recessionCm: 0.6 * recessionCm, topCm: random.range(5, 9), sideCm: random.range(2.6, 5.5), backCm: random.range(3, 7), volumeCm: random.range(2.4, 3.8),
        sideVolumeCm: random.range(1.5, 2.8), quiffCm: 0.6, forward: 0.45, partX: side * random.range(0, 0.4), fringe: random.chance(0.5) ? 0.6 : 0,
        fringeY: measures.browY + random.range(0.8, 2.4), waveCm: 0, curlRadiusCm: random.range(0.4, 0.75), curlPitchCm: random.range(1.8, 3), clump: 0.75, frizz: 0.8,
      };
    case 'afro':
      return {
        ...PLAIN, kind: 'coiled', recessionCm: 0.4 * recessionCm, topCm: random.range(3.2, 7.5), sideCm: 4, backCm: 5, volumeCm: random.range(2.6, 6.5),
        curlRadiusCm: random.range(0.3, 0.5), curlPitchCm: 1, frizz: 1,
      };
    case 'bob':
      return {
        ...PLAIN, recessionCm: 0, topCm: 30, sideCm: 30, backCm: 30, volumeCm: random.range(1.2, 1.9), sideVolumeCm: random.range(1.1, 1.8), quiffCm: 0.3,
        whorl: 0.6, forward: 0, parted: 1.1, backward: 0.1, partX: side * random.range(0, 0.4), hangs: true, cutY: chinY + random.range(-2.5, 3), turnIn: random.range(0.2, 0.9),
        fringe: random.chance(0.45) ? 1 : 0, fringeY, waveCm: mix(0.06, 0.4, waviness * waviness), waveLengthCm: random.range(4, 7), clump: 0.6, frizz: 0.25,
      };
    case 'long':
      return {
        ...PLAIN, recessionCm: 0, topCm: 55, sideCm: 55, backCm: 55, volumeCm: random.range(1, 1.8), sideVolumeCm: random.range(1, 1.9), quiffCm: 0.4,
        whorl: 0.5, forward: 0, parted: 1.1, backward: 0.2, partX: side * random.range(0, 0.45), hangs: true, cutY: chinY - random.range(5, 15), turnIn: random.range(0, 0.3), frontFromCm: random.pick([-2, -0.5, 1, 12]),
        fringe: random.chance(0.3) ? 1 : 0, fringeY, waveCm: mix(0.1, 0.95, waviness), waveLengthCm: random.range(5, 9), clump: random.range(0.55, 0.8), frizz: 0.3,
      };
    case 'ponytail':
    case 'bun':
      return {
        ...PLAIN, kind: 'tied', recessionCm: 0.2, volumeCm: random.range(0.5, 1), sideVolumeCm: random.range(0.3, 0.6), quiffCm: random.range(0, 0.5),
        tieElevationDeg: style === 'bun' ? random.pick([12, 48, 66]) : random.range(8, 46), tail: style, tailCm: style === 'bun' ? random.range(2.4, 3.6) : random.range(14, 30),
        waveCm: mix(0.05, 0.7, waviness), waveLengthCm: random.range(4, 8), clump: 0.5, frizz: 0.3, fringe: 0, fringeY,
      };
    case 'receding':
      return {
        ...PLAIN, recessionCm: random.range(1.3, 2.6), raiseCm: random.range(0.7, 2), topCm: random.range(2, 3.6), sideCm: random.range(1.4, 2.4), backCm: random.range(1.6, 2.4),
        volumeCm: random.range(0.5, 0.9), sideVolumeCm: 0.6, forward: -0.2, backward: 0.6, parted: 0.3, clump: 0.6, frizz: 0.45, crownCover: random.range(0.25, 0.75),
      };
  }
}
