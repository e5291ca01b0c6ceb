import { describe, expect, it } from 'vitest';
import { interval, pairedInterval, resamples } from './bootstrap';

/** A small generator that is the same everywhere. */
function chance(seed: number): { next(): number; integer(from: number, to: number): number } {
  let state = seed >>> 0;
  const next = (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  return { next, integer: (from, to) => from + Math.floor(next() * (to - from + 1)) };
}

describe('bootstrap', () => {
  it('covers the mean, narrows with more pairs, and leaves NaN out', () => {
    const random = chance(7);
    const values = (n: number): readonly number[] => Array.from({ length: n }, () => random.next() + random.next() - 1);
    const widthOf = (n: number): number => { const { low, high } = interval(values(n), resamples(n, 400, chance(1))); return high - low; };
    expect(widthOf(400)).toBeLessThan(widthOf(25));
    const some = interval([1, NaN, 3, NaN], resamples(4, 200, chance(1)));
    expect(some.mean).toBe(2);
    expect(some.low).toBeGreaterThanOrEqual(1);
    expect(some.high).toBeLessThanOrEqual(3);
    expect(interval([5, 5, 5], resamples(3, 50, chance(1)))).toEqual({ mean: 5, low: 5, high: 5 });
  });

  it('sees a small difference in pairs that vary much', () => {
    const random = chance(3);
    const hard = Array.from({ length: 40 }, () => 10 * random.next());
    const better = hard.map((value) => value + 0.5 + 0.1 * random.next());
    const draws = resamples(40, 400, chance(1));
    const { mean, low, high } = pairedInterval(better, hard, draws);
    expect(mean).toBeCloseTo(0.55, 1);
    expect(low).toBeGreaterThan(0.4);
    expect(high).toBeLessThan(0.7);
    const [a, b] = [interval(hard, draws), interval(better, draws)];
    expect(a.high).toBeGreaterThan(b.low);
    expect(pairedInterval([1, NaN], [1, 2], resamples(2, 20, chance(1))).mean).toBe(0);
  });
});
