import { defineRun } from '../../runtime/define';
import { fullMask, imageValue, layOver, rgbPixels, sizeOf } from '../shared/picture/pictures';
import { resize } from '../shared/resample/resample';
import { cropInput } from '../shared/swap-blocks/crops';
import { hostOf, runBlock } from '../shared/swap-blocks/host';
import { unitPicture } from '../shared/swap-blocks/readers';
import { requireInferred } from '../shared/swap-blocks/require';
import definition from './node';
import { ENLARGEMENT } from './enlargement';

export default defineRun(definition, async ({ crop }, params, context) => {
  requireInferred(definition, { crop }, params);
  const host = hostOf(context);
  const { restored } = await runBlock<'restored'>(host, 'enhance', { picture: await cropInput(context, crop) });
  const enhanced = await unitPicture(host, restored), size = sizeOf(enhanced);
  const enlarged = await resize(context, await rgbPixels(context, crop), size);
  const mixed = await layOver(context, enhanced, enlarged, fullMask(size.width, size.height), params.amount);
  const { a, b, tx, ty } = crop.toCrop;
  return {
    crop: {
      ...crop, image: imageValue(mixed, `${context.stepKey}:crop`),
      toCrop: { a: a * ENLARGEMENT, b: b * ENLARGEMENT, tx: tx * ENLARGEMENT, ty: ty * ENLARGEMENT },
    },
  };
});
