import type { FaceModel } from '../model/types';
import { createRandom, mixSeeds } from '../random';
import { sampleAppearance } from './sample-appearance';
import type { Setting, SettingOptions } from './sample-setting';
import { sampleSetting } from './sample-setting';
import { sampleShape } from './sample-shape';
import type { Traits } from './traits';
import { sampleTraits } from './traits';
import type { Scene } from './types';

/** A person: who it is, and the traits from which that was drawn. */
export interface Person {
  readonly traits: Traits;
  readonly identity: Scene['identity'];
}

/** Draws a person from the population that `docs/face-model.md` describes. The same seed and model give the same person. */
export function samplePerson(seed: number, model: FaceModel): Person {
  const traits = sampleTraits(seed);
  const shape = sampleShape(createRandom(mixSeeds(seed, 0x5a9e)), traits, model);
  return { traits, identity: { shape, ...sampleAppearance(createRandom(mixSeeds(seed, 0xface)), traits) } };
}

/** The identity of `samplePerson`. */
export function sampleIdentity(seed: number, model: FaceModel): Scene['identity'] {
  return samplePerson(seed, model).identity;
}

/** A scene from its two halves. */
export function composeScene(identity: Scene['identity'], setting: Setting): Scene {
  return { version: 1, identity, ...setting };
}

/** Stops by which a photographer opens up for the darkest skin, and closes for the lightest, around melanin 0.35. */
const STOPS_BY_MELANIN = 0.9;

/** Draws a person in a setting that suits them: exposure follows the skin, headwear the wearer. */
export function sampleScene(seed: number, model: FaceModel, options: SettingOptions = {}): Scene {
  const { traits, identity } = samplePerson(mixSeeds(seed, 1), model);
  const setting = sampleSetting(mixSeeds(seed, 2), model, { masculinity: traits.masculinity, ...options });
  const exposureStops = setting.light.exposureStops + STOPS_BY_MELANIN * (identity.skin.melanin - 0.35);
  return composeScene(identity, { ...setting, light: { ...setting.light, exposureStops: Math.round(exposureStops * 1000) / 1000 } });
}
