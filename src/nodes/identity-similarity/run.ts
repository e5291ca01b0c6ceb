import { defineRun } from '../../runtime/define';
import type { CropValue } from '../../runtime/values';
import { rgbPixels } from '../shared/picture/pictures';
import type { RecogniserBlock, SWAP_CROP } from '../shared/swap-blocks/contract';
import { hostOf } from '../shared/swap-blocks/host';
import { embedIdentity } from '../shared/swap-blocks/readers';
import { requireInferred } from '../shared/swap-blocks/require';
import definition from './node';

export default defineRun(definition, async ({ first, second }, params, context) => {
  requireInferred(definition, { first, second }, params);
  const read = async (crop: CropValue): Promise<Float32Array> =>
    Float32Array.from(await context.read(await embedIdentity(hostOf(context), await rgbPixels(context, crop), crop.template as typeof SWAP_CROP.template, params.network as RecogniserBlock)));
  const a = await read(first), b = await read(second);
  return { similarity: { kind: 'number', name: 'identity similarity', unit: '', better: 'higher', value: a.reduce((sum, value, i) => sum + value * b[i]!, 0) } };
});
