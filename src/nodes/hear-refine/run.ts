import { defineRun } from '../../runtime/define';
import { FACESHIFTER } from '../shared/swap-blocks/contract';
import { cropInput, cropOutput, featuresOf } from '../shared/swap-blocks/crops';
import { refine } from '../shared/swap-blocks/faceshifter';
import { hostOf } from '../shared/swap-blocks/host';
import { requireInferred } from '../shared/swap-blocks/require';
import definition from './node';

export default defineRun(definition, async ({ swap, reconstruction, target }, params, context) => {
  requireInferred(definition, { swap, reconstruction, target }, params);
  const { picture, error } = await refine(hostOf(context), await cropInput(context, swap), await cropInput(context, target), await cropInput(context, reconstruction));
  return { crop: await cropOutput(context, picture, target), error: featuresOf(error, FACESHIFTER, 'error') };
});
