import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gapsOf, groupsOf, topsOf, unlikeOf, type VectorValue } from './vectors';

const identity = (recogniser: string, ...x: readonly number[]): VectorValue => ({ kind: 'identity', recogniser, vector: { shape: [x.length], data: Float32Array.from(x) } });
const coefficients = (alpha: readonly number[], beta: readonly number[], version = '1'): VectorValue => ({ kind: 'coefficients', model: { name: 'm', version }, identity: Float32Array.from(alpha), expression: Float32Array.from(beta) });

describe('vectors of lanes', () => {
  it('are subtracted and measured group by group, each minus the reference', () => {
    const [alpha, beta] = gapsOf(coefficients([3, 4], [1]), coefficients([4, 3], [0]));
    expect([...alpha!.values]).toEqual([-1, 1]);
    expect(alpha!.cosine).toBeCloseTo(24 / 25, 12);
    expect(alpha!.l2).toBeCloseTo(Math.SQRT2, 12);
    expect(alpha!.relativeL2).toBeCloseTo(Math.sqrt(2 / 25), 12);
    expect([...beta!.values, beta!.cosine]).toEqual([1, NaN]);
    expect(gapsOf(identity('r', 0, 0), identity('r', 0, 0))[0]).toMatchObject({ l2: 0, relativeL2: 0, cosine: NaN });
    expect(gapsOf(identity('r', 1, 0), identity('r', 0, 1))[0]).toMatchObject({ cosine: 0, relativeL2: Math.SQRT2 });
  });

  it('meet only in one space', () => {
    const a = identity('arcface', 1, 0);
    expect(unlikeOf(a, identity('arcface', 0, 1))).toBeUndefined();
    expect(unlikeOf(a, identity('judge', 0, 1))).toBe('spaces');
    expect(unlikeOf(a, identity('arcface', 0, 1, 0))).toBe('lengths');
    expect(unlikeOf(a, coefficients([1], [1]))).toBe('kinds');
    expect(unlikeOf(coefficients([1], [1]), coefficients([1], [1], '2'))).toBe('spaces');
    expect(unlikeOf(coefficients([1], [1]), coefficients([1], [1, 2]))).toBe('lengths');
  });

  it('have one scale a group for all lanes, whatever is not a number', () => {
    expect(topsOf([groupsOf(coefficients([0.5, -2], [0.1])), undefined, groupsOf(coefficients([1, NaN], [-0.3]))])).toEqual({ vector: 1, identity: 2, expression: Math.fround(0.3) });
    expect(topsOf([groupsOf(identity('r', 0, 0))]).vector).toBe(1);
  });

  it('give back what they were made of: the reference and the difference add up, and cosines lie in −1..1', () => {
    const numbers = fc.array(fc.float({ min: -4, max: 4, noNaN: true }), { minLength: 5, maxLength: 5 });
    fc.assert(fc.property(numbers, numbers, (a, b) => {
      const [gap] = gapsOf(identity('r', ...a), identity('r', ...b));
      gap!.values.forEach((value, i) => { expect(value + Math.fround(b[i]!)).toBeCloseTo(Math.fround(a[i]!), 5); });
      if (!Number.isNaN(gap!.cosine)) expect(Math.abs(gap!.cosine)).toBeLessThanOrEqual(1 + 1e-9);
      expect(gap!.relativeL2).toBeLessThanOrEqual(2 + 1e-9);
    }));
  });
});
