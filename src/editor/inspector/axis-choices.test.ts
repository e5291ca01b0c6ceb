import fc from 'fast-check';
import { expect, it } from 'vitest';
import { EMPTY_VIEW, type GraphDocument } from '../../graph/types';
import { checkGraph } from '../../runtime/check';
import type { NodeDefinition } from '../../runtime/define';
import sweep from '../../nodes/sweep/node';
import { axisGroups, axisJson, firstAxis, readNumbers, viewOf } from './axis-choices';

const words = (text: string) => ({ en: text, zh: text });
const maker = {
  type: 'maker', version: 1, category: 'input', title: words('Maker'), summary: words(''), inputs: {}, outputs: { image: { kind: 'image', title: words('Image') } },
  params: {
    level: { kind: 'number', initial: 1, min: 1, max: 3, integer: true, title: words('Level') }, seed: { kind: 'seed', initial: 1, title: words('Seed') }, file: { kind: 'file', initial: '', accept: '', title: words('File') },
    mode: { kind: 'choice', initial: 'a', options: { a: words('A'), b: words('B') }, title: words('Mode') }, modes: { kind: 'numbers', initial: {}, names: [{ name: 'jaw', title: words('Jaw'), min: 0, max: 1 }], title: words('Modes') },
  },
} satisfies NodeDefinition;
const definitions = new Map<string, NodeDefinition>([['maker', maker], ['sweep', sweep as unknown as NodeDefinition]]);
const document: GraphDocument = {
  format: 1, id: 'a', title: 'a', macros: {}, view: EMPTY_VIEW,
  nodes: { made: { type: 'maker', version: 1, params: {}, label: 'My maker' }, other: { type: 'maker', version: 1, params: {} }, sweep: { type: 'sweep', version: 1, params: {} } },
  links: [{ from: ['made', 'image'], to: ['sweep', 'picture'] }],
};

it('offers what a sweep can move of the nodes before it, and starts with a range that fits', () => {
  const groups = axisGroups(checkGraph(document, definitions), definitions, 'sweep');
  expect(groups.map(({ node, title, choices }) => [node, title, choices.map(({ param }) => param)])).toEqual([['made', 'My maker', ['level', 'seed', 'mode', 'modes.jaw']]]);
  expect(groups[0]!.choices.map(firstAxis)).toEqual([
    { node: 'made', param: 'level', from: 1, to: 3, steps: 3 }, { node: 'made', param: 'seed', values: [1, 2, 3, 4] }, { node: 'made', param: 'mode', values: ['a', 'b'] }, { node: 'made', param: 'modes.jaw', from: 0, to: 1, steps: 5 },
  ]);
  for (const choice of groups[0]!.choices) {
    const swept: GraphDocument = { ...document, nodes: { ...document.nodes, sweep: { type: 'sweep', version: 1, params: { columns: firstAxis(choice) } } } };
    expect(checkGraph(swept, definitions).problems).toEqual([]);
  }
});

it('writes an axis as it was read', () => {
  const axis = { node: 'made', param: 'level', from: 1, to: 3, steps: 3, with: [{ node: 'b', param: 'c', times: -1, plus: 4 }, { node: 'd', param: 'e' }] };
  expect(axisJson(viewOf(axis)!)).toEqual(axis);
  expect(axisJson(viewOf({ node: 'a', param: 'b', values: [1, 2] })!)).toEqual({ node: 'a', param: 'b', values: [1, 2] });
  expect(viewOf(null)).toBeUndefined();
});

it('reads lists of numbers with any marks between them', () => {
  expect(readNumbers('0, 0.5;1\u30012 −3')).toEqual([0, 0.5, 1, 2, -3]);
  expect(readNumbers('1, x')).toBeUndefined();
  fc.assert(fc.property(fc.array(fc.integer(), { minLength: 1 }), (numbers) => { expect(readNumbers(numbers.join(', '))).toEqual(numbers); }));
});
