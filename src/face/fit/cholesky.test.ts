import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createRandom } from '../random';
import { choleskyInPlace, choleskyInverse, choleskySolve } from './cholesky';

it('solves and inverts random positive definite matrices', () => {
  fc.assert(fc.property(fc.integer({ min: 1, max: 12 }), fc.integer(), (size, seed) => {
    const random = createRandom(seed);
    const half = Array.from({ length: size * size }, () => random.normal());
    const matrix = new Float64Array(size * size);
    for (let i = 0; i < size; i++) {
      for (let j = 0; j < size; j++) {
        for (let k = 0; k < size; k++) matrix[i * size + j]! += half[i * size + k]! * half[j * size + k]!;
      }
      matrix[i * size + i]! += 0.5;
    }
    const wanted = Float64Array.from({ length: size }, () => random.normal());
    const b = Float64Array.from({ length: size }, (_, i) => wanted.reduce((sum, value, j) => sum + matrix[i * size + j]! * value, 0));
    const factor = Float64Array.from(matrix);
    expect(choleskyInPlace(factor, size)).toBe(true);
    choleskySolve(factor, size, b);
    b.forEach((value, i) => expect(value).toBeCloseTo(wanted[i]!, 6));
    const inverse = choleskyInverse(factor, size);
    for (let i = 0; i < size; i++) {
      for (let j = 0; j < size; j++) {
        let sum = 0;
        for (let k = 0; k < size; k++) sum += matrix[i * size + k]! * inverse[k * size + j]!;
        expect(sum).toBeCloseTo(i === j ? 1 : 0, 6);
      }
    }
  }));
});

it('says when a matrix is not positive definite', () => {
  expect(choleskyInPlace(Float64Array.of(1, 2, 2, 1), 2)).toBe(false);
});
