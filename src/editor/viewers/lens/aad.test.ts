import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { NormNumbers } from '../../../runtime/look-types';
import { adainResidual, blendOf, byMove, movesOf, normalised, plotOf } from './aad';

const f = (...x: number[]) => Float32Array.from(x);
const numbers: NormNumbers = { muIn: f(0, 1, -2), sigmaIn: f(1, 1, 2), gamma: f(1, -3, 0.5), beta: f(0, 4, -2), muOut: f(0, 4, -2), sigmaOut: f(1, 3, 0.5) };

describe('attentional denormalisation', () => {
  it('takes the attribute where M is 0, the identity where M is 1, and mixes between', () => {
    expect(blendOf(0, 2, 9)).toBe(2);
    expect(blendOf(1, 2, 9)).toBe(9);
    expect(blendOf(0.25, 2, -2)).toBe(1);
  });

  it('stays between its two inputs for every mask of 0..1', () => {
    const real = fc.double({ min: -1e3, max: 1e3, noNaN: true });
    fc.assert(fc.property(fc.double({ min: 0, max: 1, noNaN: true }), real, real, (m, a, i) => {
      const out = blendOf(m, a, i);
      expect(out).toBeGreaterThanOrEqual(Math.min(a, i) - 1e-9);
      expect(out).toBeLessThanOrEqual(Math.max(a, i) + 1e-9);
    }));
  });

  it('gives a normalised channel the mean β and the deviation |γ|', () => {
    const x = Array.from({ length: 500 }, (_, i) => Math.sin(i * 1.7) * 3 + 5);
    const mu = x.reduce((sum, v) => sum + v, 0) / x.length;
    const sigma = Math.sqrt(x.reduce((sum, v) => sum + (v - mu) ** 2, 0) / x.length);
    const out = x.map((v) => normalised(v, mu, sigma, -2, 0.7));
    const mean = out.reduce((sum, v) => sum + v, 0) / out.length;
    expect(mean).toBeCloseTo(0.7, 9);
    expect(Math.sqrt(out.reduce((sum, v) => sum + (v - mean) ** 2, 0) / out.length)).toBeCloseTo(2, 9);
  });
});

describe('channels in the plane of (μ, σ)', () => {
  it('are ordered by how far they moved', () => {
    expect([...movesOf(numbers)].map((move) => Number(move.toFixed(4)))).toEqual([0, Number(Math.hypot(3, 2).toFixed(4)), 1.5]);
    expect(byMove(numbers)).toEqual([1, 2, 0]);
  });

  it('all lie inside the plot, with μ = 0 in its middle', () => {
    const { arrows, mu } = plotOf(numbers);
    expect(mu[0]).toBe(-mu[1]);
    expect(arrows[0]?.x1).toBeCloseTo(0.5, 9);
    for (const arrow of arrows) for (const at of Object.values(arrow)) {
      expect(at).toBeGreaterThanOrEqual(0);
      expect(at).toBeLessThanOrEqual(1);
    }
  });

  it('agree with plain AdaIN when σ_out is |γ| and μ_out is β', () => {
    expect(adainResidual(numbers)).toEqual({ mu: 0, sigma: 0 });
    expect(adainResidual({ ...numbers, muOut: f(0, 4, -1) }).mu).toBe(1);
  });
});
