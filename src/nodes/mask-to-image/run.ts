import { linearToSrgb } from '../../face/colour/convert';
import { defineRun } from '../../runtime/define';
import type { Tensor } from '../../runtime/tensor';
import { cpuTensor } from '../../runtime/tensor';
import { imageValue, layOver, requireSameGrid, rgbPixels, sizeOf, spreadMask } from '../shared/picture/pictures';
import definition from './node';

/** A picture of one sRGB colour. */
function plain(width: number, height: number, colour: readonly number[]): Tensor {
  const tensor = cpuTensor([3, height, width]);
  for (let c = 0; c < 3; c++) tensor.data.fill(colour[c]!, c * width * height, (c + 1) * width * height);
  return tensor;
}

export default defineRun(definition, async ({ mask, image }, params, context) => {
  const { width, height } = sizeOf(mask.pixels);
  if (image === undefined) return { image: imageValue(await spreadMask(context, mask.pixels), mask.frame) };
  requireSameGrid(context, mask, image, 'mask', { value: { en: 'mask', zh: '蒙版' }, reference: { en: 'image', zh: '图像' } });
  return { image: imageValue(await layOver(context, plain(width, height, params.colour.map(linearToSrgb)), await rgbPixels(context, image), mask.pixels, params.opacity), image.frame) };
});
