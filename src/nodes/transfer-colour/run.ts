import type { RunContext } from '../../runtime/define';
import { defineRun } from '../../runtime/define';
import type { Tensor } from '../../runtime/tensor';
import { fullMask, imageValue, requireSameGrid, rgbPixels, sizeOf } from '../shared/picture/pictures';
import { applyTable, histogram, histogramTable } from './histogram-kernels';
import { labMoments, labToRgb, matchMoments, rgbToLab, sumRows } from './kernels';
import definition from './node';

const BINS = 1024;

interface Measured { readonly picture: Tensor; readonly mask: Tensor }

export default defineRun(definition, async ({ image, reference, mask, referenceMask }, params, context) => {
  if (mask) requireSameGrid(context, mask, image, 'mask', { value: { en: 'mask', zh: '蒙版' }, reference: { en: 'image', zh: '图像' } });
  if (referenceMask) requireSameGrid(context, referenceMask, reference, 'referenceMask', { value: { en: 'reference mask', zh: '参考蒙版' }, reference: { en: 'reference', zh: '参考图像' } });
  const picture = await rgbPixels(context, image), wanted = await rgbPixels(context, reference);
  const { width, height } = sizeOf(picture), size = sizeOf(wanted);
  const ownMask = mask?.pixels ?? fullMask(width, height);
  const sameSize = size.width === width && size.height === height;
  const wantedMask = referenceMask?.pixels ?? (mask && sameSize ? mask.pixels : fullMask(size.width, size.height));
  const transfer = params.method === 'histogram' ? byHistogram : byMoments;
  return { image: imageValue(await transfer(context, { picture, mask: ownMask }, { picture: wanted, mask: wantedMask }, params), image.frame) };
});

async function byMoments(context: RunContext, own: Measured, wanted: Measured, options: { readonly strength: number; readonly mostGain: number }): Promise<Tensor> {
  const { width, height } = sizeOf(own.picture), pixels = width * height;
  const [lab] = await context.kernel(rgbToLab, { inputs: [own.picture], uniforms: { pixels }, outputs: [own.picture.shape] });
  const size = sizeOf(wanted.picture);
  const [wantedLab] = await context.kernel(rgbToLab, { inputs: [wanted.picture], uniforms: { pixels: size.width * size.height }, outputs: [wanted.picture.shape] });
  const [moved] = await context.kernel(matchMoments, {
    inputs: [lab!, await momentsOf(context, lab!, own.mask), await momentsOf(context, wantedLab!, wanted.mask)],
    uniforms: { pixels, strength: options.strength, mostGain: options.mostGain }, outputs: [own.picture.shape],
  });
  const [rgb] = await context.kernel(labToRgb, { inputs: [moved!], uniforms: { pixels }, outputs: [own.picture.shape] });
  return rgb!;
}

async function momentsOf(context: RunContext, lab: Tensor, mask: Tensor): Promise<Tensor> {
  const { width, height } = sizeOf(lab);
  const [rows] = await context.kernel(labMoments, { inputs: [lab, mask], uniforms: { width, height }, outputs: [[7, height]] });
  const [sums] = await context.kernel(sumRows, { inputs: [rows!], uniforms: { rows: 7, columns: height }, outputs: [[7]] });
  return sums!;
}

async function byHistogram(context: RunContext, own: Measured, wanted: Measured, options: { readonly strength: number }): Promise<Tensor> {
  const count = async ({ picture, mask }: Measured): Promise<Tensor> => {
    const { width, height } = sizeOf(picture);
    const [counts] = await context.kernel(histogram, { inputs: [picture, mask], uniforms: { pixels: width * height, bins: BINS }, outputs: [[3, BINS]] });
    return counts!;
  };
  const [table] = await context.kernel(histogramTable, { inputs: [await count(own), await count(wanted)], uniforms: { bins: BINS }, outputs: [[3, BINS + 1]] });
  const { width, height } = sizeOf(own.picture);
  const [result] = await context.kernel(applyTable, { inputs: [own.picture, table!], uniforms: { pixels: width * height, bins: BINS, strength: options.strength }, outputs: [own.picture.shape] });
  return result!;
}
