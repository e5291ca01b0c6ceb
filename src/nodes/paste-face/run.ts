import { defineRun } from '../../runtime/define';
import { NodeError } from '../../runtime/errors';
import type { CpuTensor } from '../../runtime/tensor';
import { cpuTensor } from '../../runtime/tensor';
import { imageValue, joinMasks, layOver, requireSameGrid, rgbPixels, sizeOf } from '../shared/picture/pictures';
import { affineOf, resample } from '../shared/resample/resample';
import definition from './node';

export default defineRun(definition, async ({ crop, image, mask }, params, context) => {
  const background = await rgbPixels(context, image), face = await rgbPixels(context, crop);
  const { width, height } = sizeOf(background), size = sizeOf(face);
  if (crop.source.width !== width || crop.source.height !== height) {
    throw new NodeError({
      en: `The crop was cut from a picture of ${crop.source.width}×${crop.source.height} px, but this picture has ${width}×${height} px. Link the picture that Align face was given.`,
      zh: `裁剪来自 ${crop.source.width}×${crop.source.height} 像素的图片，而此图片为 ${width}×${height} 像素。请连接“对齐人脸”所用的图片。`,
    }, { code: 'size', port: 'image' });
  }
  if (crop.source.frame !== image.frame) context.warn({ en: 'The crop was cut from another picture of the same size.', zh: '裁剪来自另一张同样大小的图片。' });
  if (mask) requireSameGrid(context, mask, crop.image, 'mask', { value: { en: 'mask', zh: '蒙版' }, reference: { en: 'crop', zh: '裁剪' } });
  const border = softBorder(size.width, size.height, params.borderPercent / 100);
  const weight = mask ? await joinMasks(context, mask.pixels, border, 'product') : border;
  const toCrop = affineOf(crop.toCrop);
  const placed = await resample(context, face, toCrop, { width, height });
  const pasted = await resample(context, weight, toCrop, { width, height }, 'zero');
  return {
    image: imageValue(await layOver(context, placed, background, pasted), image.frame),
    mask: { kind: 'mask', pixels: pasted, frame: image.frame },
    face: imageValue(placed, image.frame),
  };
});

/** 1 inside, falling smoothly to 0 over `share` of the side towards each border. */
function softBorder(width: number, height: number, share: number): CpuTensor {
  const mask = cpuTensor([1, height, width]);
  const ramp = (distance: number, side: number): number => {
    if (share === 0) return 1;
    const t = Math.min(1, distance / (share * side));
    return t * t * (3 - 2 * t);
  };
  for (let y = 0; y < height; y++) {
    const down = ramp(Math.min(y + 0.5, height - y - 0.5), height);
    for (let x = 0; x < width; x++) mask.data[y * width + x] = down * ramp(Math.min(x + 0.5, width - x - 0.5), width);
  }
  return mask;
}
