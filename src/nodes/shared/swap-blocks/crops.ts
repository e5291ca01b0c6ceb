import type { RunContext } from '../../../runtime/define';
import type { Tensor } from '../../../runtime/tensor';
import type { CropValue, FeaturesValue, PyramidValue } from '../../../runtime/values';
import { imageValue, rgbPixels } from '../picture/pictures';
import { hostOf } from './host';
import { signedPicture, unitPicture } from './readers';

/** A crop's picture as blocks take it: [3, 128, 128], −1..1. */
export async function cropInput(context: RunContext, crop: CropValue): Promise<Tensor> {
  return signedPicture(hostOf(context), await rgbPixels(context, crop));
}

/** A block's picture, −1..1, as a crop that lies where `place` was cut out, so that it can be pasted there. */
export async function cropOutput(context: RunContext, signed: Tensor, place: CropValue): Promise<CropValue> {
  return { ...place, image: imageValue(await unitPicture(hostOf(context), signed), place.image.frame) };
}

export function featuresOf(tensor: Tensor, net: string, layer: string, more: Partial<Pick<FeaturesValue, 'meaning' | 'statistics'>> = {}): FeaturesValue {
  return { kind: 'features', tensor, meaning: 'signed', net, layer, ...more };
}

/** The maps of a value, coarse to fine as it holds them. */
export function levelsOf(value: FeaturesValue | PyramidValue): readonly FeaturesValue[] {
  return value.kind === 'pyramid' ? value.levels : [value];
}
