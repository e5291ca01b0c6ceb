import type { ChannelNumbers, LevelView, NormNumbers } from '../../../runtime/look-types';

/** What shares one range of colours: a channel alone, all channels of the layer, everything at the node, or both tensors of a comparison. */
export const SCOPES = ['channel', 'layer', 'node', 'both'] as const;
export type Scope = (typeof SCOPES)[number];

export type Bounds = Pick<ChannelNumbers, 'largest' | 'robust'>;

/** The common range of tensors: symmetric around zero for signed values, as declared for masks and unit values. */
export function commonRange(meaning: LevelView['meaning'], parts: readonly Bounds[], robust: boolean): readonly [number, number] {
  if (meaning !== 'signed') return [0, 1];
  const top = parts.reduce((most, part) => Math.max(most, robust ? part.robust : part.largest), 0) || 1;
  return [-top, top];
}

/** The range of one channel for itself. */
export function channelRange(meaning: LevelView['meaning'], numbers: ChannelNumbers, channel: number): readonly [number, number] {
  if (meaning !== 'signed') return [0, 1];
  const top = Math.max(Math.abs(numbers.min[channel] ?? 0), Math.abs(numbers.max[channel] ?? 0)) || 1;
  return [-top, top];
}

export const SORTS = ['index', 'energy', 'difference', 'gamma', 'spread'] as const;
export type Sort = (typeof SORTS)[number];

/** Channels in the order of a key, the largest first; equal ones, and keys that are not known, keep the order of their numbers. */
export function orderOf(sort: Sort, numbers: ChannelNumbers, norms: NormNumbers | undefined, differences: Float32Array | undefined): readonly number[] {
  const indices = Array.from(numbers.rms, (_, channel) => channel);
  const keys = keysOf(sort, numbers, norms, differences);
  return keys ? indices.sort((a, b) => (keys[b] ?? 0) - (keys[a] ?? 0) || a - b) : indices;
}

/** The number each channel is sorted by; undefined where it is not known. */
export function keysOf(sort: Sort, numbers: ChannelNumbers, norms: NormNumbers | undefined, differences: Float32Array | undefined): Float32Array | undefined {
  switch (sort) {
    case 'index': return undefined;
    case 'energy': return numbers.rms;
    case 'difference': return differences;
    case 'gamma': return norms?.gamma.map(Math.abs);
    case 'spread': return norms?.sigmaOut.map((sigma, channel) => sigma / Math.max(1e-12, norms.sigmaIn[channel] ?? 0));
  }
}

/** Share of the finite values outside the range, 0..1, from a histogram whose last two bins lie below and above. */
export function clippedShare(histogram: Float32Array): number {
  const all = histogram.reduce((sum, count) => sum + count, 0);
  return all === 0 ? 0 : ((histogram.at(-1) ?? 0) + (histogram.at(-2) ?? 0)) / all;
}
