import { defineRun } from '../../runtime/define';
import { remarkFar } from '../shared/familiarity/remark';
import { FACESHIFTER } from '../shared/swap-blocks/contract';
import { cropInput, featuresOf } from '../shared/swap-blocks/crops';
import { attributesOf } from '../shared/swap-blocks/faceshifter';
import { hostOf } from '../shared/swap-blocks/host';
import { requireInferred } from '../shared/swap-blocks/require';
import definition from './node';

export default defineRun(definition, async ({ crop }, params, context) => {
  requireInferred(definition, { crop }, params);
  await remarkFar(context, crop);
  const maps = await attributesOf(hostOf(context), await cropInput(context, crop));
  return { attributes: { kind: 'pyramid', net: FACESHIFTER, levels: maps.map((tensor, i) => featuresOf(tensor, FACESHIFTER, `z_att-${i + 1}`)) } };
});
