import { expect, it } from 'vitest';
import { stepName } from './step-names';

it('names steps in both languages', () => {
  expect(stepName('step.move', { what: stepName('step.nodes', { count: 3 }) })).toEqual({ en: 'Move 3 nodes', zh: '移动 3 个节点' });
  expect(stepName('step.connect', { from: { en: 'Source', zh: '源' }, to: 'Swap' })).toEqual({ en: 'Connect Source to Swap', zh: '将源连到Swap' });
});
