/**
 * Cholesky factor of a symmetric positive definite matrix: fills the lower triangle of `matrix` (size², row-major; only its lower triangle is read)
 * with L of A = L·Lᵀ. Returns false, with the matrix half done, when it is not positive definite.
 */
export function choleskyInPlace(matrix: Float64Array, size: number): boolean {
  for (let row = 0; row < size; row++) {
    const rowStart = row * size;
    for (let column = 0; column <= row; column++) {
      const columnStart = column * size;
      // Two lanes: one long chain of additions would wait for itself.
      let even = 0;
      let odd = 0;
      let k = 0;
      for (; k + 1 < column; k += 2) {
        even += matrix[rowStart + k]! * matrix[columnStart + k]!;
        odd += matrix[rowStart + k + 1]! * matrix[columnStart + k + 1]!;
      }
      if (k < column) even += matrix[rowStart + k]! * matrix[columnStart + k]!;
      const left = matrix[rowStart + column]! - (even + odd);
      if (column < row) matrix[rowStart + column] = left / matrix[columnStart + column]!;
      else if (left > 0) matrix[rowStart + row] = Math.sqrt(left);
      else return false;
    }
  }
  return true;
}

/** Solves L·Lᵀ·x = b in place of b, with L from `choleskyInPlace`. */
export function choleskySolve(factor: Float64Array, size: number, b: Float64Array): void {
  for (let row = 0; row < size; row++) {
    let sum = b[row]!;
    for (let k = 0; k < row; k++) sum -= factor[row * size + k]! * b[k]!;
    b[row] = sum / factor[row * size + row]!;
  }
  for (let row = size - 1; row >= 0; row--) {
    let sum = b[row]!;
    for (let k = row + 1; k < size; k++) sum -= factor[k * size + row]! * b[k]!;
    b[row] = sum / factor[row * size + row]!;
  }
}

/** A⁻¹, size² row-major and symmetric, from the factor of A: the product of L⁻ᵀ and L⁻¹, both gone through row by row. */
export function choleskyInverse(factor: Float64Array, size: number): Float64Array {
  const lower = new Float64Array(size * size);
  const inverse = new Float64Array(size * size);
  for (let row = 0; row < size; row++) {
    const start = row * size;
    lower[start + row] = 1;
    for (let k = 0; k < row; k++) {
      const share = factor[start + k]!;
      if (share === 0) continue;
      for (let column = 0; column <= k; column++) lower[start + column]! -= share * lower[k * size + column]!;
    }
    const diagonal = factor[start + row]!;
    for (let column = 0; column <= row; column++) lower[start + column]! /= diagonal;
    for (let i = 0; i <= row; i++) {
      const share = lower[start + i]!;
      for (let j = 0; j <= i; j++) inverse[i * size + j]! += share * lower[start + j]!;
    }
  }
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < i; j++) inverse[j * size + i] = inverse[i * size + j]!;
  }
  return inverse;
}
