import { defineRun } from '../../runtime/define';
import { imageValue, pictureOf, rgbPixels, sizeOf } from '../shared/picture/pictures';
import { resample } from '../shared/resample/resample';
import definition from './node';

export default defineRun(definition, async ({ image, like }, params, context) => {
  const pixels = await rgbPixels(context, image);
  const from = sizeOf(pixels);
  const wanted = like === undefined ? { width: params.widthPx, height: params.heightPx } : sizeOf(like.kind === 'mask' ? like.pixels : pictureOf(like).pixels);
  const scaleX = from.width / wanted.width, scaleY = from.height / wanted.height;
  const [stepX, stepY] = params.fit === 'cover' ? [Math.min(scaleX, scaleY), Math.min(scaleX, scaleY)]
    : params.fit === 'contain' ? [Math.max(scaleX, scaleY), Math.max(scaleX, scaleY)] : [scaleX, scaleY];
  const shiftX = (from.width - stepX * wanted.width) / 2, shiftY = (from.height - stepY * wanted.height) / 2;
  return { image: imageValue(await resample(context, pixels, [stepX, 0, shiftX, 0, stepY, shiftY], { width: wanted.width, height: wanted.height }), `${context.stepKey}:image`) };
});
