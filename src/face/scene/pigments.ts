import type { Random } from '../random';
import type { Rgb } from './types';

/** Natural hair colours before greying, linear RGB, from blackest to lightest, and the reds. */
export const HAIR_COLOURS = {
  black: [0.009, 0.008, 0.008],
  darkBrown: [0.028, 0.017, 0.011],
  brown: [0.07, 0.04, 0.023],
  lightBrown: [0.15, 0.085, 0.043],
  blond: [0.37, 0.22, 0.1],
  lightBlond: [0.56, 0.39, 0.21],
  auburn: [0.12, 0.036, 0.016],
  red: [0.27, 0.085, 0.028],
} as const satisfies Readonly<Record<string, Rgb>>;
export type HairColour = keyof typeof HAIR_COLOURS;

/** Iris colours, linear RGB. */
export const IRIS_COLOURS = {
  black: [0.017, 0.01, 0.007],
  brown: [0.055, 0.026, 0.012],
  amber: [0.14, 0.075, 0.024],
  hazel: [0.11, 0.085, 0.036],
  green: [0.11, 0.15, 0.075],
  blue: [0.1, 0.18, 0.28],
  grey: [0.2, 0.235, 0.26],
} as const satisfies Readonly<Record<string, Rgb>>;
export type IrisColour = keyof typeof IRIS_COLOURS;

/** A colour between two, linear RGB; share 0..1 of the second. */
export function mixColours(first: Rgb, second: Rgb, share: number): Rgb {
  return [0, 1, 2].map((i) => first[i]! + share * (second[i]! - first[i]!)) as unknown as Rgb;
}

/** The colour with each channel's logarithm moved a little, and all of them together, clipped to 0.002..0.98. */
export function jitterColour(colour: Rgb, random: Random, together: number, apart: number): Rgb {
  const common = together * random.normal();
  return colour.map((value) => Math.min(0.98, Math.max(0.002, value * Math.exp(common + apart * random.normal())))) as unknown as Rgb;
}

/** Linear RGB from hue (turns), saturation 0..1 and value 0..1 of the HSV cone, read as linear light. */
export function hsvColour(hueTurns: number, saturation: number, value: number): Rgb {
  return [0, 2, 4].map((offset) => {
    const ramp = Math.abs((((hueTurns * 6 - offset + 3) % 6) + 6) % 6 - 3);
    return value * (1 - saturation * Math.min(1, Math.max(0, ramp - 1)));
  }) as unknown as Rgb;
}

/** A colour as clothes, hats and walls have: mostly muted, dark to light, of any hue. */
export function fabricColour(random: Random): Rgb {
  const saturation = random.weighted([[0.12, 3], [0.4, 4], [0.75, 2]]) * random.range(0.6, 1.15);
  // Strong dyes are never very bright.
  const brightest = 0.72 - 0.5 * saturation;
  return hsvColour(random.next(), Math.min(0.92, saturation), Math.exp(random.range(Math.log(0.02), Math.log(brightest))));
}
