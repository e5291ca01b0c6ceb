import { defineRun } from '../../runtime/define';
import { remarkFar } from '../shared/familiarity/remark';
import { HIFIFACE_ENCODER } from '../shared/swap-blocks/contract';
import { cropInput, featuresOf } from '../shared/swap-blocks/crops';
import { encodeFace } from '../shared/swap-blocks/hififace';
import { hostOf } from '../shared/swap-blocks/host';
import { requireInferred } from '../shared/swap-blocks/require';
import definition from './node';

export default defineRun(definition, async ({ crop }, params, context) => {
  requireInferred(definition, { crop }, params);
  await remarkFar(context, crop);
  const { bottom, zEnc } = await encodeFace(hostOf(context), await cropInput(context, crop));
  return { bottom: featuresOf(bottom, HIFIFACE_ENCODER, 'bottom'), encoder: featuresOf(zEnc, HIFIFACE_ENCODER, 'z_enc') };
});
