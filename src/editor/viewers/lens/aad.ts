import type { NormNumbers } from '../../../runtime/look-types';

/** out = (1 − M)·A + M·I (FaceShifter, section 3.1, equation 5), in float64 from the float32 numbers of the tensors. M = 1 is all identity. */
export function blendOf(mask: number, attribute: number, identity: number): number {
  return (1 - mask) * attribute + mask * identity;
}

/** γ·(x − μ)/σ + β: what instance normalisation and a learnt scale and shift do to a value. */
export function normalised(x: number, mu: number, sigma: number, gamma: number, beta: number): number {
  return (gamma * (x - mu)) / sigma + beta;
}

/** How far each channel moved in the plane of (μ, σ). */
export function movesOf({ muIn, sigmaIn, muOut, sigmaOut }: NormNumbers): Float64Array {
  return Float64Array.from(muIn, (mu, c) => Math.hypot(muOut[c]! - mu, sigmaOut[c]! - sigmaIn[c]!));
}

/** Channels, the one that moved furthest first. */
export function byMove(numbers: NormNumbers): readonly number[] {
  const moves = movesOf(numbers);
  return Array.from(moves, (_, c) => c).sort((a, b) => moves[b]! - moves[a]! || a - b);
}

export interface Plot {
  /** Values at the edges: μ from left to right, σ from bottom (0) to top. */
  readonly mu: readonly [number, number];
  readonly sigmaTop: number;
  /** Per channel: from and to, in 0..1 of the plot, y downwards. */
  readonly arrows: readonly { readonly x1: number; readonly y1: number; readonly x2: number; readonly y2: number }[];
}

/** The plane of (μ, σ) that holds every channel before and after, μ symmetric around zero. */
export function plotOf({ muIn, sigmaIn, muOut, sigmaOut }: NormNumbers): Plot {
  const most = (...all: readonly Float32Array[]): number => all.reduce((top, values) => values.reduce((max, x) => Math.max(max, Number.isFinite(x) ? Math.abs(x) : 0), top), 0) || 1;
  const top = most(muIn, muOut) * 1.04, sigmaTop = most(sigmaIn, sigmaOut) * 1.04;
  const x = (mu: number): number => (mu + top) / (2 * top), y = (sigma: number): number => 1 - sigma / sigmaTop;
  return { mu: [-top, top], sigmaTop, arrows: Array.from(muIn, (mu, c) => ({ x1: x(mu), y1: y(sigmaIn[c]!), x2: x(muOut[c]!), y2: y(sigmaOut[c]!) })) };
}

/**
 * How well the numbers agree with plain AdaIN, whose result has μ = β and σ = |γ| (Huang & Belongie 2017, equation 8): the largest differences over all
 * channels. In AAD the result is a blend, and they may differ.
 */
export function adainResidual({ gamma, beta, muOut, sigmaOut }: NormNumbers): { readonly mu: number; readonly sigma: number } {
  let mu = 0, sigma = 0;
  for (let c = 0; c < gamma.length; c++) {
    mu = Math.max(mu, Math.abs(muOut[c]! - beta[c]!));
    sigma = Math.max(sigma, Math.abs(sigmaOut[c]! - Math.abs(gamma[c]!)));
  }
  return { mu, sigma };
}
