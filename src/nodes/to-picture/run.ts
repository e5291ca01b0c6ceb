import { defineRun } from '../../runtime/define';
import { FACESHIFTER } from '../shared/swap-blocks/contract';
import { cropOutput } from '../shared/swap-blocks/crops';
import { toPicture } from '../shared/swap-blocks/faceshifter';
import { hostOf } from '../shared/swap-blocks/host';
import { requireInferred, warnForeign } from '../shared/swap-blocks/require';
import definition from './node';

export default defineRun(definition, async ({ h, target }, params, context) => {
  requireInferred(definition, { h, target }, params);
  warnForeign(context, h, [FACESHIFTER], { en: 'the maps on "h"', zh: '“h”上的特征图' });
  return { crop: await cropOutput(context, await toPicture(hostOf(context), h.tensor), target) };
});
