import { defineRun } from '../../runtime/define';
import { pictureOf, rgbPixels, sizeOf } from '../shared/picture/pictures';
import { maskLevels } from './kernels';
import definition from './node';

const WEIGHTS: Readonly<Record<string, readonly [number, number, number]>> = { luma: [0.299, 0.587, 0.114], red: [1, 0, 0], green: [0, 1, 0], blue: [0, 0, 1] };
const NARROWEST = 1e-3;

export default defineRun(definition, async ({ image }, params, context) => {
  const pixels = await rgbPixels(context, image);
  const { width, height } = sizeOf(pixels);
  const [red, green, blue] = WEIGHTS[params.channel] ?? WEIGHTS.luma!;
  const span = params.high - params.low;
  const gain = 1 / (Math.abs(span) < NARROWEST ? NARROWEST : span);
  const [mask] = await context.kernel(maskLevels, { inputs: [pixels], uniforms: { pixels: width * height, red, green, blue, gain, offset: -params.low * gain }, outputs: [[1, height, width]] });
  return { mask: { kind: 'mask', pixels: mask!, frame: pictureOf(image).frame } };
});
