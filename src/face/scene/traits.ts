import type { Random } from '../random';
import { createRandom, mixSeeds } from '../random';

/**
 * Poles between which the looks of the world's people are drawn, named by broad regions. They are statistical corners of a continuum and no
 * classes: most faces drawn are near one of them, a third lie between two.
 */
export const ANCESTRY_POLES = ['africa', 'americas', 'eastAsia', 'europe', 'oceania', 'southAsia', 'westAsia'] as const;
export type AncestryPole = (typeof ANCESTRY_POLES)[number];

/** What many of a person's features depend on at once. */
export interface Traits {
  /** Around −1 for most women, around +1 for most men, with overlap. */
  readonly masculinity: number;
  /** 18..80. */
  readonly ageYears: number;
  /** 1 = heavy, −1 = thin, standard normal. */
  readonly weight: number;
  /** Shares of the poles, ≥ 0, sum 1. */
  readonly ancestry: Readonly<Record<AncestryPole, number>>;
}

/** Draws the traits of one person: half women, half men, ages 18 to 80 (the young a little more often), all poles equally. */
export function sampleTraits(seed: number): Traits {
  const random = createRandom(mixSeeds(seed, 0x7a17));
  const masculinity = (random.chance(0.5) ? 1 : -1) + 0.3 * random.normal();
  const ageYears = 18 + 62 * random.next() ** 1.2;
  return { masculinity, ageYears, weight: random.normal(), ancestry: sampleAncestry(random) };
}

function sampleAncestry(random: Random): Readonly<Record<AncestryPole, number>> {
  const first = random.pick(ANCESTRY_POLES);
  const second = random.pick(ANCESTRY_POLES);
  const share = random.chance(0.33) ? random.range(0.2, 0.5) : random.range(0, 0.12);
  const mixture = Object.fromEntries(ANCESTRY_POLES.map((pole) => [pole, 0])) as Record<AncestryPole, number>;
  mixture[first] += 1 - share;
  mixture[second] += share;
  return mixture;
}

/** The mean of a quantity known at each pole, for a mixture. */
export function blend(traits: Traits, values: Readonly<Record<AncestryPole, number>>): number {
  return ANCESTRY_POLES.reduce((sum, pole) => sum + traits.ancestry[pole] * values[pole], 0);
}

/** One pole, with its share as probability: for features that do not blend, such as the colour of eyes. */
export function pickPole(traits: Traits, random: Random): AncestryPole {
  return random.weighted(ANCESTRY_POLES.map((pole) => [pole, traits.ancestry[pole]]));
}
