import type { Kernel } from '../../runtime/kernel';
import { discTensor, patternTensor } from '../shared/kernel-samples';
import applyTableWgsl from './apply-table.wgsl?raw';
import histogramTableWgsl from './histogram-table.wgsl?raw';
import histogramWgsl from './histogram.wgsl?raw';

/** Weight of a picture [3, H, W] under a mask [1, H, W] in each of `bins` bins over 0..1: [3, bins]. */
export const histogram: Kernel = {
  name: 'histogram',
  wgsl: histogramWgsl,
  workgroup: [64, 1, 1],
  uniforms: { pixels: 'u32', bins: 'u32' },
  threads: (_outputs, u) => [u.bins!, 3, 1],
  cpu: ([picture, mask], u, [counts]) => {
    const from = picture!.data, m = mask!.data, to = counts!.data, pixels = u.pixels!, bins = u.bins!;
    for (let c = 0; c < 3; c++) {
      for (let i = 0; i < pixels; i++) {
        if (m[i]! <= 0) continue;
        const bin = Math.min(bins - 1, Math.max(0, Math.floor(from[c * pixels + i]! * bins)));
        to[c * bins + bin]! += m[i]!;
      }
    }
  },
  sample: () => ({ inputs: [patternTensor([3, 8, 9], 31), discTensor(8, 9)], uniforms: { pixels: 72, bins: 16 }, outputs: [[3, 16]] }),
};

/** Two histograms [3, bins] to the table [3, bins + 1] that gives the first the shape of the second: same share of the weight below. */
export const histogramTable: Kernel = {
  name: 'histogram-table',
  wgsl: histogramTableWgsl,
  workgroup: [64, 1, 1],
  uniforms: { bins: 'u32' },
  threads: (_outputs, u) => [u.bins! + 1, 3, 1],
  cpu: ([ownCounts, wantedCounts], u, [table]) => {
    const own = ownCounts!.data, wanted = wantedCounts!.data, to = table!.data, bins = u.bins!;
    for (let c = 0; c < 3; c++) {
      const first = c * bins;
      let ownTotal = 0, wantedTotal = 0;
      for (let i = 0; i < bins; i++) { ownTotal += own[first + i]!; wantedTotal += wanted[first + i]!; }
      const usable = ownTotal >= 1 && wantedTotal >= 1;
      let below = 0, reached = 0, bin = 0;
      for (let edge = 0; edge <= bins; edge++) {
        const share = below / ownTotal * wantedTotal * 0.999999;
        while (bin < bins - 1 && (wanted[first + bin] === 0 || reached + wanted[first + bin]! < share)) reached += wanted[first + bin++]!;
        const rise = wanted[first + bin]!;
        const within = rise > 0 ? Math.min(1, Math.max(0, (share - reached) / rise)) : 0;
        to[c * (bins + 1) + edge] = usable ? (bin + within) / bins : edge / bins;
        if (edge < bins) below += own[first + edge]!;
      }
    }
  },
  sample: () => ({ inputs: [patternTensor([3, 16], 32), patternTensor([3, 16], 33)], uniforms: { bins: 16 }, outputs: [[3, 17]] }),
};

/** Sends a picture [3, H, W] through the tables [3, bins + 1]. */
export const applyTable: Kernel = {
  name: 'apply-table',
  wgsl: applyTableWgsl,
  workgroup: [64, 1, 1],
  uniforms: { pixels: 'u32', bins: 'u32', strength: 'f32' },
  threads: (_outputs, u) => [u.pixels!, 3, 1],
  cpu: ([picture, table], u, [result]) => {
    const from = picture!.data, entries = table!.data, to = result!.data, pixels = u.pixels!, bins = u.bins!;
    for (let i = 0; i < 3 * pixels; i++) {
      const value = from[i]!;
      const position = Math.min(1, Math.max(0, value)) * bins, bin = Math.min(bins - 1, Math.floor(position));
      const entry = Math.floor(i / pixels) * (bins + 1) + bin;
      const mapped = entries[entry]! + (position - bin) * (entries[entry + 1]! - entries[entry]!);
      to[i] = value + u.strength! * (mapped - value);
    }
  },
  sample: () => ({ inputs: [patternTensor([3, 5, 6], 34), patternTensor([3, 17], 35)], uniforms: { pixels: 30, bins: 16, strength: 0.9 }, outputs: [[3, 5, 6]] }),
};
