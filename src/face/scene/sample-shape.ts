import type { FaceModel, NamedCoefficients } from '../model/types';
import type { Random } from '../random';
import type { Traits } from './traits';

/** Draws α for a person's traits. */
export function sampleShape(random: Random, _traits: Traits, model: FaceModel): NamedCoefficients {
  const shape: Record<string, number> = {};
  for (const mode of model.identityModes) shape[mode.name] = Math.min(mode.max, Math.max(mode.min, random.normal() * mode.sigma));
  return shape;
}
