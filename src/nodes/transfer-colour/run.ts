import { transportMatrix, type ColourMoments } from '../../face/colour/transport';
import type { RunContext } from '../../runtime/define';
import { defineRun } from '../../runtime/define';
import type { Tensor } from '../../runtime/tensor';
import { cpuTensor } from '../../runtime/tensor';
import { fullMask, imageValue, requireSameGrid, rgbPixels, sizeOf } from '../shared/picture/pictures';
import { applyTable, histogram, histogramTable } from './histogram-kernels';
import { affineColours } from './transport-kernels';
import { labMoments, labToRgb, matchMoments, rgbToLab, sumRows } from './kernels';
import definition from './node';

const BINS = 1024;
/** Sums that `labMoments` makes. */
const MOMENTS = 10;

/** What every method is told: how much of it is wanted, and how far it may stretch colours. */
interface Options { readonly strength: number; readonly mostGain: number }

interface Measured { readonly picture: Tensor; readonly mask: Tensor }

export default defineRun(definition, async ({ image, reference, mask, referenceMask }, params, context) => {
  if (mask) requireSameGrid(context, mask, image, 'mask', { value: { en: 'mask', zh: '蒙版' }, reference: { en: 'image', zh: '图像' } });
  if (referenceMask) requireSameGrid(context, referenceMask, reference, 'referenceMask', { value: { en: 'reference mask', zh: '参考蒙版' }, reference: { en: 'reference', zh: '参考图像' } });
  const picture = await rgbPixels(context, image), wanted = await rgbPixels(context, reference);
  const { width, height } = sizeOf(picture), size = sizeOf(wanted);
  const ownMask = mask?.pixels ?? fullMask(width, height);
  const sameSize = size.width === width && size.height === height;
  const wantedMask = referenceMask?.pixels ?? (mask && sameSize ? mask.pixels : fullMask(size.width, size.height));
  const transfer = TRANSFERS[params.method as keyof typeof TRANSFERS];
  return { image: imageValue(await transfer(context, { picture, mask: ownMask }, { picture: wanted, mask: wantedMask }, params), image.frame) };
});

async function byMoments(context: RunContext, own: Measured, wanted: Measured, options: Options): Promise<Tensor> {
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

/** The optimal transport between the two distributions of colours, both taken as normal. */
async function byTransport(context: RunContext, own: Measured, wanted: Measured, { strength, mostGain }: Options): Promise<Tensor> {
  const { width, height } = sizeOf(own.picture), pixels = width * height, size = sizeOf(wanted.picture);
  const [lab] = await context.kernel(rgbToLab, { inputs: [own.picture], uniforms: { pixels }, outputs: [own.picture.shape] });
  const [wantedLab] = await context.kernel(rgbToLab, { inputs: [wanted.picture], uniforms: { pixels: size.width * size.height }, outputs: [wanted.picture.shape] });
  const from = await spreadOf(context, lab!, own.mask), to = await spreadOf(context, wantedLab!, wanted.mask);
  if (!from || !to) return own.picture;
  const matrix = transportMatrix(from, to, mostGain);
  const shift = [0, 1, 2].map((c) => to.mean[c]! - [0, 1, 2].reduce((sum, k) => sum + matrix[3 * c + k]! * from.mean[k]!, 0));
  const [moved] = await context.kernel(affineColours, { inputs: [lab!, cpuTensor([12], Float32Array.of(...matrix, ...shift))], uniforms: { pixels, strength }, outputs: [own.picture.shape] });
  const [rgb] = await context.kernel(labToRgb, { inputs: [moved!], uniforms: { pixels }, outputs: [own.picture.shape] });
  return rgb!;
}

/** Mean and covariance of the Lab colours under a mask; undefined with less than a pixel's weight. */
async function spreadOf(context: RunContext, lab: Tensor, mask: Tensor): Promise<ColourMoments | undefined> {
  const [weight, ...sums] = await context.read(await momentsOf(context, lab, mask));
  if (weight! < 1) return undefined;
  const first = sums.slice(0, 3).map((sum) => sum / weight!);
  const [ll, aa, bb, la, lb, ab] = sums.slice(3);
  const second = [ll!, la!, lb!, la!, aa!, ab!, lb!, ab!, bb!];
  return { mean: [first[0]! + 50, first[1]!, first[2]!], covariance: second.map((sum, i) => sum / weight! - first[Math.floor(i / 3)]! * first[i % 3]!) };
}

async function momentsOf(context: RunContext, lab: Tensor, mask: Tensor): Promise<Tensor> {
  const { width, height } = sizeOf(lab);
  const [rows] = await context.kernel(labMoments, { inputs: [lab, mask], uniforms: { width, height }, outputs: [[MOMENTS, height]] });
  const [sums] = await context.kernel(sumRows, { inputs: [rows!], uniforms: { rows: MOMENTS, columns: height }, outputs: [[MOMENTS]] });
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

const TRANSFERS = { reinhard: byMoments, histogram: byHistogram, transport: byTransport } as const;
