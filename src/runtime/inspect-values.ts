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

/** True when every value is finite: x·0 is NaN for NaN and infinity alone, so one addition a value decides. */
export function allFinite(data: Float32Array): boolean {
  let zero = 0;
  for (let i = 0; i < data.length; i++) zero += data[i]! * 0;
  return zero === 0;
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
