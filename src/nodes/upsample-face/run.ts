import { defineRun } from '../../runtime/define';
import type { HifiFaceVariant } from '../shared/swap-blocks/contract';
import { cropOutput } from '../shared/swap-blocks/crops';
import { upsampleFace } from '../shared/swap-blocks/hififace';
import { hostOf } from '../shared/swap-blocks/host';
import { requireInferred, warnForeign } from '../shared/swap-blocks/require';
import definition from './node';

export default defineRun(definition, async ({ features, target }, params, context) => {
  requireInferred(definition, { features, target }, params);
  const variant = params.variant as HifiFaceVariant;
  warnForeign(context, features, [variant], { en: 'the fused features', zh: '融合特征' });
  const { iOut, mR } = await upsampleFace(hostOf(context), variant, features.tensor);
  return { crop: await cropOutput(context, iOut, target), mask: { kind: 'mask', pixels: mR, frame: target.image.frame } };
});
