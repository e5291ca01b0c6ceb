import { inverseSimilarity } from '../../face/align/similarity';
import { defineRun } from '../../runtime/define';
import { NodeError } from '../../runtime/errors';
import { cpuTensor } from '../../runtime/tensor';
import { imageValue, requireSameGrid, rgbPixels, sizeOf } from '../shared/picture/pictures';
import { affineOf, resample } from '../shared/resample/resample';
import definition from './node';

/** What stands for the PSNR of equal pictures, dB: that of an error of half a step of 16 bits. */
const HIGHEST_PSNR = 120;
/** A difference of a quarter is drawn white. */
const GAIN = 4;

export default defineRun(definition, async ({ swap, truth, mask }, _params, context) => {
  const whole = await rgbPixels(context, truth), { width, height } = sizeOf(whole);
  if (width !== swap.source.width || height !== swap.source.height) {
    throw new NodeError({
      en: `The swap was cut from a picture of ${swap.source.width}×${swap.source.height} px, but the truth has ${width}×${height} px. Draw the true swap of the same target.`,
      zh: `换脸结果来自 ${swap.source.width}×${swap.source.height} 像素的图片，而真值为 ${width}×${height} 像素。请为同一目标绘制真实换脸。`,
    }, { code: 'size', port: 'truth' });
  }
  if (mask) requireSameGrid(context, mask, swap.image, 'mask', { value: { en: 'mask', zh: '蒙版' }, reference: { en: 'swap', zh: '换脸结果' } });
  const pixels = await rgbPixels(context, swap), size = sizeOf(pixels);
  const wanted = await resample(context, whole, affineOf(inverseSimilarity(swap.toCrop)), size);
  const a = await context.read(pixels), b = await context.read(wanted), inside = mask ? await context.read(mask.pixels) : undefined;
  const plane = size.width * size.height, difference = cpuTensor([3, size.height, size.width]);
  let errors = 0, squares = 0, weight = 0;
  for (let i = 0; i < 3 * plane; i++) {
    const share = inside?.[i % plane] ?? 1, gap = Math.abs(a[i]! - b[i]!);
    errors += share * gap;
    squares += share * gap * gap;
    weight += share;
    difference.data[i] = Math.min(1, GAIN * gap * share);
  }
  if (!(weight > 0)) throw new NodeError({ en: 'The mask is empty, so there is nothing to compare. Link another mask, or none.', zh: '蒙版为空，没有可比较的区域。请连接其他蒙版或断开。' }, { code: 'empty-mask', port: 'mask' });
  return {
    error: { kind: 'number', name: 'true swap error', unit: '/255', better: 'lower', value: 255 * errors / weight },
    psnr: { kind: 'number', name: 'PSNR', unit: 'dB', better: 'higher', value: squares > 0 ? Math.min(HIGHEST_PSNR, -10 * Math.log10(squares / weight)) : HIGHEST_PSNR },
    truth: { ...swap, image: imageValue(wanted, swap.image.frame) },
    difference: imageValue(difference, swap.image.frame),
  };
});
