import type { Kernel } from '../kernel';
import { cpuTensor } from '../tensor';
import wgsl from './channel-differences.wgsl?raw';

/** Two tensors [C, H, W] → [C, 2]: mean |A − B| and √mean (A − B)² of each channel, over the pixels where both are numbers. */
export const channelDifferences: Kernel = {
  name: 'channel-differences',
  wgsl,
  workgroup: [64, 1, 1],
  uniforms: { channels: 'u32', area: 'u32' },
  threads: (_outputs, { channels }) => [channels!, 1, 1],
  cpu([a, b], { channels, area }, [differences]) {
    const left = a!.data, right = b!.data, to = differences!.data;
    for (let c = 0; c < channels!; c++) {
      let sum = 0, squares = 0, count = 0;
      for (let i = c * area!, end = i + area!; i < end; i++) {
        const d = left[i]! - right[i]!;
        if (d - d !== 0) continue;
        sum += Math.abs(d);
        squares += d * d;
        count++;
      }
      const finite = Math.max(1, count);
      to[c * 2] = sum / finite;
      to[c * 2 + 1] = Math.sqrt(squares / finite);
    }
  },
  sample() {
    const make = (phase: number) => cpuTensor([4, 5, 60], Float32Array.from({ length: 1200 }, (_, i) => Math.sin(i * 0.21 + phase) * (1 + (i % 7))));
    const [a, b] = [make(0), make(0.8)];
    a.data[17] = NaN;
    return { inputs: [a, b], uniforms: { channels: 4, area: 300 }, outputs: [[4, 2]] };
  },
};
