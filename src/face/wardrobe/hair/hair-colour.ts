import type { Random } from '../../random';
import type { Rgb } from '../../scene/types';
import { clamp, mix } from '../vector';

/** Grey and white hair, linear RGB. */
const GREY: Rgb = [0.42, 0.41, 0.4];
const WHITE: Rgb = [0.66, 0.65, 0.63];

/**
 * The colour of one strand: brighter or darker, warmer or cooler than its neighbours, or greyer.
 * `lock` −1..1 is shared by the strands of a lock; greyness 0..1 is the share of hairs without pigment.
 */
export function strandColour(base: Rgb, greyness: number, lock: number, random: Random): Rgb {
  const brightness = Math.exp(0.16 * random.normal() + 0.2 * lock);
  const warmth = 0.07 * random.normal() + 0.05 * lock;
  const own: Rgb = [base[0] * brightness * (1 + warmth), base[1] * brightness, base[2] * brightness * (1 - warmth)];
  if (greyness <= 0) return own;
  // A ribbon stands for many hairs: its share of white ones scatters about the whole head's.
  const share = clamp(greyness + (0.05 + 0.22 * greyness * (1 - greyness)) * random.normal() + 0.12 * lock, 0, 1);
  return mixRgb(own, mixRgb(GREY, WHITE, share), share);
}

export function mixRgb(a: Rgb, b: Rgb, t: number): Rgb {
  return [mix(a[0], b[0], t), mix(a[1], b[1], t), mix(a[2], b[2], t)];
}

export function shadeRgb(a: Rgb, factor: number): Rgb {
  return [a[0] * factor, a[1] * factor, a[2] * factor];
}
