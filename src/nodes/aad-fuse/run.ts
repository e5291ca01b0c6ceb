import { defineRun } from '../../runtime/define';
import type { Tensor } from '../../runtime/tensor';
import type { FeaturesValue, PyramidValue } from '../../runtime/values';
import { AAD_LEVELS, FACESHIFTER } from '../shared/swap-blocks/contract';
import { featuresOf } from '../shared/swap-blocks/crops';
import type { AadLevelParts, AadPart, AadSettings } from '../shared/swap-blocks/faceshifter';
import { aadLevelParts } from '../shared/swap-blocks/faceshifter';
import { hostOf } from '../shared/swap-blocks/host';
import { maskAt } from '../shared/swap-blocks/masks';
import { requireInferred, warnForeign } from '../shared/swap-blocks/require';
import definition from './node';

/** The part of a level that each pyramid is made of. */
const PART_OF = { sum: 'sum', masks: 'mask', a: 'a', i: 'i' } as const satisfies Readonly<Record<string, AadPart>>;
type PyramidName = keyof typeof PART_OF;
const PYRAMIDS = Object.keys(PART_OF) as readonly PyramidName[];

export default defineRun(definition, async ({ identity, attributes, h, mask }, params, context) => {
  requireInferred(definition, { identity, attributes, h, mask }, params);
  if (h) warnForeign(context, h, [FACESHIFTER], { en: 'the maps on "h"', zh: '“h”上的特征图' });
  const settings: AadSettings = {
    attributeStrength: params.attributeStrength, identityStrength: params.identityStrength,
    ...(params.mask === 'learnt' ? {} : { mask: { share: params.maskShare, of: async (level: number) => (await maskAt(context, params, mask, AAD_LEVELS[level - 1]!.sizePx))! } }),
  };
  const parts = new Set(PYRAMIDS.filter((port) => context.wants(port)).map((port) => PART_OF[port]));
  const levels = await aadLevelParts(hostOf(context), params, identity.vector, attributeMaps(attributes, params.from), settings, parts, h?.tensor);
  const pyramid = (port: PyramidName): PyramidValue | undefined => (parts.has(PART_OF[port]) ? pyramidOf(port, levels) : undefined);
  return { h: featuresOf(levels.at(-1)!.h, FACESHIFTER, `h-${params.to}`), sum: pyramid('sum'), masks: pyramid('masks'), a: pyramid('a'), i: pyramid('i') };
});

function pyramidOf(port: PyramidName, levels: readonly AadLevelParts[]): PyramidValue {
  return { kind: 'pyramid', net: FACESHIFTER, levels: levels.map((level) => {
    const part = PART_OF[port], layer = `${port === 'sum' ? 'aad' : part}-${level.level}`;
    return featuresOf(level[part]!, FACESHIFTER, layer, { ...(port === 'masks' ? { meaning: 'mask' } : {}), ...(port === 'sum' && level.statistics ? { statistics: level.statistics } : {}) });
  }) };
}

/** z_att by level − 1; a single level stands at its own place. */
function attributeMaps(value: FeaturesValue | PyramidValue, from: number): readonly (Tensor | undefined)[] {
  if (value.kind === 'pyramid') return value.levels.map(({ tensor }) => tensor);
  return AAD_LEVELS.map((_, i) => (i === from - 1 ? value.tensor : undefined));
}
