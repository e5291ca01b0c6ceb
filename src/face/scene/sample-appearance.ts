import type { Random } from '../random';
import type { HairColour, IrisColour } from './pigments';
import { HAIR_COLOURS, IRIS_COLOURS, jitterColour, mixColours } from './pigments';
import type { AncestryPole, Traits } from './traits';
import { blend, pickPole } from './traits';
import type { Rgb, Scene } from './types';

type Identity = Scene['identity'];
type Weights<T extends string> = Readonly<Partial<Record<T, number>>>;

const MELANIN: Readonly<Record<AncestryPole, number>> = { africa: 0.84, americas: 0.42, eastAsia: 0.26, europe: 0.13, oceania: 0.72, southAsia: 0.53, westAsia: 0.32 };
const MELANIN_SPREAD: Readonly<Record<AncestryPole, number>> = { africa: 0.11, americas: 0.09, eastAsia: 0.07, europe: 0.06, oceania: 0.12, southAsia: 0.12, westAsia: 0.08 };

const DARK_HAIR: Weights<HairColour> = { black: 8, darkBrown: 2 };
const HAIR_BY_POLE: Readonly<Record<AncestryPole, Weights<HairColour>>> = {
  africa: { black: 9, darkBrown: 1 },
  americas: DARK_HAIR,
  eastAsia: DARK_HAIR,
  europe: { black: 0.6, darkBrown: 3, brown: 3, lightBrown: 2.2, blond: 1.8, lightBlond: 0.6, auburn: 0.6, red: 0.5 },
  oceania: { black: 7, darkBrown: 2, brown: 0.5 },
  southAsia: DARK_HAIR,
  westAsia: { black: 4, darkBrown: 4, brown: 1.5, lightBrown: 0.3 },
};
const IRIS_BY_POLE: Readonly<Record<AncestryPole, Weights<IrisColour>>> = {
  africa: { black: 6, brown: 4 },
  americas: { black: 4, brown: 6 },
  eastAsia: { black: 6, brown: 4 },
  europe: { brown: 3, amber: 0.5, hazel: 1.5, green: 1.3, blue: 3, grey: 1 },
  oceania: { black: 5, brown: 5 },
  southAsia: { black: 4, brown: 6, amber: 0.4 },
  westAsia: { black: 1.5, brown: 5, amber: 1, hazel: 1.5, green: 0.6, blue: 0.2 },
};
/** How often the hair is tightly or loosely curled. */
const COILED: Readonly<Record<AncestryPole, number>> = { africa: 0.9, americas: 0, eastAsia: 0, europe: 0, oceania: 0.5, southAsia: 0, westAsia: 0.02 };
const CURLED: Readonly<Record<AncestryPole, number>> = { africa: 0.4, americas: 0.05, eastAsia: 0.03, europe: 0.18, oceania: 0.35, southAsia: 0.12, westAsia: 0.22 };
const BEARD_GROWTH: Readonly<Record<AncestryPole, number>> = { africa: 0.9, americas: 0.45, eastAsia: 0.4, europe: 1, oceania: 0.9, southAsia: 1.15, westAsia: 1.3 };

/** Everything of an identity but its shape. */
export type Appearance = Omit<Identity, 'shape'>;

/** Draws skin, eyes, brows, lips, beard and hair to fit a person's traits. */
export function sampleAppearance(random: Random, traits: Traits): Appearance {
  const melanin = unit(blend(traits, MELANIN) + blend(traits, MELANIN_SPREAD) * random.normal());
  const hairKind = random.weighted(Object.entries(HAIR_BY_POLE[pickPole(traits, random)]) as [HairColour, number][]);
  const natural = jitterColour(HAIR_COLOURS[hairKind], random, 0.16, 0.05);
  const iris = jitterColour(IRIS_COLOURS[random.weighted(Object.entries(IRIS_BY_POLE[pickPole(traits, random)]) as [IrisColour, number][])], random, 0.15, 0.06);
  const greyness = sampleGreyness(random, traits);
  const female = unit(0.5 - 0.7 * traits.masculinity);
  const dyed = greyness > 0.15 && random.chance(0.15 + 0.55 * female);
  const older = unit((traits.ageYears - 22) / 56);
  const browColour = mixColours(mixColours(natural, HAIR_COLOURS.darkBrown, 0.35), [0.4, 0.39, 0.38], 0.7 * (dyed ? 0 : greyness));
  return {
    skin: { melanin: round(melanin), haemoglobin: round(unit(0.45 + 0.16 * random.normal() + 0.08 * older)), textureSeed: random.seed() },
    eyes: { irisColour: rounded(iris), limbalRing: round(unit(0.7 - 0.35 * older + 0.15 * random.normal())) },
    brows: {
      thickness: round(unit(0.48 + 0.16 * traits.masculinity + 0.15 * random.normal() + 0.1 * (blend(traits, BEARD_GROWTH) - 0.9))),
      density: round(unit(0.62 + 0.07 * traits.masculinity + 0.14 * random.normal() - 0.12 * older)),
      arch: round(unit(0.45 - 0.16 * traits.masculinity + 0.16 * random.normal())),
      colour: rounded(browColour),
    },
    lips: sampleLips(random, female, melanin),
    freckles: sampleFreckles(random, melanin, hairKind),
    ageLines: round(unit(0.92 * older ** 1.15 + 0.07 * random.normal())),
    facialHair: sampleBeard(random, traits, natural, dyed ? 0 : greyness),
    hair: { style: sampleHairStyle(random, traits), colour: rounded(natural), greyness: round(dyed ? 0.05 : greyness), seed: random.seed() },
  };
}

function sampleGreyness(random: Random, traits: Traits): number {
  return unit((traits.ageYears - 45) / 35 + 0.18 * random.normal());
}

function sampleLips(random: Random, female: number, melanin: number): Identity['lips'] {
  const painted = random.chance(0.5 * female);
  const tint = painted ? random.range(0.2, 0.85) : random.range(0, 0.1);
  const colour = random.weighted<Rgb>([[[0.42, 0.05, 0.06], 3], [[0.5, 0.14, 0.16], 4], [[0.3, 0.04, 0.08], 2], [[0.4, 0.15, 0.1], 3]]);
  return { tint: round(tint), colour: rounded(jitterColour(mixColours(colour, [0.16, 0.03, 0.04], 0.45 * melanin), random, 0.15, 0.08)) };
}

function sampleFreckles(random: Random, melanin: number, hair: HairColour): number {
  const likely = hair === 'red' || hair === 'auburn' ? 0.85 : melanin < 0.2 ? 0.3 : melanin < 0.45 ? 0.12 : 0.05;
  const drawn = random.next();
  return random.chance(likely) ? round(0.1 + 0.75 * drawn ** 1.5) : 0;
}

function sampleBeard(random: Random, traits: Traits, natural: Rgb, greyness: number): Identity['facialHair'] {
  const grows = traits.masculinity > 0.15;
  const growth = blend(traits, BEARD_GROWTH);
  const style = random.weighted([['none', 5.2], ['stubble', 2.6 * growth], ['moustache', 0.6 * growth], ['goatee', 0.9 * growth], ['full', 1.7 * growth]] as const);
  const density = unit(0.35 + 0.3 * growth + 0.15 * random.normal());
  const colour = mixColours(mixColours(natural, [natural[0] * 1.25, natural[1] * 1.05, natural[2]], 0.6), [0.5, 0.49, 0.48], 0.85 * greyness);
  return { style: grows ? style : 'none', density: round(density), colour: rounded(colour) };
}

function sampleHairStyle(random: Random, traits: Traits): Identity['hair']['style'] {
  const coiled = random.chance(blend(traits, COILED));
  const curled = random.chance(blend(traits, CURLED));
  const older = unit((traits.ageYears - 30) / 45);
  if (traits.masculinity > 0) {
    return random.weighted([
      ['bald', 0.35 + 1.6 * older], ['buzz', coiled ? 4 : 1.6], ['short', coiled ? 0 : 4], ['side-part', coiled ? 0 : 2.6 - older], ['curly', coiled || !curled ? 0 : 5],
      ['afro', coiled ? 2.2 : 0], ['receding', 0.15 + 2.6 * older], ['long', coiled ? 0 : 0.35], ['bun', coiled ? 0.3 : 0.25],
    ] as const);
  }
  return random.weighted([
    ['bald', 0.04], ['buzz', coiled ? 0.8 : 0.1], ['short', coiled ? 0 : 0.5 + 1.4 * older], ['side-part', coiled ? 0 : 0.5], ['curly', coiled ? 1.4 : curled ? 4 : 0.2],
    ['afro', coiled ? 3.2 : 0], ['bob', coiled ? 0.3 : 2.2 + older], ['long', coiled ? 0.4 : 3.4 - 2.4 * older], ['ponytail', coiled ? 0.5 : 1.7 - older], ['bun', 1.2],
  ] as const);
}

function unit(value: number): number {
  return Math.min(1, Math.max(0, value));
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}

function rounded(colour: Rgb): Rgb {
  return colour.map((part) => Math.round(part * 1e4) / 1e4) as unknown as Rgb;
}
