import { defineRun } from '../../runtime/define';
import { cpuTensor } from '../../runtime/tensor';
import { imageValue, layOver, pictureOf, rgbPixels, sizeOf } from '../shared/picture/pictures';
import { markMasks } from './mark';
import definition from './node';

const PLATE_OPACITY = 0.45;
const DOT_OPACITY = 0.9;

export default defineRun(definition, async ({ image }, params, context) => {
  const pixels = await rgbPixels(context, image);
  const { frame } = pictureOf(image);
  if (!params.mark) return { image: imageValue(pixels, frame) };
  const { width, height } = sizeOf(pixels);
  const { dots, plate } = markMasks(width, height);
  const black = cpuTensor([3, height, width]), white = cpuTensor([3, height, width]);
  white.data.fill(1);
  const plated = await layOver(context, black, pixels, plate, PLATE_OPACITY);
  return { image: imageValue(await layOver(context, white, plated, dots, DOT_OPACITY), frame) };
});
