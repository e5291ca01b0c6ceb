import type { Tensor } from '../../../runtime/tensor';
import type { ChannelStatistics } from '../../../runtime/values';
import type { BlockHost } from './host';
import { replaceStyle, vectorLine } from './kernels';

/** A style vector (γ₁ − 1, β₁, γ₂ − 1, β₂) scaled: 0 leaves the normalised map as it is, 1 is the learnt style, beyond exaggerates. */
export async function scaleStyle(host: BlockHost, style: Tensor, strength: number): Promise<Tensor> {
  if (strength === 1) return style;
  return stretch(host, style, 0, style.shape[0]!, strength, 0);
}

/**
 * Statistics of a block's second normalisation, from what its network gives and its style vector.
 * @param channels of that normalisation: γ₂ − 1 and β₂ are the last 2 · channels numbers of the style.
 */
export async function statisticsOf(host: BlockHost, block: Readonly<Record<'mu_in' | 'sigma_in' | 'mu_out' | 'sigma_out', Tensor>>, style: Tensor, channels: number): Promise<ChannelStatistics> {
  const end = style.shape[0]!;
  return {
    muIn: block.mu_in, sigmaIn: block.sigma_in, muOut: block.mu_out, sigmaOut: block.sigma_out,
    gamma: await stretch(host, style, end - 2 * channels, channels, 1, 1),
    beta: await stretch(host, style, end - channels, channels, 1, 0),
  };
}

/** γ and β, [C] each, of another layer or picture. */
export interface StyleSource { readonly gamma: Tensor; readonly beta: Tensor }

/** Which of a block's two normalisations take foreign statistics: those with as many channels. */
export function fits(block: { readonly channels: number; readonly next: number }, channels: number): { readonly first: boolean; readonly second: boolean } {
  return { first: block.channels === channels, second: block.next === channels };
}

/** An AdaIN block's style (γ₁ − 1, β₁: `channels` each; γ₂ − 1, β₂: `next` each) with `share` of foreign statistics wherever their channels agree. */
export async function withForeignStatistics(host: BlockHost, style: Tensor, block: { readonly channels: number; readonly next: number }, source: StyleSource, share: number): Promise<Tensor> {
  const channels = source.gamma.shape[0]!, { first, second } = fits(block, channels);
  let mixed = style;
  for (const [use, at] of [[first, 0], [second, 2 * block.channels]] as const) {
    if (!use) continue;
    const [next] = await host.kernel(replaceStyle, { inputs: [mixed, source.gamma, source.beta], uniforms: { count: style.shape[0]!, first: at, channels, share }, outputs: [style.shape] });
    mixed = next!;
  }
  return mixed;
}

async function stretch(host: BlockHost, values: Tensor, first: number, count: number, gain: number, offset: number): Promise<Tensor> {
  const [result] = await host.kernel(vectorLine, { inputs: [values], uniforms: { count, first, gain, offset }, outputs: [[count]] });
  return result!;
}
