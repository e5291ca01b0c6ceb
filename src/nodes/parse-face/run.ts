import { PARTS } from '../../face/model/types';
import { defineRun } from '../../runtime/define';
import { FACE_MODEL_NAME } from '../shared/face/model-name';
import { remarkFar } from '../shared/familiarity/remark';
import { cropInput, featuresOf } from '../shared/swap-blocks/crops';
import { largestPart } from '../shared/swap-blocks/feature-kernels';
import { hostOf } from '../shared/swap-blocks/host';
import { parseLogits } from '../shared/swap-blocks/readers';
import { requireInferred } from '../shared/swap-blocks/require';
import definition from './node';

export default defineRun(definition, async ({ crop }, params, context) => {
  requireInferred(definition, { crop }, params);
  await remarkFar(context, crop);
  const logits = await parseLogits(hostOf(context), await cropInput(context, crop));
  const [planes, height, width] = logits.shape as [number, number, number];
  const parts = PARTS.reduce((bits, part, k) => (params.parts.includes(part) ? bits | (1 << k) : bits), 0);
  const [labels, mask] = await context.kernel(largestPart, { inputs: [logits], uniforms: { pixels: width * height, planes, parts }, outputs: [logits.shape, [1, height, width]] });
  return { labels: featuresOf(labels!, FACE_MODEL_NAME, 'parts', { meaning: 'mask' }), mask: { kind: 'mask', pixels: mask!, frame: crop.image.frame } };
});
