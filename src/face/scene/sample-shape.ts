import { populationAxes } from '../model/population';
import type { FaceModel, NamedCoefficients } from '../model/types';
import type { Random } from '../random';
import type { Traits } from './traits';
import { ANCESTRY_POLES } from './traits';

/**
 * Draws α for a person's traits: the sum of the population's axes for masculinity, age, weight and ancestry, and an independent normal rest, each mode
 * held within its range. Modes that are swept along by a trait are thus correlated, as in people; independent modes alone make everybody alike.
 */
export function sampleShape(random: Random, traits: Traits, model: FaceModel): NamedCoefficients {
  const { residual } = populationAxes;
  const middle = shapeOfTraits(traits);
  const shape: Record<string, number> = {};
  for (const { name, min, max, sigma } of model.identityModes) {
    const rest = sigma * (residual.named[name] ?? residual.otherwise) * random.normal();
    const value = Math.round(((middle[name] ?? 0) + rest) * 1000) / 1000;
    const held = Math.min(max, Math.max(min, value));
    if (held !== 0) shape[name] = held;
  }
  return shape;
}

/** α in the middle of all people with these traits. */
export function shapeOfTraits(traits: Traits): NamedCoefficients {
  const { masculine, age, weight, ancestry } = populationAxes;
  const parts: [NamedCoefficients, number][] = [[masculine, traits.masculinity], [age, ageFactor(traits.ageYears)], [weight, traits.weight]];
  for (const pole of ANCESTRY_POLES) parts.push([ancestry[pole], traits.ancestry[pole]]);
  const shape: Record<string, number> = {};
  for (const [axis, amount] of parts) {
    for (const [name, value] of Object.entries(axis)) shape[name] = (shape[name] ?? 0) + amount * value;
  }
  return shape;
}

/** 0 up to 25 years, 1 at 80: what the population's axis of age counts in. */
export function ageFactor(ageYears: number): number {
  return Math.min(1, Math.max(0, (ageYears - 25) / 55));
}
