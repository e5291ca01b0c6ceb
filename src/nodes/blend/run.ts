import { defineRun } from '../../runtime/define';
import { imageValue, layOver, maskThrough, requireSameGrid, rgbPixels } from '../shared/picture/pictures';
import { laplacianBlend } from './laplacian';
import definition from './node';
import { poissonBlend } from './poisson';

/** One over the mask's value from which the foreground counts as present: 1/8. */
const REACH = 8;

export default defineRun(definition, async ({ foreground, background, mask }, params, context) => {
  const names = { reference: { en: 'background', zh: '背景' } };
  requireSameGrid(context, foreground, background, 'foreground', { value: { en: 'foreground', zh: '前景' }, ...names });
  requireSameGrid(context, mask, background, 'mask', { value: { en: 'mask', zh: '蒙版' }, ...names });
  const over = await rgbPixels(context, foreground), under = await rgbPixels(context, background);
  if (params.method === 'alpha') return { image: imageValue(await layOver(context, over, under, mask.pixels, params.opacity), background.frame) };
  // Both methods look a little beyond the mask's edge, where the foreground may be empty; the background stands in there, and stays there untouched.
  const reach = await maskThrough(context, mask.pixels, REACH, 0);
  const whole = await layOver(context, over, under, reach);
  const blended = params.method === 'poisson'
    ? await poissonBlend(context, whole, under, mask.pixels, { mixed: params.mixed, cycles: params.cycles })
    : await laplacianBlend(context, whole, under, mask.pixels, params.levels);
  return { image: imageValue(await layOver(context, blended, under, reach, params.opacity), background.frame) };
});
