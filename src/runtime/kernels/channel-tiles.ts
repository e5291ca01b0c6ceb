import type { Kernel } from '../kernel';
import { cpuTensor } from '../tensor';
import wgsl from './channel-tiles.wgsl?raw';

/** Steps beyond the colour table: below the range, above it, no number. */
export const BELOW = 256, ABOVE = 257, ABSENT = 258;
/** Rounding may not mark what lies on the end of its range. */
const SLACK = 1e-5;

/**
 * [C, H, W] and [n, 3] (channel, low, high of each tile) → [n, h, w]: the step 0..255 of a colour table from low to high, or a mark. A tile smaller than its
 * map shows means of the values its cells touch; one value that is no number marks the whole cell.
 */
export const channelTiles: Kernel = {
  name: 'channel-tiles',
  wgsl,
  workgroup: [8, 8, 1],
  uniforms: { height: 'u32', width: 'u32', tileHeight: 'u32', tileWidth: 'u32', tiles: 'u32' },
  threads: (_outputs, { tileWidth, tileHeight, tiles }) => [tileWidth!, tileHeight!, tiles!],
  cpu([maps, wanted], uniforms, [steps]) {
    const { height, width, tileHeight, tileWidth, tiles } = uniforms as Record<'height' | 'width' | 'tileHeight' | 'tileWidth' | 'tiles', number>;
    const from = maps!.data, want = wanted!.data, to = steps!.data;
    for (let tile = 0, at = 0; tile < tiles; tile++) {
      const base = want[tile * 3]! * height * width, low = want[tile * 3 + 1]!, span = want[tile * 3 + 2]! - low;
      if (tileHeight === height && tileWidth === width) {
        for (let i = base, end = base + height * width; i < end; i++, at++) to[at] = stepOf(from[i]!, low, span);
        continue;
      }
      for (let y = 0; y < tileHeight; y++) {
        const y0 = Math.floor((y * height) / tileHeight), y1 = Math.ceil(((y + 1) * height) / tileHeight);
        for (let x = 0; x < tileWidth; x++, at++) {
          const x0 = Math.floor((x * width) / tileWidth), x1 = Math.ceil(((x + 1) * width) / tileWidth);
          let sum = 0;
          for (let row = y0; row < y1; row++) for (let i = base + row * width + x0, end = i + x1 - x0; i < end; i++) sum += from[i]!;
          to[at] = stepOf(sum / ((y1 - y0) * (x1 - x0)), low, span);
        }
      }
    }
  },
  sample() {
    const maps = cpuTensor([3, 6, 8]);
    // Shares of the range lie between two steps' borders, so that rounding cannot move one to its neighbour.
    for (let i = 0; i < maps.data.length; i++) maps.data[i] = ((i * 53) % 300) / 255 - 0.05 + 0.0003;
    maps.data[60] = NaN;
    return { inputs: [maps, cpuTensor([2, 3], Float32Array.of(1, 0, 1, 2, -0.1, 1.1))], uniforms: { height: 6, width: 8, tileHeight: 3, tileWidth: 4, tiles: 2 }, outputs: [[2, 3, 4]] };
  },
};

function stepOf(value: number, low: number, span: number): number {
  if (value - value !== 0) return ABSENT;
  const share = (value - low) / span;
  if (share < -SLACK) return BELOW;
  if (share > 1 + SLACK) return ABOVE;
  return Math.floor(Math.min(1, Math.max(0, share)) * 255 + 0.5);
}
