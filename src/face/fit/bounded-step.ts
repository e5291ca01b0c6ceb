import { choleskyInPlace, choleskySolve } from './cholesky';
import type { NormalEquations } from './equations';

/** Each solution may push further parameters against their limits; after this many rounds the rest is cut off. */
const MOST_ROUNDS = 1;

/**
 * The step that solves (H + damping·diag(H))·step = −g while every parameter stays inside lower ≤ x + step ≤ upper: parameters that would leave are held
 * at their limit and the others solved again (active set). `room`: distance to the lower (≤ 0) and upper (≥ 0) limit of each of the first parameters;
 * the others are free.
 */
export function boundedStep(equations: NormalEquations, damping: number, lowerRoom: Float64Array, upperRoom: Float64Array): Float64Array {
  const { size, gradient } = equations;
  const held = new Uint8Array(size);
  const step = new Float64Array(size);
  for (let i = 0; i < lowerRoom.length; i++) {
    if ((lowerRoom[i]! >= 0 && gradient[i]! > 0) || (upperRoom[i]! <= 0 && gradient[i]! < 0)) held[i] = 1;
  }
  for (let round = 0; ; round++) {
    const solution = solveFree(equations, damping, held, step);
    let added = false;
    for (let i = 0; i < size; i++) {
      if (held[i] === 1) continue;
      step[i] = solution[i]!;
      if (i >= lowerRoom.length) continue;
      const limited = Math.min(upperRoom[i]!, Math.max(lowerRoom[i]!, solution[i]!));
      if (limited === solution[i]) continue;
      step[i] = limited;
      held[i] = 1;
      added = true;
    }
    if (!added || round === MOST_ROUNDS) return step;
  }
}

/** Solves for the parameters that are not held, the held ones moved by their step. More damping is added where the matrix is not positive definite. */
function solveFree(equations: NormalEquations, damping: number, held: Uint8Array, step: Float64Array): Float64Array {
  const { size, matrix, gradient } = equations;
  const free: number[] = [];
  const fixed: number[] = [];
  for (let i = 0; i < size; i++) (held[i] === 1 ? fixed : free).push(i);
  const count = free.length;
  const element = (i: number, j: number): number => (j <= i ? matrix[i * size + j]! : matrix[j * size + i]!);
  const right = new Float64Array(count);
  free.forEach((i, row) => {
    let sum = -gradient[i]!;
    for (const j of fixed) sum -= element(i, j) * step[j]!;
    right[row] = sum;
  });
  for (let more = damping; ; more = 10 * more + 1e-9) {
    const factor = new Float64Array(count * count);
    for (let row = 0; row < count; row++) {
      const start = free[row]! * size;
      for (let column = 0; column <= row; column++) factor[row * count + column] = matrix[start + free[column]!]!;
      factor[row * count + row]! += more * factor[row * count + row]! + 1e-12;
    }
    if (!choleskyInPlace(factor, count) && more < 1e12) continue;
    choleskySolve(factor, count, right);
    const solution = new Float64Array(size);
    free.forEach((i, row) => {
      solution[i] = right[row]!;
    });
    return solution;
  }
}
