import type { Kernel } from '../kernel';
import { cpuTensor } from '../tensor';
import wgsl from './channel-histogram.wgsl?raw';

export const BINS = 128;

/** [C, H, W] → [C, 130]: counts of the finite values in 128 even bins from `low` to `high` (the last holds its upper end), then of those below and above. */
export const channelHistogram: Kernel = {
  name: 'channel-histogram',
  wgsl,
  workgroup: [32, 1, 1],
  uniforms: { channels: 'u32', area: 'u32', low: 'f32', high: 'f32' },
  threads: (_outputs, { channels }) => [channels!, 1, 1],
  cpu([maps], uniforms, [counts]) {
    const { channels, area, low, high } = uniforms as Record<'channels' | 'area' | 'low' | 'high', number>;
    const from = maps!.data, to = counts!.data, scale = BINS / (high - low);
    for (let c = 0; c < channels; c++) {
      const base = c * (BINS + 2);
      for (let i = c * area, end = i + area; i < end; i++) {
        const x = from[i]!;
        if (x - x !== 0) continue;
        if (x < low) to[base + BINS]!++;
        else if (x > high) to[base + BINS + 1]!++;
        else {
          const bin = ((x - low) * scale) | 0;
          to[base + (bin < BINS ? bin : BINS - 1)]!++;
        }
      }
    }
  },
  sample() {
    const maps = cpuTensor([2, 9, 17]);
    // Values lie in the middle of bins, so that rounding cannot move one to its neighbour.
    for (let i = 0; i < maps.data.length; i++) maps.data[i] = (((i * 37) % 150) - 75 + 0.5) / 64;
    maps.data[5] = NaN;
    return { inputs: [maps], uniforms: { channels: 2, area: 153, low: -1, high: 1 }, outputs: [[2, BINS + 2]] };
  },
};
