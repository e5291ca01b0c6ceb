import { expect, test } from 'vitest';
import type { Step } from './plan';
import { soonestFirst, takeAll } from './schedule';

/** Steps as `node: what it needs`, in this order. */
function stepsOf(needs: Readonly<Record<string, readonly string[]>>): readonly Step[] {
  return Object.entries(needs).map(([node, from]) => ({ node, type: node, definition: undefined, params: {}, inputs: {}, needs: from, errors: [], key: node }));
}
const names = (steps: readonly Step[]): string => steps.map(({ node }) => node).join(' ');

/** Two results: a swap of few steps, and a measured one of many. */
const GRAPH = { source: [], target: [], truth: ['source', 'target'], swap: ['source', 'target'], measured: ['swap', 'truth'], picture: ['swap'] };

test('the result that needs the fewest steps is computed first, inputs before what reads them', () => {
  const { order, first } = soonestFirst(stepsOf(GRAPH), new Set(['measured', 'picture']));
  expect(names(order)).toBe('source target swap picture truth measured');
  expect(names([...first])).toBe('source target swap picture');
});

test('every step stays, once, and one result changes nothing', () => {
  const steps = stepsOf({ ...GRAPH, aside: [] });
  expect(soonestFirst(steps, new Set(['measured']))).toEqual({ order: steps, first: new Set(steps) });
  const ordered = soonestFirst(steps, new Set(['measured', 'picture'])).order;
  expect([...ordered].sort((a, b) => a.node.localeCompare(b.node))).toEqual([...steps].sort((a, b) => a.node.localeCompare(b.node)));
  for (const [at, { needs }] of ordered.entries()) for (const from of needs) expect(ordered.slice(0, at).map(({ node }) => node)).toContain(from);
});

test('a loop does not hang it', () => {
  expect(soonestFirst(stepsOf({ a: ['b'], b: ['a'], c: [], d: ['c'] }), new Set(['b', 'd'])).order.length).toBe(4);
});

/** Takes the graph with the named steps heavy and this many threads; tells what began and ended, in order. A step elsewhere ends when nothing else happens. */
async function taken(needs: Readonly<Record<string, readonly string[]>>, results: readonly string[], heavy: readonly string[], threads: number): Promise<string> {
  const { order, first } = soonestFirst(stepsOf(needs), new Set(results));
  const told: string[] = [];
  let busy = 0;
  await takeAll(order, first, new Set(order.filter(({ node }) => heavy.includes(node))), {
    mayMove: () => busy < threads,
    async take({ node }, moved) {
      told.push(moved ? `${node}…` : node);
      if (!moved) return;
      busy++;
      await new Promise((resolve) => { setTimeout(resolve, 1); });
      busy--;
      told.push(`${node}!`);
    },
  });
  return told.join(' ');
}

test('heavy steps of a later result wait until the first is there', async () => {
  expect(await taken(GRAPH, ['measured', 'picture'], ['source', 'target', 'truth'], 2)).toBe('source… target… source! target! swap picture truth… truth! measured');
  expect(await taken(GRAPH, ['measured', 'picture'], ['source', 'target', 'truth'], 0)).toBe('source target swap picture truth measured');
});

test('but not when a thread is free and nothing else is to be done', async () => {
  expect(await taken({ one: [], two: [], left: ['one'], right: ['two'] }, ['left', 'right'], ['one', 'two'], 2)).toBe('one… two… one! left two! right');
});
