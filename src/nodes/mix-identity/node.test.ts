import { describe, expect, it } from 'vitest';
import { runNode } from '../shared/run-node';
import { refusalOf, testIdentity } from '../shared/swap-blocks/test-blocks';
import { testContext } from '../shared/test-context';
import { largestGap } from '../shared/test-pictures';
import definition from './node';
import run from './run';

const source = testIdentity(1), target = testIdentity(2);
const mix = async (c: number, d: number) => (await runNode(definition, run, { source, target }, { c, d }, testContext())).identity;

describe('mix-identity', () => {
  it('is the source, the target, and the middle of both on the sphere', async () => {
    expect(largestGap((await mix(1, 0)).vector.data!, source.vector.data)).toBeLessThan(1e-6);
    expect(largestGap((await mix(0, 3)).vector.data!, target.vector.data)).toBeLessThan(1e-6);
    const half = (await mix(0.5, 0.5)).vector.data!, towards = (other: Float32Array) => half.reduce((sum, value, i) => sum + value * other[i]!, 0);
    expect(Math.hypot(...half)).toBeCloseTo(1, 5);
    expect(towards(source.vector.data)).toBeCloseTo(towards(target.vector.data), 5);
  });

  it('refuses two recognisers, v_sid, and shares of nothing', () => {
    const of = (recogniser: string) => ({ kind: 'identity' as const, recogniser });
    expect(refusalOf(definition, { source: of('swapgraph-identity'), target: of('swapgraph-identity-judge') })).toMatch(/^target: .*same recogniser/);
    expect(refusalOf(definition, { source: of('swapgraph-v_sid'), target: of('swapgraph-v_sid') })).toMatch(/^source: .*before "Shape-aware identity"/);
    expect(refusalOf(definition, { source: of('a'), target: of('a') }, { c: 0, d: 0 })).toMatch(/^c: /);
    expect(refusalOf(definition, { source: of('a'), target: of('a') })).toBe('');
  });
});
