import { defineRun } from '../../runtime/define';
import { remarkFar } from '../shared/familiarity/remark';
import { rgbPixels } from '../shared/picture/pictures';
import type { RecogniserBlock, SWAP_CROP } from '../shared/swap-blocks/contract';
import { RECOGNISER_OF } from '../shared/swap-blocks/contract';
import { hostOf } from '../shared/swap-blocks/host';
import { embedIdentity } from '../shared/swap-blocks/readers';
import { requireInferred } from '../shared/swap-blocks/require';
import definition from './node';

export default defineRun(definition, async ({ crop }, params, context) => {
  requireInferred(definition, { crop }, params);
  await remarkFar(context, crop);
  const block = params.network as RecogniserBlock;
  const vector = await embedIdentity(hostOf(context), await rgbPixels(context, crop), crop.template as typeof SWAP_CROP.template, block);
  return { identity: { kind: 'identity', vector, recogniser: RECOGNISER_OF[block] } };
});
