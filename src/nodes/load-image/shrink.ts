import type { CpuTensor } from '../../runtime/tensor';
import { cpuTensor } from '../../runtime/tensor';

interface Bytes { readonly width: number; readonly height: number; readonly rgba: Uint8ClampedArray }

/**
 * Straight-alpha bytes, laid over an sRGB colour and made smaller in one go: each new pixel is the average of the area it covers. A picture of a hundred
 * megapixels so never exists as floating-point numbers.
 * @param size at most that of the picture
 * @returns colour [3, H, W] and opacity [1, H, W], 0..1
 */
export function shrinkOver({ width, height, rgba }: Bytes, size: { readonly width: number; readonly height: number }, behind: readonly number[]): { readonly colour: CpuTensor; readonly opacity: CpuTensor } {
  const colour = cpuTensor([3, size.height, size.width]), opacity = cpuTensor([1, size.height, size.width]);
  const columns = overlaps(width, size.width), rows = overlaps(height, size.height);
  const sums = new Float64Array(size.width * 4);
  const plane = size.width * size.height;
  const scale = (size.width / width) * (size.height / height) / 255;
  const finish = (row: number): void => {
    for (let x = 0, at = row * size.width; x < size.width; x++, at++) {
      const alpha = sums[4 * x + 3]! * scale;
      opacity.data[at] = alpha;
      for (let c = 0; c < 3; c++) colour.data[c * plane + at] = sums[4 * x + c]! * scale + behind[c]! * (1 - alpha);
    }
    sums.fill(0);
  };
  for (let y = 0; y < height; y++) {
    const first = rows.first[y]!, share = rows.share[y]!;
    addRow(sums, rgba, y * width * 4, columns, width, share);
    if (share < 1 || (y + 1) * size.height >= (first + 1) * height) {
      finish(first);
      if (share < 1 && first + 1 < size.height) addRow(sums, rgba, y * width * 4, columns, width, 1 - share);
    }
  }
  return { colour, opacity };
}

interface Overlaps { readonly first: Uint32Array; readonly share: Float64Array }

/** For each old pixel the new one it begins in, and how much of it lies there; the rest lies in the next. */
function overlaps(from: number, to: number): Overlaps {
  const first = new Uint32Array(from), share = new Float64Array(from);
  for (let at = 0; at < from; at++) {
    first[at] = Math.min(to - 1, Math.floor(at * to / from));
    const inside = (first[at]! + 1) * from / to - at;
    share[at] = first[at] === to - 1 || inside > 1 - 1e-9 ? 1 : inside;
  }
  return { first, share };
}

function addRow(sums: Float64Array, rgba: Uint8ClampedArray, start: number, columns: Overlaps, width: number, weight: number): void {
  for (let x = 0, at = start; x < width; x++, at += 4) {
    const alpha = rgba[at + 3]! * weight;
    if (alpha === 0) continue;
    const share = columns.share[x]!;
    const red = rgba[at]! / 255 * alpha, green = rgba[at + 1]! / 255 * alpha, blue = rgba[at + 2]! / 255 * alpha;
    const to = 4 * columns.first[x]!, rest = 1 - share;
    sums[to]! += red * share; sums[to + 1]! += green * share; sums[to + 2]! += blue * share; sums[to + 3]! += alpha * share;
    if (rest > 0) { sums[to + 4]! += red * rest; sums[to + 5]! += green * rest; sums[to + 6]! += blue * rest; sums[to + 7]! += alpha * rest; }
  }
}
