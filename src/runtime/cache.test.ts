import { expect, test } from 'vitest';
import { StepCache, type StepResult } from './cache';
import { cpuTensor } from './tensor';

const result = (values: number): StepResult => ({
  outputs: { mask: { kind: 'mask', pixels: cpuTensor([1, 1, values]), frame: '' } }, backend: 'typescript', weights: [], warnings: [], files: [], provenance: { backends: [], weights: [], photograph: false },
});

function cacheOf(limitBytes: number): { readonly cache: StepCache; readonly released: string[]; put(key: string, values?: number): void } {
  const released: string[] = [];
  const cache = new StepCache(limitBytes, (key) => released.push(key));
  return { cache, released, put: (key, values = 1000) => { cache.putPinned(key, result(values)); cache.unpin(key); } };
}

test('the least recently used leaves first, and is released', () => {
  const { cache, released, put } = cacheOf(13_000);
  for (const key of ['a', 'b', 'c']) put(key);
  cache.get('a');
  put('d');
  expect(released).toEqual(['b']);
  expect(['a', 'b', 'c', 'd'].map((key) => cache.has(key))).toEqual([true, false, true, true]);
  expect(cache.bytes).toBeLessThanOrEqual(13_000);
});

test('a pinned result stays above the bound, and leaves when it is let go', () => {
  const { cache, released, put } = cacheOf(5000);
  cache.putPinned('shown', result(2000));
  put('next');
  expect(cache.has('shown')).toBe(true);
  expect(released).toEqual(['next']);
  cache.unpin('shown');
  expect(released).toEqual(['next', 'shown']);
  expect(cache.bytes).toBe(0);
});

test('bytes are those of the tensors', () => {
  const { cache } = cacheOf(1e9);
  const bytes = cache.putPinned('a', result(100_000));
  expect(bytes).toBeGreaterThanOrEqual(400_000);
  expect(bytes).toBeLessThan(401_000);
  cache.deleteWhere(() => true);
  expect(cache.bytes).toBe(0);
});
