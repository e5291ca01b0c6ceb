import { describe, expect, it } from 'vitest';
import { cpuCompute } from '../cpu-compute';
import type { Compute } from '../machine';
import { cpuTensor, type Tensor } from '../tensor';
import type { Value } from '../values';
import { divergenceOf } from './divergence';
import { Looking } from './look';

const features = (shape: readonly [number, number, number], ...values: readonly number[]): Value => ({ kind: 'features', tensor: cpuTensor(shape, Float32Array.from({ length: shape[0] * shape[1] * shape[2] }, (_, i) => values[i % values.length]!)), meaning: 'signed', net: 'n', layer: 'l' });
const between = (a: Value, b: Value) => divergenceOf(a, b, cpuCompute, (tensor) => Promise.resolve(tensor));
const identity = (...x: number[]): Value => ({ kind: 'identity', vector: cpuTensor([x.length], Float32Array.from(x)), recogniser: 'r' });

describe('how far two values are apart', () => {
  it('is 0 for equal, √2 for unrelated and 2 for opposite ones', async () => {
    const a = features([2, 1, 2], 1, -1, 2, 0.5);
    expect(await between(a, a)).toEqual({ comparable: true, relativeL2: 0, shape: '2 × 1 × 2' });
    expect(await between(identity(1, 0), identity(0, 1))).toMatchObject({ relativeL2: Math.SQRT2 });
    expect(await between(a, features([2, 1, 2], -1, 1, -2, -0.5))).toMatchObject({ relativeL2: 2 });
    expect(await between(features([1, 1, 1], 0), features([1, 1, 1], 0))).toMatchObject({ relativeL2: 0 });
  });

  it('is the same by kernels as by plain sums', async () => {
    const make = (phase: number): Value => features([3, 4, 5], ...Array.from({ length: 60 }, (_, i) => Math.sin(i + phase)));
    // Tensors whose numbers must be asked for, as those on a device.
    const far = new WeakMap<Tensor, Tensor>();
    const away = (value: Value): Value => {
      if (value.kind !== 'features') return value;
      const tensor: Tensor = { shape: value.tensor.shape };
      far.set(tensor, value.tensor);
      return { ...value, tensor };
    };
    const compute = { ...cpuCompute, kernel: (kernel, call) => cpuCompute.kernel(kernel, { ...call, inputs: call.inputs.map((input) => far.get(input) ?? input) }), read: (tensor) => cpuCompute.read(tensor), release: () => undefined } as Compute;
    const plain = await between(make(0), make(0.7));
    const found = await divergenceOf(away(make(0)), away(make(0.7)), compute, (tensor) => Promise.resolve(tensor));
    expect(plain.comparable && found.comparable && Math.abs(plain.relativeL2 - found.relativeL2)).toBeLessThan(1e-5);
  });

  it('says why where it cannot be said', async () => {
    expect(await between(features([2, 1, 2], 1), features([4, 1, 1], 1))).toEqual({ comparable: false, why: 'shapes', own: '2 × 1 × 2', other: '4 × 1 × 1' });
    expect(await between(features([2, 1, 2], 1), identity(1))).toMatchObject({ why: 'kinds' });
    expect(await between(features([1, 1, 2], 1, NaN), features([1, 1, 2], 1))).toMatchObject({ why: 'not-numbers' });
    const looking = new Looking(({ node }) => Promise.resolve(node === 'a' ? { value: identity(1, 0), compute: cpuCompute } : undefined));
    expect(await looking.look({ node: 'a', port: 'o' }, 'divergence', { other: { node: 'b', port: 'o' } })).toMatchObject({ comparable: false, why: 'no-result' });
    expect(await looking.look({ node: 'a', port: 'o' }, 'divergence', { other: { node: 'a', port: 'o' } })).toMatchObject({ comparable: true, relativeL2: 0 });
    expect(await looking.look({ node: 'b', port: 'o' }, 'divergence', { other: { node: 'a', port: 'o' } })).toBeUndefined();
  });
});
