import type { FaceModel, NamedCoefficients } from '../model/types';
import type { Scene } from './types';

/**
 * The scene of a perfect swap: the source's face on the target. `docs/face-model.md` gives the reason of each choice.
 * From the source: the shape modes of region `face`, eyes, brows, lips, freckles and age lines.
 * From the target: the shape modes of region `head` (cranium, ears, neck), skin tone and texture, hair, beard, and everything outside `identity`.
 * Swapping a scene with itself changes nothing, swapping twice with the same source neither, and no value is invented: each comes from one of the two.
 */
export function trueSwap(source: Scene, target: Scene, model: FaceModel): Scene {
  const { identity: from } = source;
  const { identity: onto } = target;
  return {
    ...target,
    identity: {
      shape: swappedShape(from.shape, onto.shape, model),
      eyes: from.eyes,
      brows: from.brows,
      lips: from.lips,
      freckles: from.freckles,
      ageLines: from.ageLines,
      skin: onto.skin,
      facialHair: onto.facialHair,
      hair: onto.hair,
    },
  };
}

/** Each mode from the side that its region belongs to; a coefficient of 0 is not written. */
function swappedShape(from: NamedCoefficients, onto: NamedCoefficients, model: FaceModel): NamedCoefficients {
  const shape: Record<string, number> = {};
  for (const mode of model.identityModes) {
    const value = (mode.region === 'face' ? from : onto)[mode.name] ?? 0;
    if (value !== 0) shape[mode.name] = value;
  }
  return shape;
}
