import { expect, test } from 'vitest';
import type { OnnxSession } from '../platform/types';
import { SessionCache, type SessionLimits } from './sessions';

/** A cache of pretended sessions that notes what was opened and released. */
function shelf(limits: SessionLimits) {
  const log: string[] = [];
  const cache = new SessionCache<{ readonly session: OnnxSession; readonly name: string }>(limits);
  const open = (name: string) => async () => {
    log.push(`open ${name}`);
    return Promise.resolve({ name, session: { inputs: [], outputs: [], backend: 'wasm' as const, run: () => Promise.resolve({}), release: () => { log.push(`release ${name}`); return Promise.resolve(); } } });
  };
  const use = (name: string, bytes = 10, work: () => Promise<void> = () => Promise.resolve()): Promise<string> => cache.use(name, bytes, open(name), async (opened) => { await work(); return opened.name; });
  return { cache, log, use };
}

test('a session is opened once while it fits, and anew after it was released', async () => {
  const { cache, log, use } = shelf({ bytes: 100, count: 2 });
  for (const name of ['a', 'b', 'a']) expect(await use(name)).toBe(name);
  expect(log).toEqual(['open a', 'open b']);
  await use('c');
  expect(log.splice(0)).toEqual(['open a', 'open b', 'open c', 'release b']);
  await use('b');
  expect(log).toEqual(['open b', 'release a']);
  expect([cache.size, cache.bytes]).toEqual([2, 20]);
});

test('bytes are bounded, and a network larger than the bound alone is released when its work is done', async () => {
  const { cache, log, use } = shelf({ bytes: 30, count: 9 });
  for (const name of ['a', 'b', 'c', 'd']) await use(name);
  expect(log.splice(0).filter((line) => line.startsWith('release'))).toEqual(['release a']);
  await use('huge', 500, async () => { expect(log).toEqual(['open huge']); return Promise.resolve(); });
  expect(log).toEqual(['open huge', 'release b', 'release c', 'release d', 'release huge']);
  expect([cache.size, cache.bytes]).toEqual([0, 0]);
});

test('what runs is never released, however long it was not asked for', async () => {
  const { cache, log, use } = shelf({ bytes: 100, count: 1 });
  let end = (): void => undefined;
  const running = use('a', 10, () => new Promise((resolve) => { end = resolve; }));
  await use('b');
  await use('c');
  expect(log).toEqual(['open a', 'open b', 'release b', 'open c', 'release c']);
  end();
  await running;
  expect([cache.size, log.includes('release a')]).toEqual([1, false]);
});

test('two that ask together share one session; one that cannot be opened is asked for again', async () => {
  const { cache, log, use } = shelf({ bytes: 100, count: 4 });
  await Promise.all([use('a'), use('a')]);
  expect(log).toEqual(['open a']);
  await expect(cache.use('bad', 10, () => Promise.reject(new Error('no')), () => 1)).rejects.toThrow('no');
  expect([cache.size, cache.bytes]).toEqual([1, 10]);
  expect(await use('bad')).toBe('bad');
  await cache.dispose();
  expect(log.slice(-2)).toEqual(['release a', 'release bad']);
  expect(cache.bytes).toBe(0);
});
