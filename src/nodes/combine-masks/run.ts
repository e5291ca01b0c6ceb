import { defineRun } from '../../runtime/define';
import { gaussianBlur, growMask } from '../shared/filter/filters';
import type { MaskOperation } from '../shared/picture/kernels';
import { joinMasks, requireSameGrid, sizeOf } from '../shared/picture/pictures';
import definition from './node';

export default defineRun(definition, async ({ first, second }, params, context) => {
  requireSameGrid(context, second, first, 'second', { value: { en: 'second mask', zh: '第二个蒙版' }, reference: { en: 'first mask', zh: '第一个蒙版' } });
  const { width, height } = sizeOf(first.pixels);
  const percent = Math.min(width, height) / 100;
  const joined = await joinMasks(context, first.pixels, second.pixels, params.operation as MaskOperation);
  const grown = await growMask(context, joined, params.growPercent * percent);
  return { mask: { kind: 'mask', pixels: await gaussianBlur(context, grown, params.featherPercent * percent), frame: first.frame } };
});
