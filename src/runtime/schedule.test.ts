import { expect, test } from 'vitest';
import type { Step } from './plan';
import { soonestFirst } from './schedule';

/** Steps as `node: what it needs`, in this order. */
function stepsOf(needs: Readonly<Record<string, readonly string[]>>): readonly Step[] {
  return Object.entries(needs).map(([node, from]) => ({ node, type: node, definition: undefined, params: {}, inputs: {}, needs: from, errors: [], key: node }));
}
const names = (steps: readonly Step[]): string => steps.map(({ node }) => node).join(' ');

/** Two results: a swap of few steps, and a measured one of many. */
const GRAPH = { source: [], target: [], truth: ['source', 'target'], swap: ['source', 'target'], measured: ['swap', 'truth'], picture: ['swap'] };

test('the result that needs the fewest steps is computed first, inputs before what reads them', () => {
  expect(names(soonestFirst(stepsOf(GRAPH), new Set(['measured', 'picture'])))).toBe('source target swap picture truth measured');
});

test('every step stays, once, and one result changes nothing', () => {
  const steps = stepsOf({ ...GRAPH, aside: [] });
  expect(soonestFirst(steps, new Set(['measured']))).toBe(steps);
  const ordered = soonestFirst(steps, new Set(['measured', 'picture']));
  expect([...ordered].sort((a, b) => a.node.localeCompare(b.node))).toEqual([...steps].sort((a, b) => a.node.localeCompare(b.node)));
  for (const [at, { needs }] of ordered.entries()) for (const from of needs) expect(ordered.slice(0, at).map(({ node }) => node)).toContain(from);
});

test('a loop does not hang it', () => {
  expect(soonestFirst(stepsOf({ a: ['b'], b: ['a'], c: [], d: ['c'] }), new Set(['b', 'd'])).length).toBe(4);
});
