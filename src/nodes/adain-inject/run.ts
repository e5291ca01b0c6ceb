import type { RunContext } from '../../runtime/define';
import { defineRun } from '../../runtime/define';
import type { FeaturesValue, PyramidValue } from '../../runtime/values';
import type { HifiFaceVariant } from '../shared/swap-blocks/contract';
import { HIFIFACE_ENCODER, VARIANT_NAMES } from '../shared/swap-blocks/contract';
import { featuresOf } from '../shared/swap-blocks/crops';
import { renormalise } from '../shared/swap-blocks/feature-kernels';
import type { NamedStyle } from '../shared/swap-blocks/foreign';
import { spreadOf, styleFor, stylesOf } from '../shared/swap-blocks/foreign';
import { adainResiduals } from '../shared/swap-blocks/hififace';
import { hostOf } from '../shared/swap-blocks/host';
import { requireInferred, warnForeign } from '../shared/swap-blocks/require';
import definition from './node';

export default defineRun(definition, async ({ h, identity, statistics }, params, context) => {
  requireInferred(definition, { h, identity, statistics }, params);
  const styles = statistics ? await stylesOf(context, statistics, params.statisticsAs as 'measured' | 'factors', 'statistics') : [];
  if (params.variant === 'plain') return plainAdain(context, h, styles, params.share);
  const variant = params.variant as HifiFaceVariant;
  warnForeign(context, h, [variant, HIFIFACE_ENCODER], { en: 'the maps on "h"', zh: '“h”上的特征图' });
  if (statistics) warnForeign(context, statistics, [variant, ...VARIANT_NAMES, HIFIFACE_ENCODER], { en: 'the statistics', zh: '统计量' });
  const blocks = await adainResiduals(hostOf(context), variant, params, h.tensor, identity!.vector, {
    strength: params.strength, ...(styles.length > 0 ? { foreign: { share: params.share, of: (block: number) => styleFor(block, styles) } } : {}),
  });
  const levels = blocks.map((block) => featuresOf(block.h, variant, `adain-${block.block}`, { statistics: block.statistics }));
  const pyramid: PyramidValue = { kind: 'pyramid', net: variant, levels };
  return { h: levels.at(-1)!, blocks: pyramid };
});

/** AdaIN of one map with the statistics of another (Huang & Belongie 2017, equation 8). */
async function plainAdain(context: RunContext, h: FeaturesValue, styles: readonly NamedStyle[], share: number): Promise<{ readonly h: FeaturesValue; readonly blocks: PyramidValue }> {
  const [channels, height, width] = h.tensor.shape as [number, number, number];
  const style = styles.find((one) => one.channels === channels)!;
  const { mu, sigma } = await spreadOf(context, h.tensor);
  const [styled] = await context.kernel(renormalise, { inputs: [h.tensor, mu, sigma, style.gamma, style.beta], uniforms: { channels, area: height * width, share }, outputs: [h.tensor.shape] });
  const after = await spreadOf(context, styled!);
  const features = featuresOf(styled!, h.net, h.layer, { meaning: h.meaning, statistics: { muIn: mu, sigmaIn: sigma, gamma: style.gamma, beta: style.beta, muOut: after.mu, sigmaOut: after.sigma } });
  return { h: features, blocks: { kind: 'pyramid', net: h.net, levels: [features] } };
}
