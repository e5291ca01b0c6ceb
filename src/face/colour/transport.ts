/** Mean (3) and covariance (row-major 3 × 3) of colours. */
export interface ColourMoments { readonly mean: readonly number[]; readonly covariance: readonly number[] }

/** Own spreads below this (squared, in L*a*b* units) count as noise and are not stretched. */
const LEAST_VARIANCE = 0.05;

/**
 * The linear map that carries one normal distribution of colours into another with the least displacement (Monge–Kantorovich; Pitié and Kokaram 2007, eq. 10):
 * T = Σ^-½ (Σ^½ Σ_ref Σ^½)^½ Σ^-½, then v' = T (v − μ) + μ_ref. T is symmetric; its stretches are held between 1 / `mostGain` and `mostGain`.
 * @param mostGain ≥ 1
 * @returns T, row-major 3 × 3
 */
export function transportMatrix(own: ColourMoments, wanted: ColourMoments, mostGain: number): readonly number[] {
  const covariance = own.covariance.map((value, i) => value + (i % 4 === 0 ? LEAST_VARIANCE : 0));
  const reference = wanted.covariance.map((value, i) => value + (i % 4 === 0 ? LEAST_VARIANCE : 0));
  const half = throughEigen(covariance, Math.sqrt), inverse = throughEigen(covariance, (value) => 1 / Math.sqrt(value));
  const middle = throughEigen(product(product(half, reference), half), (value) => Math.sqrt(Math.max(0, value)));
  return throughEigen(product(product(inverse, middle), inverse), (value) => Math.min(mostGain, Math.max(1 / mostGain, value)));
}

/** A symmetric 3 × 3 matrix with a function laid on its eigenvalues, by Jacobi's turns. */
function throughEigen(matrix: readonly number[], change: (value: number) => number): readonly number[] {
  const a = [...matrix], vectors = [1, 0, 0, 0, 1, 0, 0, 0, 1];
  for (let sweep = 0; sweep < 30; sweep++) {
    let off = 0;
    for (const [p, q] of [[0, 1], [0, 2], [1, 2]] as const) {
      const apq = a[3 * p + q]!;
      off += apq * apq;
      if (Math.abs(apq) < 1e-300) continue;
      const theta = (a[4 * q]! - a[4 * p]!) / (2 * apq);
      const t = Math.sign(theta || 1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
      const c = 1 / Math.sqrt(t * t + 1), s = t * c;
      for (let k = 0; k < 3; k++) {
        const kp = a[3 * k + p]!, kq = a[3 * k + q]!;
        a[3 * k + p] = c * kp - s * kq;
        a[3 * k + q] = s * kp + c * kq;
      }
      for (let k = 0; k < 3; k++) {
        const pk = a[3 * p + k]!, qk = a[3 * q + k]!;
        a[3 * p + k] = c * pk - s * qk;
        a[3 * q + k] = s * pk + c * qk;
        const vp = vectors[3 * k + p]!, vq = vectors[3 * k + q]!;
        vectors[3 * k + p] = c * vp - s * vq;
        vectors[3 * k + q] = s * vp + c * vq;
      }
    }
    if (off < 1e-24 * (a[0]! ** 2 + a[4]! ** 2 + a[8]! ** 2)) break;
  }
  const values = [a[0]!, a[4]!, a[8]!].map(change);
  return Array.from({ length: 9 }, (_, i) => [0, 1, 2].reduce((sum, k) => sum + vectors[3 * Math.floor(i / 3) + k]! * values[k]! * vectors[3 * (i % 3) + k]!, 0));
}

function product(a: readonly number[], b: readonly number[]): readonly number[] {
  return Array.from({ length: 9 }, (_, i) => [0, 1, 2].reduce((sum, k) => sum + a[3 * Math.floor(i / 3) + k]! * b[3 * k + (i % 3)]!, 0));
}
