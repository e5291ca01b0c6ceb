import type { RunContext } from '../../runtime/define';
import { defineRun } from '../../runtime/define';
import { NodeError } from '../../runtime/errors';
import type { Tensor } from '../../runtime/tensor';
import { gaussianBlur } from '../shared/filter/filters';
import { maskedMeans } from '../shared/measure/averages';
import { sideBySide } from '../shared/picture/montage';
import { fullMask, imageValue, pictureOf, requireSameGrid, rgbPixels, sizeOf } from '../shared/picture/pictures';
import { differencePicture, lumaProducts, pixelErrors, ssimMap } from './kernels';
import definition from './node';

/** Standard deviation of SSIM's window, px (Wang et al. 2004). */
const SSIM_SIGMA_PX = 1.5;
/** What stands for the PSNR of equal pictures, dB: that of an error of half a step of 16 bits. */
const HIGHEST_PSNR = 120;

interface Numbers { readonly meanError: number; readonly psnr: number; readonly ssim: number }

export default defineRun(definition, async ({ reference, first, second, third, mask }, params, context) => {
  const truth = pictureOf(reference), wanted = await rgbPixels(context, reference);
  const { width, height } = sizeOf(wanted);
  const given = params.names.split(',').map((name) => name.trim());
  const compared = [first, second, third].flatMap((image, i) => (image === undefined ? [] : [{ image: pictureOf(image), port: ['first', 'second', 'third'][i]!, name: given[i] || ['first', 'second', 'third'][i]! }]));
  if (mask) requireSameGrid(context, mask, truth, 'mask', { value: { en: 'mask', zh: '蒙版' }, reference: { en: 'reference', zh: '参考' } });
  const inside = mask?.pixels ?? fullMask(width, height);
  const pictures: Tensor[] = [], numbers: Numbers[] = [];
  for (const { image, port } of compared) {
    requireSameGrid(context, image, truth, port, { value: { en: 'picture', zh: '图片' }, reference: { en: 'reference', zh: '参考' } });
    const pixels = await rgbPixels(context, image);
    numbers.push(await measure(context, pixels, wanted, inside));
    const [picture] = await context.kernel(differencePicture, {
      inputs: [pixels, wanted, inside], uniforms: { pixels: width * height, mode: params.show === 'heat' ? 1 : 0, gain: params.gain }, outputs: [[3, height, width]],
    });
    pictures.push(picture!);
  }
  const one = pictures.length === 1;
  return {
    difference: imageValue(await sideBySide(context, pictures), one ? truth.frame : `${context.stepKey}:difference`),
    table: {
      kind: 'table',
      columns: [
        { name: 'picture', unit: '', better: 'neither' }, { name: 'mean error', unit: '/255', better: 'lower' },
        { name: 'PSNR', unit: 'dB', better: 'higher' }, { name: 'SSIM', unit: '', better: 'higher' },
      ],
      rows: numbers.map(({ meanError, psnr, ssim }, i) => [compared[i]!.name, 255 * meanError, psnr, ssim]),
    },
    psnr: { kind: 'number', name: 'PSNR', value: numbers[0]!.psnr, unit: 'dB', better: 'higher' },
    ssim: { kind: 'number', name: 'SSIM', value: numbers[0]!.ssim, unit: '', better: 'higher' },
  };
});

/** Mean absolute error (0..1), PSNR (dB, peak 1) and mean SSIM of luma, all under the mask. @throws NodeError when the mask is empty. */
async function measure(context: RunContext, pixels: Tensor, wanted: Tensor, inside: Tensor): Promise<Numbers> {
  const { width, height } = sizeOf(wanted), uniforms = { pixels: width * height };
  const [errors] = await context.kernel(pixelErrors, { inputs: [pixels, wanted], uniforms, outputs: [[2, height, width]] });
  const { means, weight } = await maskedMeans(context, errors!, inside);
  if (!(weight > 0)) throw new NodeError({ en: 'The mask is empty, so there is nothing to compare. Link another mask, or none.', zh: '蒙版为空，没有可比较的区域。请连接其他蒙版或断开。' }, { code: 'empty-mask', port: 'mask' });
  const [products] = await context.kernel(lumaProducts, { inputs: [pixels, wanted], uniforms, outputs: [[5, height, width]] });
  const blurred = await gaussianBlur(context, products!, SSIM_SIGMA_PX);
  const [similarity] = await context.kernel(ssimMap, { inputs: [blurred], uniforms, outputs: [[1, height, width]] });
  const ssim = (await maskedMeans(context, similarity!, inside)).means[0]!;
  return { meanError: means[0]!, psnr: means[1]! > 0 ? Math.min(HIGHEST_PSNR, -10 * Math.log10(means[1]!)) : HIGHEST_PSNR, ssim };
}
