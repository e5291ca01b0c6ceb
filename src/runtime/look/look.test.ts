import { describe, expect, it } from 'vitest';
import { cpuCompute } from '../cpu-compute';
import { ABOVE, ABSENT, BELOW } from '../kernels/channel-tiles';
import { cpuTensor } from '../tensor';
import type { FeaturesValue, Value } from '../values';
import { Looking } from './look';
import { projectToRgb } from './projection';

function features(shape: readonly [number, number, number], value: (channel: number, pixel: number) => number): FeaturesValue {
  const tensor = cpuTensor(shape), area = shape[1] * shape[2];
  for (let c = 0; c < shape[0]; c++) for (let i = 0; i < area; i++) tensor.data[c * area + i] = value(c, i);
  return { kind: 'features', tensor, meaning: 'signed', net: 'test', layer: 'first' };
}

function lookingAt(values: Readonly<Record<string, Value>>): Looking {
  return new Looking(({ node }) => Promise.resolve(values[node] ? { value: values[node], compute: cpuCompute } : undefined));
}

const place = (node: string) => ({ node, port: 'out' });

describe('looking at feature maps', () => {
  it('numbers each channel, and bounds 99.5 % of the values', async () => {
    const looking = lookingAt({ a: features([2, 10, 100], (c, i) => (c === 1 && i < 4 ? [NaN, Infinity, 500, -1000][i]! : (i % 2) * 2 - 1)) });
    const found = await looking.look(place('a'), 'channels', { level: 0 });
    expect(found?.nonFinite).toEqual(Float32Array.of(0, 2));
    expect(found?.mean[0]).toBeCloseTo(0, 6);
    expect(found?.std[0]).toBeCloseTo(1, 6);
    expect(found?.min[1]).toBe(-1000);
    expect(found?.largest).toBe(1000);
    expect(found?.robust).toBeGreaterThanOrEqual(1);
    expect(found?.robust).toBeLessThan(1.2);
  });

  it('draws tiles on the ranges asked for, and marks what does not fit', async () => {
    const looking = lookingAt({ a: features([3, 1, 4], (c, i) => (c === 2 ? [-2, 0, 2, NaN][i]! : c)) });
    const steps = await looking.look(place('a'), 'tiles', { level: 0, channels: [2, 1], lows: [-1, -1], highs: [1, 1], height: 1, width: 4 });
    expect([...steps ?? []]).toEqual([BELOW, 128, ABOVE, ABSENT, 255, 255, 255, 255]);
    await expect(looking.look(place('a'), 'tiles', { level: 1, channels: [0], lows: [0], highs: [1], height: 1, width: 4 })).rejects.toThrow('no level 2');
  });

  it('counts one channel or all in bins', async () => {
    const looking = lookingAt({ a: features([2, 1, 4], (c, i) => (c === 0 ? [-1, -0.5, 0.5, 9][i]! : 0.99)) });
    const one = await looking.look(place('a'), 'histogram', { level: 0, channel: 0, low: -1, high: 1 });
    expect([one?.[0], one?.[32], one?.[96], one?.[128], one?.[129]]).toEqual([1, 1, 1, 0, 1]);
    const all = await looking.look(place('a'), 'histogram', { level: 0, channel: undefined, low: -1, high: 1 });
    expect(all?.reduce((sum, count) => sum + count, 0)).toBe(8);
  });

  it('compares channels only of the same shape', async () => {
    const looking = lookingAt({ a: features([2, 2, 2], (c) => c), b: features([2, 2, 2], () => 0.5), c: features([3, 2, 2], () => 0) });
    expect(await looking.look(place('a'), 'differences', { level: 0, other: { ...place('b'), level: 0 } })).toEqual(Float32Array.of(0.5, 0.5));
    expect(await looking.look(place('a'), 'differences', { level: 0, other: { ...place('c'), level: 0 } })).toBeUndefined();
    expect(await looking.look(place('gone'), 'levels', undefined)).toBeUndefined();
  });

  it('gives what a normalising layer did to its channels', async () => {
    const vector = (...x: number[]) => cpuTensor([x.length], Float32Array.from(x));
    const value = { ...features([2, 1, 1], () => 0), statistics: { muIn: vector(1, 2), sigmaIn: vector(3, 4), gamma: vector(-1, 1), beta: vector(0, 1), muOut: vector(5, 6), sigmaOut: vector(7, 8) } };
    const looking = lookingAt({ a: value });
    expect((await looking.look(place('a'), 'levels', undefined))?.[0]?.statistics).toBe(true);
    expect((await looking.look(place('a'), 'statistics', { level: 0 }))?.gamma).toEqual(Float32Array.of(-1, 1));
  });
});

describe('principal components as colours', () => {
  // Three independent patterns spread over 12 channels: variances 9, 4 and 1.
  const patterns = [(i: number) => 3 * Math.sign(Math.sin(i * 1.3)), (i: number) => 2 * Math.sign(Math.cos(i * 2.9)), (i: number) => Math.sign(Math.sin(i * 5.1 + 1))];
  const make = (gain: number) => features([12, 16, 16], (c, i) => gain * patterns[c % 3]!(i) + c).tensor;

  it('explain all variance of three patterns, the largest first', () => {
    const { explained } = projectToRgb([{ ...make(1), data: make(1).data! }]);
    expect(explained.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 3);
    expect(explained[0]).toBeGreaterThan(explained[1]!);
    expect(explained[1]).toBeGreaterThan(explained[2]!);
  });

  it('share basis and range: equal pixels of two tensors get equal colours, a flatter tensor looks flatter', () => {
    const [a, b] = [make(1), make(0.25)].map((tensor) => ({ ...tensor, data: tensor.data! }));
    const same = projectToRgb([a!, a!]);
    expect(same.pictures[0]).toEqual(same.pictures[1]);
    const spread = (rgba: Uint8ClampedArray): number => Math.max(...rgba.filter((_, i) => i % 4 === 0)) - Math.min(...rgba.filter((_, i) => i % 4 === 0));
    const [left, right] = projectToRgb([a!, b!]).pictures;
    expect(spread(right!)).toBeLessThan(0.5 * spread(left!));
  });
});
