import type { Kernel } from '../kernel';
import { cpuTensor } from '../tensor';
import wgsl from './channel-moments.wgsl?raw';

/** Numbers a channel in the output of `channelMoments`: min, max, mean, std, rms (over the finite values) and the count of values that are not finite. */
export const MOMENTS = 6;

/** [C, H, W] → [C, 6]. A channel without a finite value has zeros. */
export const channelMoments: Kernel = {
  name: 'channel-moments',
  wgsl,
  workgroup: [64, 1, 1],
  uniforms: { channels: 'u32', area: 'u32' },
  threads: (_outputs, { channels }) => [channels!, 1, 1],
  cpu([maps], { channels, area }, [moments]) {
    const from = maps!.data, to = moments!.data;
    for (let c = 0; c < channels!; c++) {
      const first = c * area!, end = first + area!;
      let low = Infinity, high = -Infinity, sum = 0, squares = 0, count = 0;
      for (let i = first; i < end; i++) {
        const x = from[i]!;
        if (x - x !== 0) continue;
        if (x < low) low = x;
        if (x > high) high = x;
        sum += x;
        squares += x * x;
        count++;
      }
      const finite = Math.max(1, count), mean = sum / finite;
      // In float64 the difference of squares keeps enough digits for a deviation above 1e-7 of the mean.
      const spread = Math.max(0, squares / finite - mean * mean);
      to.set(count > 0 ? [low, high, mean, Math.sqrt(spread), Math.sqrt(squares / finite), area! - count] : [0, 0, 0, 0, 0, area!], c * MOMENTS);
    }
  },
  sample() {
    const maps = cpuTensor([3, 20, 31]);
    for (let i = 0; i < maps.data.length; i++) maps.data[i] = Math.sin(i * 0.37) * (1 + Math.floor(i / 620)) + Math.floor(i / 620) - 1;
    maps.data[700] = NaN;
    maps.data[701] = -Infinity;
    return { inputs: [maps], uniforms: { channels: 3, area: 620 }, outputs: [[3, MOMENTS]] };
  },
};
