import type { CpuTensor } from '../tensor';
import type { Projection } from '../look-types';

/** Pixels that the components are fitted on, at most; spread evenly over all tensors. */
const FIT_PIXELS = 1024;
const ROUNDS = 16;
/** Share of the values that the range of a component leaves out at each end. */
const TAIL = 0.005;

/**
 * Three principal components of the pixels of several tensors [C, h, w] together, by subspace iteration, and each tensor as an RGB picture of them. Basis, centre
 * and range are common, so that equal colours mean equal features. The sign of a component makes its largest weight positive. Values that are not finite count as 0.
 */
export function projectToRgb(tensors: readonly CpuTensor[]): Projection {
  const first = tensors[0];
  if (!first) throw new RangeError('There is nothing to project.');
  const [channels = 1, height = 1, width = 1] = first.shape;
  const area = height * width;
  const { centre, rows } = gather(tensors, channels, area);
  const components = Math.min(3, channels);
  const { basis, variances } = subspace(rows, channels, components);
  let total = 0;
  for (let i = 0; i < rows.length; i++) total += rows[i]! ** 2;
  const scores = tensors.map(({ data }) => project(data, area, channels, centre, basis, components));
  const ranges = Array.from({ length: components }, (_, k) => rangeOf(scores.map((all) => all.subarray(k * area, (k + 1) * area))));
  const pictures = scores.map((all) => paint(all, area, components, ranges));
  return { width, height, pictures, explained: variances.map((variance) => (total > 0 ? variance / total : 0)), ranges };
}

function finite(x: number): number {
  return x - x === 0 ? x : 0;
}

/** The mean of each channel, and centred pixels, one a row. */
function gather(tensors: readonly CpuTensor[], channels: number, area: number): { readonly centre: Float64Array; readonly rows: Float64Array } {
  const all = tensors.length * area, count = Math.min(all, FIT_PIXELS);
  const rows = new Float64Array(count * channels);
  const centre = new Float64Array(channels);
  for (let row = 0; row < count; row++) {
    const at = Math.floor((row * all) / count), data = tensors[Math.floor(at / area)]!.data, pixel = at % area;
    for (let c = 0; c < channels; c++) {
      const x = finite(data[c * area + pixel]!);
      rows[row * channels + c] = x;
      centre[c]! += x / count;
    }
  }
  for (let row = 0; row < count; row++) for (let c = 0; c < channels; c++) rows[row * channels + c]! -= centre[c]!;
  return { centre, rows };
}

/** The first directions of rowsᵀ·rows and their eigenvalues, largest first. */
function subspace(rows: Float64Array, channels: number, components: number): { readonly basis: Float64Array[]; readonly variances: number[] } {
  const count = rows.length / channels;
  // A start that no eigenvector is orthogonal to in practice, and the same each time.
  let basis = orthonormal(Array.from({ length: components }, (_, k) => Float64Array.from({ length: channels }, (_, c) => Math.sin((c + 1) * (k + 1) * 1.7) + (c % (k + 2) === 0 ? 1 : 0))));
  let sizes: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const next = basis.map(() => new Float64Array(channels));
    for (let row = 0; row < count; row++) {
      const from = row * channels;
      for (const [k, direction] of basis.entries()) {
        let score = 0;
        for (let c = 0; c < channels; c++) score += rows[from + c]! * direction[c]!;
        const to = next[k]!;
        for (let c = 0; c < channels; c++) to[c]! += score * rows[from + c]!;
      }
    }
    sizes = next.map((direction, k) => direction.reduce((sum, x, c) => sum + x * basis[k]![c]!, 0));
    basis = orthonormal(next);
  }
  for (const direction of basis) {
    const top = direction.reduce((best, x) => (Math.abs(x) > Math.abs(best) ? x : best), 0);
    if (top < 0) for (let c = 0; c < channels; c++) direction[c]! *= -1;
  }
  return { basis, variances: sizes };
}

/** Gram–Schmidt, in order; a direction without anything of its own becomes 0. */
function orthonormal(directions: readonly Float64Array[]): Float64Array[] {
  const made: Float64Array[] = [];
  for (const direction of directions) {
    const own = direction.slice();
    for (const other of made) {
      const along = own.reduce((sum, x, c) => sum + x * other[c]!, 0);
      for (let c = 0; c < own.length; c++) own[c]! -= along * other[c]!;
    }
    const size = Math.hypot(...own);
    const whole = Math.hypot(...direction);
    made.push(own.map((x) => (size > 1e-9 * whole && size > 0 ? x / size : 0)));
  }
  return made;
}

function project(data: Float32Array, area: number, channels: number, centre: Float64Array, basis: readonly Float64Array[], components: number): Float64Array {
  const scores = new Float64Array(components * area);
  for (let c = 0; c < channels; c++) {
    for (let k = 0; k < components; k++) {
      const weight = basis[k]![c]!;
      if (weight === 0) continue;
      for (let i = 0; i < area; i++) scores[k * area + i]! += weight * (finite(data[c * area + i]!) - centre[c]!);
    }
  }
  return scores;
}

function rangeOf(parts: readonly Float64Array[]): readonly [number, number] {
  const sorted = Float64Array.from(parts.flatMap((part) => [...part])).sort();
  const [low, high] = [sorted[Math.floor(TAIL * (sorted.length - 1))]!, sorted[Math.ceil((1 - TAIL) * (sorted.length - 1))]!];
  return high > low ? [low, high] : [low - 1, low + 1];
}

function paint(scores: Float64Array, area: number, components: number, ranges: readonly (readonly [number, number])[]): Uint8ClampedArray {
  const rgba = new Uint8ClampedArray(area * 4);
  for (let i = 0; i < area; i++) {
    for (let k = 0; k < 3; k++) {
      const [low, high] = ranges[Math.min(k, components - 1)]!;
      rgba[i * 4 + k] = 255 * ((scores[Math.min(k, components - 1) * area + i]! - low) / (high - low));
    }
    rgba[i * 4 + 3] = 255;
  }
  return rgba;
}
