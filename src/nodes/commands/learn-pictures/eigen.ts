const SWEEPS = 40;
const CONVERGED = 1e-18;

/** Eigenvalues, largest first, with unit eigenvectors of a symmetric matrix (row-major, side × side), by cyclic Jacobi rotations (Golub & Van Loan, section 8.5). */
export function symmetricEigen(matrix: Float64Array, side: number): { readonly values: readonly number[]; readonly vectors: readonly Float64Array[] } {
  const a = Float64Array.from(matrix), v = new Float64Array(side * side);
  for (let i = 0; i < side; i++) v[i * side + i] = 1;
  const whole = a.reduce((sum, value) => sum + value * value, 0);
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    let off = 0;
    for (let p = 0; p < side; p++) for (let q = p + 1; q < side; q++) off += a[p * side + q]! ** 2;
    if (off <= CONVERGED * whole) break;
    for (let p = 0; p < side; p++) for (let q = p + 1; q < side; q++) rotate(a, v, side, p, q);
  }
  const order = Array.from({ length: side }, (_, i) => i).sort((i, j) => a[j * side + j]! - a[i * side + i]!);
  return { values: order.map((i) => a[i * side + i]!), vectors: order.map((i) => v.slice(i * side, (i + 1) * side)) };
}

/** Makes a[p, q] zero. The matrix stays symmetric, so rows stand for columns; `v` holds the vectors as rows. */
function rotate(a: Float64Array, v: Float64Array, side: number, p: number, q: number): void {
  const apq = a[p * side + q]!, app = a[p * side + p]!, aqq = a[q * side + q]!;
  if (apq === 0) return;
  const theta = (aqq - app) / (2 * apq), t = Math.sign(theta || 1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
  const c = 1 / Math.sqrt(t * t + 1), s = t * c;
  for (let k = 0; k < side; k++) {
    const pk = a[p * side + k]!, qk = a[q * side + k]!, vp = v[p * side + k]!, vq = v[q * side + k]!;
    a[p * side + k] = c * pk - s * qk;
    a[q * side + k] = s * pk + c * qk;
    v[p * side + k] = c * vp - s * vq;
    v[q * side + k] = s * vp + c * vq;
  }
  for (let k = 0; k < side; k++) {
    a[k * side + p] = a[p * side + k]!;
    a[k * side + q] = a[q * side + k]!;
  }
  a[p * side + p] = app - t * apq;
  a[q * side + q] = aqq + t * apq;
  a[p * side + q] = a[q * side + p] = 0;
}
