import type { CpuTensor, Tensor } from './tensor';
import { tensorsOf } from './value-tensors';
import type { Value } from './values';

export interface TensorStats { readonly min: number; readonly max: number; readonly mean: number; readonly std: number; readonly nonFinite: number }

/** Statistics of the finite values; all zero when there are none. Mean and deviation are summed in float64. */
export function statsOf(data: Float32Array): TensorStats {
  let min = Infinity, max = -Infinity, sum = 0, squares = 0, finite = 0;
  for (let i = 0; i < data.length; i++) {
    const x = data[i]!;
    if (!Number.isFinite(x)) continue;
    if (x < min) min = x;
    if (x > max) max = x;
    sum += x;
    squares += x * x;
    finite++;
  }
  if (finite === 0) return { min: 0, max: 0, mean: 0, std: 0, nonFinite: data.length };
  const mean = sum / finite;
  return { min, max, mean, std: Math.sqrt(Math.max(0, squares / finite - mean * mean)), nonFinite: data.length - finite };
}

/** True when every value is finite. Sums of float32 values in float64 never overflow, so a sum is finite just when all its terms are; four at a time do not wait for one another. */
export function allFinite(data: Float32Array): boolean {
  const whole = data.length & ~3;
  let a = 0, b = 0, c = 0, d = 0;
  for (let i = 0; i < whole; i += 4) {
    a += data[i]!;
    b += data[i + 1]!;
    c += data[i + 2]!;
    d += data[i + 3]!;
  }
  for (let i = whole; i < data.length; i++) a += data[i]!;
  return Number.isFinite(a + b + c + d);
}

export interface NonFinite { readonly tensor: string; readonly count: number; readonly total: number; readonly first: readonly number[] }

/** Where the values of a CPU tensor stop being numbers, or undefined when they never do. `first` is the index of the first, by axis. */
export function findNonFinite(name: string, tensor: Tensor & CpuTensor): NonFinite | undefined {
  if (allFinite(tensor.data)) return undefined;
  let count = 0, at = -1;
  for (let i = 0; i < tensor.data.length; i++) {
    if (Number.isFinite(tensor.data[i]!)) continue;
    if (at < 0) at = i;
    count++;
  }
  const first: number[] = [];
  for (let axis = tensor.shape.length - 1, rest = at; axis >= 0; axis--) {
    const side = tensor.shape[axis]!;
    first.unshift(rest % side);
    rest = Math.floor(rest / side);
  }
  return { tensor: name, count, total: tensor.data.length, first };
}

/** Non-finite values in all CPU tensors of a value. */
export function nonFiniteIn(value: Value): readonly NonFinite[] {
  const found: NonFinite[] = [];
  for (const { name, tensor } of tensorsOf(value)) {
    if (!tensor.data) continue;
    const fault = findNonFinite(name, { ...tensor, data: tensor.data });
    if (fault) found.push(fault);
  }
  return found;
}
