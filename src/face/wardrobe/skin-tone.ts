import { skinAlbedo } from '../render/skin/pigment';
import type { Rgb, Scene } from '../scene/types';

/** Linear albedo of a person's skin where it is thick and even, as on chest and hands. */
export function plainSkin(skin: Scene['identity']['skin']): Rgb {
  const out = new Float64Array(3);
  skinAlbedo(skin.melanin, 0.12 + 0.5 * skin.haemoglobin, out);
  return [out[0]!, out[1]!, out[2]!];
}
