import type { Kernel } from '../../runtime/kernel';
import type { CpuTensor } from '../../runtime/tensor';
import { discTensor, patternTensor } from '../shared/kernel-samples';
import guidanceWgsl from './poisson-guidance.wgsl?raw';
import prolongWgsl from './poisson-prolong.wgsl?raw';
import restrictWgsl from './poisson-restrict.wgsl?raw';
import smoothWgsl from './poisson-smooth.wgsl?raw';
import unknownWgsl from './poisson-unknown.wgsl?raw';

const plane = { channels: 'u32', width: 'u32', height: 'u32' } as const;
const twoLevels = { ...plane, coarseWidth: 'u32', coarseHeight: 'u32' } as const;
const overPicture: Kernel['threads'] = (_outputs, u) => [u.width!, u.height!, u.channels!];

/** Unknown pixels (1) of the finest level from a mask (half or more, all neighbours an eighth or more), or of a coarse level (`shrink` = 1) from the next finer one. The picture's edge is always known. */
export const poissonUnknown: Kernel = {
  name: 'poisson-unknown',
  wgsl: unknownWgsl,
  workgroup: [16, 16, 1],
  uniforms: { width: 'u32', height: 'u32', inWidth: 'u32', inHeight: 'u32', shrink: 'u32' },
  threads: (_outputs, u) => [u.width!, u.height!, 1],
  cpu: ([mask], u, [unknown]) => {
    const from = mask!.data, to = unknown!.data, width = u.width!, height = u.height!, inWidth = u.inWidth!;
    for (let y = 1; y < height - 1; y++) {
      for (let x = 1; x < width - 1; x++) {
        if (u.shrink === 0) {
          const at = y * width + x, around = Math.min(from[at - 1]!, from[at + 1]!, from[at - width]!, from[at + width]!);
          to[at] = from[at]! >= 0.5 && around >= 0.125 ? 1 : 0;
          continue;
        }
        if (2 * x + 1 >= inWidth || 2 * y + 1 >= u.inHeight!) continue;
        const first = 2 * y * inWidth + 2 * x;
        to[y * width + x] = Math.min(from[first]!, from[first + 1]!, from[first + inWidth]!, from[first + inWidth + 1]!);
      }
    }
  },
  sample: () => ({ inputs: [discTensor(15, 17, 0.45)], uniforms: { width: 9, height: 8, inWidth: 17, inHeight: 15, shrink: 1 }, outputs: [[1, 8, 9]] }),
};

/** Right side of the Poisson equation on the unknown pixels (Pérez, Gangnet & Blake 2003): eq. 11 (import gradients) or, with `mixed` = 1, eq. 12. */
export const poissonGuidance: Kernel = {
  name: 'poisson-guidance',
  wgsl: guidanceWgsl,
  workgroup: [16, 16, 1],
  uniforms: { ...plane, mixed: 'u32' },
  threads: overPicture,
  cpu: ([foreground, background, unknown], u, [right]) => {
    const over = foreground!.data, under = background!.data, free = unknown!.data, to = right!.data, width = u.width!, pixels = width * u.height!;
    for (let at = 0, i = 0; at < to.length; at++, i = i + 1 === pixels ? 0 : i + 1) {
      if (free[i]! < 0.5) continue;
      let sum = 0;
      for (const there of [at - 1, at + 1, at - width, at + width]) {
        const mine = over[at]! - over[there]!, theirs = under[at]! - under[there]!;
        sum += u.mixed === 1 && Math.abs(theirs) > Math.abs(mine) ? theirs : mine;
      }
      to[at] = sum;
    }
  },
  sample: () => ({
    inputs: [patternTensor([2, 9, 11], 51), patternTensor([2, 9, 11], 52), discTensor(9, 11)], uniforms: { channels: 2, width: 11, height: 9, mixed: 1 }, outputs: [[2, 9, 11]],
  }),
};

/** Half a sweep of red-black Gauss-Seidel for 4·f − Σ neighbours = right. `colour` 0 or 1. */
export const poissonSmooth: Kernel = {
  name: 'poisson-smooth',
  wgsl: smoothWgsl,
  workgroup: [16, 16, 1],
  uniforms: { ...plane, colour: 'u32' },
  threads: overPicture,
  cpu: ([values, right, unknown], u, [result]) => {
    const f = values!.data, b = right!.data, free = unknown!.data, to = result!.data, width = u.width!, height = u.height!;
    to.set(f);
    for (let c = 0; c < u.channels!; c++) {
      for (let y = 1; y < height - 1; y++) {
        const row = (c * height + y) * width;
        for (let x = 1 + ((1 + y + u.colour!) & 1); x < width - 1; x += 2) {
          if (free[y * width + x]! < 0.5) continue;
          const at = row + x;
          to[at] = 0.25 * (b[at]! + f[at - 1]! + f[at + 1]! + f[at - width]! + f[at + width]!);
        }
      }
    }
  },
  sample: () => ({
    inputs: [patternTensor([2, 9, 11], 53), patternTensor([2, 9, 11], 54, -1, 1), discTensor(9, 11)], uniforms: { channels: 2, width: 11, height: 9, colour: 1 }, outputs: [[2, 9, 11]],
  }),
};

function residual(values: CpuTensor, right: CpuTensor, unknown: CpuTensor, width: number, channelStart: number, x: number, y: number): number {
  if (unknown.data[y * width + x]! < 0.5) return 0;
  const f = values.data, at = channelStart + y * width + x;
  return right.data[at]! - 4 * f[at]! + f[at - 1]! + f[at + 1]! + f[at - width]! + f[at + width]!;
}

/** The fine level's residual, summed over each coarse pixel's four children. */
export const poissonRestrict: Kernel = {
  name: 'poisson-restrict',
  wgsl: restrictWgsl,
  workgroup: [16, 16, 1],
  uniforms: twoLevels,
  threads: (_outputs, u) => [u.coarseWidth!, u.coarseHeight!, u.channels!],
  cpu: ([values, right, unknown, coarseUnknown], u, [coarseRight]) => {
    const width = u.width!, coarseWidth = u.coarseWidth!, coarseHeight = u.coarseHeight!;
    for (let c = 0, at = 0; c < u.channels!; c++) {
      const start = c * width * u.height!;
      for (let y = 0, i = 0; y < coarseHeight; y++) {
        for (let x = 0; x < coarseWidth; x++, at++, i++) {
          if (coarseUnknown!.data[i]! < 0.5) continue;
          let sum = 0;
          for (let k = 0; k < 4; k++) sum += residual(values!, right!, unknown!, width, start, 2 * x + (k & 1), 2 * y + (k >> 1));
          coarseRight!.data[at] = sum;
        }
      }
    }
  },
  sample: () => {
    const coarse = discTensor(5, 6, 0.25);
    return {
      inputs: [patternTensor([2, 9, 11], 55), patternTensor([2, 9, 11], 56), discTensor(9, 11), coarse],
      uniforms: { channels: 2, width: 11, height: 9, coarseWidth: 6, coarseHeight: 5 }, outputs: [[2, 5, 6]],
    };
  },
};

/** Adds the coarse correction, enlarged bilinearly, to the unknown pixels. */
export const poissonProlong: Kernel = {
  name: 'poisson-prolong',
  wgsl: prolongWgsl,
  workgroup: [16, 16, 1],
  uniforms: twoLevels,
  threads: overPicture,
  cpu: ([values, unknown, correction], u, [result]) => {
    const f = values!.data, free = unknown!.data, e = correction!.data, to = result!.data;
    const width = u.width!, height = u.height!, coarseWidth = u.coarseWidth!, coarseHeight = u.coarseHeight!;
    to.set(f);
    for (let c = 0; c < u.channels!; c++) {
      for (let y = 0; y < height; y++) {
        const row = (y - 1) >> 1, fy = (y & 1) === 1 ? 0.25 : 0.75;
        const top = (c * coarseHeight + Math.max(0, row)) * coarseWidth, bottom = (c * coarseHeight + Math.min(coarseHeight - 1, row + 1)) * coarseWidth;
        for (let x = 0; x < width; x++) {
          if (free[y * width + x]! < 0.5) continue;
          const column = (x - 1) >> 1, fx = (x & 1) === 1 ? 0.25 : 0.75;
          const x0 = Math.max(0, column), x1 = Math.min(coarseWidth - 1, column + 1);
          to[(c * height + y) * width + x]! += (1 - fy) * ((1 - fx) * e[top + x0]! + fx * e[top + x1]!) + fy * ((1 - fx) * e[bottom + x0]! + fx * e[bottom + x1]!);
        }
      }
    }
  },
  sample: () => ({
    inputs: [patternTensor([2, 9, 11], 57), discTensor(9, 11), patternTensor([2, 5, 6], 58)], uniforms: { channels: 2, width: 11, height: 9, coarseWidth: 6, coarseHeight: 5 }, outputs: [[2, 9, 11]],
  }),
};
