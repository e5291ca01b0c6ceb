/**
 * The one source of chance in `face`: seeded, with the same numbers on every machine and engine.
 * The generator is sfc32 (Chris Doty-Humphrey, PractRand), its four words filled by splitmix32 from a 32-bit seed.
 * `normal` uses Math.log and Math.cos, whose last bit may differ between engines; everything else is exact integer arithmetic.
 */
export interface Random {
  /** Uniform in [0, 1), 32 bits of resolution. */
  next(): number;
  /** Uniform in [from, to). */
  range(from: number, to: number): number;
  /** Standard normal (Box & Muller 1958), mean 0, standard deviation 1. */
  normal(): number;
  /** One item of a non-empty list, all equally likely. Throws a RangeError for an empty list. */
  pick<T>(items: readonly T[]): T;
  /** One item, with probability proportional to its weight (≥ 0). Throws a RangeError when no weight is positive. */
  weighted<T>(items: readonly (readonly [item: T, weight: number])[]): T;
  /** Integer in [from, to], both ends included. */
  integer(from: number, to: number): number;
  /** True with this probability, 0..1. */
  chance(probability: number): boolean;
  /** A seed for an independent generator, 0..2³²−1: draws one number. */
  seed(): number;
}

/** splitmix32: spreads consecutive seeds over all 32 bits. Returns a function giving the next word, 0..2³²−1. */
function splitmix32(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x9e3779b9) | 0;
    let word = state ^ (state >>> 16);
    word = Math.imul(word, 0x21f0aaad);
    word ^= word >>> 15;
    word = Math.imul(word, 0x735a2d97);
    return (word ^ (word >>> 15)) >>> 0;
  };
}

/**
 * Mixes integers into one seed, 0..2³²−1, so that (seed, index) pairs give unrelated generators. Fractions are cut off.
 * A seed above 2³² keeps its high bits too.
 */
export function mixSeeds(...seeds: readonly number[]): number {
  let mixed = 0x6a09e667;
  for (const seed of seeds) {
    const low = splitmix32((mixed ^ seed) >>> 0)();
    mixed = splitmix32((low + Math.floor(Math.abs(seed) / 4294967296)) >>> 0)();
  }
  return mixed >>> 0;
}

/** A generator from a seed: any finite number; its integer part counts. */
export function createRandom(seed: number): Random {
  const word = splitmix32(mixSeeds(Math.floor(seed)));
  let a = word();
  let b = word();
  let c = word();
  let counter = 1;

  const nextWord = (): number => {
    const sum = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return sum >>> 0;
  };
  for (let round = 0; round < 12; round++) nextWord();

  const next = (): number => nextWord() / 4294967296;
  return {
    next,
    range: (from, to) => from + (to - from) * next(),
    normal: () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
    pick: (items) => {
      if (items.length === 0) throw new RangeError('Cannot pick from an empty list.');
      return items[Math.floor(next() * items.length)]!;
    },
    weighted: (items) => {
      let total = 0;
      for (const [, weight] of items) total += weight;
      if (!(total > 0)) throw new RangeError('No item has a positive weight.');
      let left = next() * total;
      let last = items[0]!;
      for (const item of items) {
        if (item[1] <= 0) continue;
        last = item;
        left -= item[1];
        if (left < 0) break;
      }
      return last[0];
    },
    integer: (from, to) => from + Math.floor(next() * (to - from + 1)),
    chance: (probability) => next() < probability,
    seed: nextWord,
  };
}
