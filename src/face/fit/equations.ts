/**
 * The normal equations H·step = −g of a regularised least-squares problem: H = Σ j·jᵀ + diag(prior), g = Σ j·r + prior·x, for weighted residuals r with
 * gradients j. Only the lower triangle of H counts.
 */
export interface NormalEquations {
  readonly size: number;
  readonly matrix: Float64Array;
  readonly gradient: Float64Array;
}

/** Weighted rows of a least-squares problem, stored column by column so that H is made of straight runs. */
export interface Design {
  readonly size: number;
  /** Room for rows. */
  readonly capacity: number;
  /** size × capacity. */
  readonly columns: Float64Array;
  readonly residuals: Float64Array;
  rows: number;
}

export function createDesign(size: number, maxRows: number): Design {
  return { size, capacity: maxRows, columns: new Float64Array(size * maxRows), residuals: new Float64Array(maxRows), rows: 0 };
}

/** H and g of the rows. Four entries of H are summed at once, so that each value read is used twice. */
export function normalEquationsOf(design: Design): NormalEquations {
  const { size, capacity, columns, residuals, rows } = design;
  const matrix = new Float64Array(size * size);
  const gradient = new Float64Array(size);
  for (let i = 0; i < size; i += 2) {
    const a = i * capacity;
    const b = Math.min(i + 1, size - 1) * capacity;
    let ga = 0, gb = 0;
    for (let k = 0; k < rows; k++) {
      ga += columns[a + k]! * residuals[k]!;
      gb += columns[b + k]! * residuals[k]!;
    }
    gradient[i] = ga;
    if (i + 1 < size) gradient[i + 1] = gb;
    for (let j = 0; j <= i; j += 2) {
      const c = j * capacity;
      const d = Math.min(j + 1, size - 1) * capacity;
      let ac = 0, ad = 0, bc = 0, bd = 0;
      for (let k = 0; k < rows; k++) {
        const va = columns[a + k]!, vb = columns[b + k]!, vc = columns[c + k]!, vd = columns[d + k]!;
        ac += va * vc;
        ad += va * vd;
        bc += vb * vc;
        bd += vb * vd;
      }
      matrix[i * size + j] = ac;
      if (j + 1 < size) matrix[i * size + j + 1] = ad;
      if (i + 1 < size) {
        matrix[(i + 1) * size + j] = bc;
        if (j + 1 < size) matrix[(i + 1) * size + j + 1] = bd;
      }
    }
  }
  return { size, matrix, gradient };
}

/** Adds the prior that a parameter is `difference` away from its mean, with 1/variance `precision`. */
export function addPrior(equations: NormalEquations, index: number, difference: number, precision: number): void {
  equations.matrix[index * equations.size + index]! += precision;
  equations.gradient[index]! += precision * difference;
}
