/**
 * Cholesky factor of a symmetric positive definite matrix: fills the lower triangle of `matrix` (size², row-major; only its lower triangle is read)
 * with L of A = L·Lᵀ. Returns false, with the matrix half done, when it is not positive definite.
 */
export function choleskyInPlace(matrix: Float64Array, size: number): boolean {
  for (let row = 0; row < size; row += 2) {
    const upper = row * size;
    const lower = row + 1 < size ? upper + size : upper;
    // Two rows at once: each value of the finished rows that is read is used twice.
    for (let column = 0; column < row; column++) {
      const done = column * size;
      let sumUpper = 0;
      let sumLower = 0;
      for (let k = 0; k < column; k++) {
        const value = matrix[done + k]!;
        sumUpper += matrix[upper + k]! * value;
        sumLower += matrix[lower + k]! * value;
      }
      const diagonal = matrix[done + column]!;
      const nextUpper = (matrix[upper + column]! - sumUpper) / diagonal;
      const nextLower = (matrix[lower + column]! - sumLower) / diagonal;
      matrix[upper + column] = nextUpper;
      matrix[lower + column] = nextLower;
    }
    let squares = 0;
    for (let k = 0; k < row; k++) squares += matrix[upper + k]! ** 2;
    const left = matrix[upper + row]! - squares;
    if (!(left > 0)) return false;
    matrix[upper + row] = Math.sqrt(left);
    if (row + 1 === size) return true;
    let product = 0;
    let lowerSquares = 0;
    for (let k = 0; k < row; k++) {
      product += matrix[upper + k]! * matrix[lower + k]!;
      lowerSquares += matrix[lower + k]! ** 2;
    }
    const off = (matrix[lower + row]! - product) / matrix[upper + row]!;
    matrix[lower + row] = off;
    const lowerLeft = matrix[lower + row + 1]! - lowerSquares - off * off;
    if (!(lowerLeft > 0)) return false;
    matrix[lower + row + 1] = Math.sqrt(lowerLeft);
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
