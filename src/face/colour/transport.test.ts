import fc from 'fast-check';
import { expect, it } from 'vitest';
import { transportMatrix } from './transport';

const square = (g: readonly number[]): readonly number[] => Array.from({ length: 9 }, (_, i) => [0, 1, 2].reduce((sum, k) => sum + g[3 * Math.floor(i / 3) + k]! * g[3 * (i % 3) + k]!, 0) + (i % 4 === 0 ? 1 : 0));
const covariance = fc.array(fc.double({ min: -12, max: 12, noNaN: true }), { minLength: 9, maxLength: 9 }).map(square);
const times = (a: readonly number[], b: readonly number[]): readonly number[] => Array.from({ length: 9 }, (_, i) => [0, 1, 2].reduce((sum, k) => sum + a[3 * Math.floor(i / 3) + k]! * b[3 * k + (i % 3)]!, 0));
const moments = (cov: readonly number[]) => ({ mean: [0, 0, 0], covariance: cov });

it('carries one spread of colours into the other, by a symmetric map', () => {
  fc.assert(fc.property(covariance, covariance, (own, wanted) => {
    const t = transportMatrix(moments(own), moments(wanted), 1e6);
    const carried = times(times(t, own.map((v, i) => v + (i % 4 === 0 ? 0.05 : 0))), t);
    const scale = Math.max(...wanted.map(Math.abs));
    carried.forEach((value, i) => { expect(Math.abs(value - wanted[i]! - (i % 4 === 0 ? 0.05 : 0)) / scale).toBeLessThan(1e-6); });
    for (const [i, j] of [[1, 3], [2, 6], [5, 7]] as const) expect(t[i]).toBeCloseTo(t[j]!, 8);
  }));
});

it('changes nothing between like colours, and stretches no more than is allowed', () => {
  fc.assert(fc.property(covariance, covariance, (own, wanted) => {
    transportMatrix(moments(own), moments(own), 5).forEach((value, i) => { expect(value).toBeCloseTo(i % 4 === 0 ? 1 : 0, 6); });
    const t = transportMatrix(moments(own), moments(wanted), 1.3);
    const v = [1, 2, -1], stretched = Math.hypot(...[0, 1, 2].map((i) => t[3 * i]! * v[0]! + t[3 * i + 1]! * v[1]! + t[3 * i + 2]! * v[2]!)) / Math.hypot(...v);
    expect(stretched).toBeLessThanOrEqual(1.3 + 1e-9);
    expect(stretched).toBeGreaterThanOrEqual(1 / 1.3 - 1e-9);
  }));
});
