import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRandom, mixSeeds } from './random';

describe('createRandom', () => {
  it('gives the same numbers for the same seed, for ever', () => {
    const random = createRandom(7);
    expect([random.next(), random.next(), random.integer(0, 999)]).toMatchInlineSnapshot(`
      [
        0.726774855516851,
        0.803997396491468,
        530,
      ]
    `);
  });

  it('gives different streams for neighbouring seeds', () => {
    const firsts = new Set(Array.from({ length: 1000 }, (_, seed) => createRandom(seed).next()));
    expect(firsts.size).toBe(1000);
  });

  it('has a uniform mean and variance, and a standard normal', () => {
    const random = createRandom(1);
    let sum = 0;
    let squares = 0;
    let normals = 0;
    let normalSquares = 0;
    const count = 20000;
    for (let i = 0; i < count; i++) {
      const u = random.next();
      const n = random.normal();
      sum += u;
      squares += u * u;
      normals += n;
      normalSquares += n * n;
    }
    expect(sum / count).toBeCloseTo(0.5, 2);
    expect(squares / count).toBeCloseTo(1 / 3, 2);
    expect(Math.abs(normals / count)).toBeLessThan(0.03);
    expect(Math.abs(normalSquares / count - 1)).toBeLessThan(0.04);
  });

  it('keeps integers and ranges inside their ends', () => {
    fc.assert(fc.property(fc.integer(), fc.integer({ min: -50, max: 50 }), fc.integer({ min: 0, max: 50 }), (seed, from, span) => {
      const random = createRandom(seed);
      for (let i = 0; i < 20; i++) {
        const value = random.integer(from, from + span);
        expect(Number.isInteger(value) && value >= from && value <= from + span).toBe(true);
      }
    }));
  });

  it('never draws an item of weight 0 and refuses an impossible choice', () => {
    const random = createRandom(3);
    for (let i = 0; i < 500; i++) expect(random.weighted([['never', 0], ['a', 1], ['b', 2], ['never', 0]])).not.toBe('never');
    expect(() => random.weighted([['x', 0]])).toThrow(RangeError);
    expect(() => random.pick([])).toThrow(RangeError);
  });

  it('mixes seeds in order', () => {
    expect(mixSeeds(1, 2)).not.toBe(mixSeeds(2, 1));
    expect(mixSeeds(1)).not.toBe(mixSeeds(1 + 2 ** 32));
  });
});
