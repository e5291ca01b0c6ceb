import type { RunContext } from '../../../runtime/define';
import { NodeError } from '../../../runtime/errors';
import type { Tensor } from '../../../runtime/tensor';
import type { FeaturesValue, PyramidValue } from '../../../runtime/values';
import { ADAIN_BLOCKS } from './contract';
import { levelsOf } from './crops';
import { channelSpread } from './feature-kernels';
import type { StyleSource } from './statistics';
import { fits } from './statistics';

/** ε under the root of σ, as the networks use it. */
export const EPSILON = 1e-5;

/** Statistics of one map that another layer can be given. */
export interface NamedStyle extends StyleSource { readonly layer: string; readonly sizePx: number; readonly channels: number }

/** μ, σ = √(variance + ε), smallest and largest of each channel of [C, H, W]. */
export async function spreadOf(context: RunContext, maps: Tensor, epsilon = EPSILON): Promise<{ readonly mu: Tensor; readonly sigma: Tensor; readonly low: Tensor; readonly high: Tensor }> {
  const [channels, height, width] = maps.shape as [number, number, number];
  const [mu, sigma, low, high] = await context.kernel(channelSpread, { inputs: [maps], uniforms: { channels, area: height * width, epsilon }, outputs: [[channels], [channels], [channels], [channels]] });
  return { mu: mu!, sigma: sigma!, low: low!, high: high! };
}

/**
 * What each map of a wire would make of a normalised channel. `measured`: σ and μ after the layer that made it, or of the map itself when none is known (AdaIN in
 * the sense of Huang & Belongie). `factors`: the layer's own γ and β. @throws NodeError at `port` when factors are asked of a map that carries none.
 */
export async function stylesOf(context: RunContext, value: FeaturesValue | PyramidValue, as: 'measured' | 'factors', port: string): Promise<readonly NamedStyle[]> {
  const styles: NamedStyle[] = [];
  for (const { tensor, layer, statistics } of levelsOf(value)) {
    const [mapChannels, , sizePx] = tensor.shape as [number, number, number];
    const channels = statistics?.gamma.shape[0] ?? mapChannels;
    if (as === 'factors') {
      if (!statistics) throw noFactors(layer, port);
      styles.push({ layer, sizePx, channels, gamma: statistics.gamma, beta: statistics.beta });
    } else if (statistics) styles.push({ layer, sizePx, channels, gamma: statistics.sigmaOut, beta: statistics.muOut });
    else {
      const { mu, sigma } = await spreadOf(context, tensor);
      styles.push({ layer, sizePx, channels, gamma: sigma, beta: mu });
    }
  }
  return styles;
}

/** The statistics for an AdaIN block: those of the layer of the same name, else of as many channels and the nearest size; undefined when none fit. */
export function styleFor(block: number, styles: readonly NamedStyle[]): NamedStyle | undefined {
  const shape = ADAIN_BLOCKS[block - 1]!;
  const candidates = styles.filter(({ channels }) => { const { first, second } = fits(shape, channels); return first || second; });
  const distance = ({ sizePx }: NamedStyle): number => Math.abs(Math.log2(sizePx / shape.nextSizePx));
  return candidates.find(({ layer }) => layer === `adain-${block}`) ?? [...candidates].sort((a, b) => distance(a) - distance(b))[0];
}

function noFactors(layer: string, port: string): NodeError {
  return new NodeError({
    en: `"${layer}" carries no γ and β of a normalising layer. Set "Statistics as" to "Mean and deviation", or link an output of "AAD fusion" or "AdaIN injection" that has them.`,
    zh: `“${layer}”不带归一化层的 γ 与 β。请把“统计量取法”设为“均值与标准差”，或连接“AAD 融合”“AdaIN 注入”中带统计量的输出。`,
  }, { code: 'no-statistics', port });
}
