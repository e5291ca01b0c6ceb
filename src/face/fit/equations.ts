/**
 * The normal equations of a regularised least-squares problem, gathered row by row: H = Σ w·j·jᵀ + diag(prior), g = Σ w·j·r + prior·x,
 * for residuals r(x) with gradients j. Only the lower triangle of H is filled.
 */
export interface NormalEquations {
  readonly size: number;
  readonly matrix: Float64Array;
  readonly gradient: Float64Array;
  /** ½·Σ w·r² + ½·Σ prior·x². */
  cost: number;
}

export function createEquations(size: number): NormalEquations {
  return { size, matrix: new Float64Array(size * size), gradient: new Float64Array(size), cost: 0 };
}

/** Adds one residual row; `row` has `size` values. */
export function addRow(equations: NormalEquations, row: Float64Array, residual: number, weight: number): void {
  const { size, matrix, gradient } = equations;
  for (let i = 0; i < size; i++) {
    const scaled = weight * row[i]!;
    if (scaled === 0) continue;
    gradient[i]! += scaled * residual;
    const start = i * size;
    for (let j = 0; j <= i; j++) matrix[start + j]! += scaled * row[j]!;
  }
  equations.cost += 0.5 * weight * residual * residual;
}

/** Adds the prior that a parameter is `difference` away from its mean, with 1/variance `precision`. */
export function addPrior(equations: NormalEquations, index: number, difference: number, precision: number): void {
  equations.matrix[index * equations.size + index]! += precision;
  equations.gradient[index]! += precision * difference;
  equations.cost += 0.5 * precision * difference * difference;
}

/** Takes a parameter out of the problem: its step will be 0. */
export function freeze(equations: NormalEquations, index: number): void {
  const { size, matrix, gradient } = equations;
  for (let j = 0; j < index; j++) matrix[index * size + j] = 0;
  for (let i = index + 1; i < size; i++) matrix[i * size + index] = 0;
  matrix[index * size + index] = 1;
  gradient[index] = 0;
}
