import { defineRun } from '../../runtime/define';
import type { Tensor } from '../../runtime/tensor';
import type { FeaturesValue, PyramidValue } from '../../runtime/values';
import { AAD_LEVELS, FACESHIFTER } from '../shared/swap-blocks/contract';
import { featuresOf } from '../shared/swap-blocks/crops';
import type { AadLevel, AadSettings } from '../shared/swap-blocks/faceshifter';
import { aadLevels } from '../shared/swap-blocks/faceshifter';
import { hostOf } from '../shared/swap-blocks/host';
import { maskAt } from '../shared/swap-blocks/masks';
import { requireInferred, warnForeign } from '../shared/swap-blocks/require';
import definition from './node';

export default defineRun(definition, async ({ identity, attributes, h, mask }, params, context) => {
  requireInferred(definition, { identity, attributes, h, mask }, params);
  if (h) warnForeign(context, h, [FACESHIFTER], { en: 'the maps on "h"', zh: '“h”上的特征图' });
  const settings: AadSettings = {
    attributeStrength: params.attributeStrength, identityStrength: params.identityStrength,
    ...(params.mask === 'learnt' ? {} : { mask: { share: params.maskShare, of: async (level: number) => (await maskAt(context, params, mask, AAD_LEVELS[level - 1]!.sizePx))! } }),
  };
  const levels = await aadLevels(hostOf(context), params, identity.vector, attributeMaps(attributes, params.from), settings, h?.tensor);
  const pyramid = (name: string, of: (level: AadLevel) => Tensor, more: (level: AadLevel) => Partial<FeaturesValue> = () => ({})): PyramidValue =>
    ({ kind: 'pyramid', net: FACESHIFTER, levels: levels.map((level) => featuresOf(of(level), FACESHIFTER, `${name}-${level.level}`, more(level))) });
  return {
    h: featuresOf(levels.at(-1)!.h, FACESHIFTER, `h-${params.to}`),
    sum: pyramid('aad', ({ sum }) => sum, ({ statistics }) => ({ statistics })),
    masks: pyramid('mask', (level) => level.mask, () => ({ meaning: 'mask' })),
    a: pyramid('a', ({ a }) => a),
    i: pyramid('i', ({ i }) => i),
  };
});

/** z_att by level − 1; a single level stands at its own place. */
function attributeMaps(value: FeaturesValue | PyramidValue, from: number): readonly (Tensor | undefined)[] {
  if (value.kind === 'pyramid') return value.levels.map(({ tensor }) => tensor);
  return AAD_LEVELS.map((_, i) => (i === from - 1 ? value.tensor : undefined));
}
