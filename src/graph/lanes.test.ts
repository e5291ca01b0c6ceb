import { describe, expect, it } from 'vitest';
import { flatten } from './flatten';
import { joinGraphs } from './join';
import { carriedGraph, comparisonOf, setComparison } from './lanes';
import { parseGraph } from './parse';
import { serialise } from './serialise';
import { EMPTY_VIEW, type GraphDocument, type GraphNode } from './types';

const node = (type: string, params: GraphNode['params'] = {}): GraphNode => ({ type, version: 1, params });
const DOCUMENT: GraphDocument = { format: 1, id: 'd', title: 'D', nodes: { a: node('x'), b: node('y') }, links: [{ from: ['a', 'out'], to: ['b', 'in'] }], macros: {}, view: EMPTY_VIEW };
const LANES = [{ node: 'a', port: 'out' }, { node: 'b', port: 'out' }];

describe('what a document compares', () => {
  it('survives saving and opening, foreign keys included', () => {
    const { document } = setComparison({ ...DOCUMENT, compare: { later: [1], lanes: [] } }, { lanes: [{ ...LANES[0]!, tint: 'red' }, { graph: 'g', ...LANES[1]! }], reference: 1, graphs: { g: carriedGraph(DOCUMENT), unused: {} } });
    const again = parseGraph(serialise(document)).graph!;
    expect(again['compare']).toEqual({ later: [1], lanes: [{ node: 'a', port: 'out', tint: 'red' }, { graph: 'g', node: 'b', port: 'out' }], reference: 1, graphs: { g: carriedGraph(DOCUMENT) } });
    expect(comparisonOf(again)?.lanes.length).toBe(2);
    expect(setComparison(document, comparisonOf(document)!).document).toBe(document);
  });

  it('passes over what it cannot read, and never more than four lanes', () => {
    expect(comparisonOf(DOCUMENT)).toBeUndefined();
    expect(comparisonOf({ ...DOCUMENT, compare: 'all' })).toBeUndefined();
    const found = comparisonOf({ ...DOCUMENT, compare: { lanes: [3, { node: 'a' }, { graph: 'gone', ...LANES[0] }, ...LANES, ...LANES, ...LANES], reference: 9 } });
    expect(found?.lanes).toEqual([...LANES, ...LANES]);
    expect(found?.reference).toBe(0);
  });
});

describe('joined graphs', () => {
  it('keep apart what has equal names, macros too', () => {
    const inside = { title: 'M', inputs: [], outputs: [{ name: 'out', ends: [['i', 'out'] as const] }], nodes: { i: node('inner') }, links: [], view: EMPTY_VIEW };
    const second: GraphDocument = { ...DOCUMENT, nodes: { a: node('macro', { macro: 'm' }), b: node('z') }, macros: { m: inside } };
    const first: GraphDocument = { ...DOCUMENT, macros: { m: { ...inside, nodes: { i: node('other') } } }, nodes: { ...DOCUMENT.nodes, c: node('macro', { macro: 'm' }) } };
    const { nodes, links } = flatten(joinGraphs(first, { g: second }));
    expect(Object.fromEntries(Object.entries(nodes).map(([id, { type }]) => [id, type]))).toEqual({ a: 'x', b: 'y', 'c/i': 'other', 'g~a/i': 'inner', 'g~b': 'z' });
    expect(links).toContainEqual({ from: ['g~a/i', 'out'], to: ['g~b', 'in'] });
    expect(joinGraphs(first, {})).toBe(first);
  });
});
