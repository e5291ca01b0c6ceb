import { describe, expect, it } from 'vitest';
import { removeNodes, setParam } from './edit';
import { flatten } from './flatten';
import { exposeParam, hideParam, moveMacroParam, setMacroParamTitle } from './macro-params';
import { moveMacroPort, setMacroPort } from './macro-ports';
import { foldSelection, unfoldMacro } from './macros';
import { parseGraph } from './parse';
import { editScope } from './scope';
import { contentOf, serialise } from './serialise';
import { randomFrom } from './test-documents';
import type { GraphDocument, GraphNode } from './types';

const node = (params: GraphNode['params'] = {}): GraphNode => ({ type: 'blend', version: 1, params });
const base: GraphDocument = {
  format: 1, id: 'd', title: '', macros: {}, links: [{ from: ['a', 'image'], to: ['b', 'over'] }],
  nodes: { a: node({ strength: 1 }), b: node({ strength: 2 }) }, view: { nodes: {}, frames: [], notes: [] },
};
const { document: folded, added } = foldSelection(base, ['a', 'b'], 'Macro', randomFrom(1));
const id = added![0]!;
const macroId = Object.keys(folded.macros)[0]!;
const exposed = exposeParam(exposeParam(folded, macroId, 'a', 'strength', 'First').document, macroId, 'b', 'strength').document;
const set = setParam(exposed, id, 'strength-2', 7).document;
const strengths = (document: GraphDocument): unknown[] => Object.values(flatten(document).nodes).map((one) => one.params['strength']);

describe('exposed params', () => {
  it('have names of their own and are set by each macro node for itself', () => {
    expect(exposed.macros[macroId]?.params).toEqual([{ name: 'strength', title: 'First', node: 'a', param: 'strength' }, { name: 'strength-2', node: 'b', param: 'strength' }]);
    expect(strengths(exposed)).toEqual([1, 2]);
    expect(strengths(set)).toEqual([1, 7]);
    const twice = { ...set, nodes: { ...set.nodes, other: set.nodes[id]! } };
    expect(strengths(setParam(twice, 'other', 'strength', 5).document)).toEqual([1, 7, 5, 7]);
    expect(exposeParam(folded, macroId, 'macro-gone', 'x').refused?.en).toBe('There is no node “macro-gone” in this macro.');
    expect(exposeParam(folded, macroId, 'a', 'macro').document.macros[macroId]?.params?.[0]?.name).toBe('macro-2');
  });
  it('survive saving, and count as content', () => {
    const again = parseGraph(serialise(set));
    expect(again.warnings).toEqual([]);
    expect(again.graph).toEqual(set);
    expect(contentOf(set)).not.toBe(contentOf(exposed));
    expect(contentOf(exposed)).not.toBe(contentOf(folded));
    const damaged = serialise(set).replace('"node": "b", "param"', '"node": "gone", "param"').replace('"node": "b"', '"node": "gone"');
    expect(parseGraph(damaged).graph?.macros[macroId]?.params).toHaveLength(1);
    expect(parseGraph(damaged).warnings).toHaveLength(1);
  });
  it('move, take titles, and go with their values or their nodes', () => {
    expect(moveMacroParam(exposed, macroId, 'strength', 1).document.macros[macroId]?.params?.map((one) => one.name)).toEqual(['strength-2', 'strength']);
    expect(moveMacroParam(exposed, macroId, 'strength', -1).document).toBe(exposed);
    expect(setMacroParamTitle(exposed, macroId, 'strength', 'T').document.macros[macroId]?.params?.[0]?.title).toBe('T');
    const hidden = hideParam(set, macroId, 'strength-2').document;
    expect(strengths(hidden)).toEqual([1, 2]);
    expect(hidden.nodes[id]?.params).toEqual({ macro: macroId });
    expect(hideParam(hidden, macroId, 'strength').document.macros).toEqual(folded.macros);
    expect(editScope(set, macroId, (body) => removeNodes(body, ['b'])).document.macros[macroId]?.params).toHaveLength(1);
  });
  it('stay what they are through folding and unfolding, inside a macro too', () => {
    expect(Object.values(unfoldMacro(set, id, randomFrom(2)).document.nodes).map((one) => one.params['strength'])).toEqual([1, 7]);
    const twice = foldSelection(set, ['b'], 'Inner', randomFrom(3), macroId);
    expect(strengths(twice.document).toSorted()).toEqual([1, 7]);
    expect(contentOf(unfoldMacro(twice.document, twice.added![0]!, randomFrom(4), macroId).document)).toBe(contentOf(set));
  });
});

it('ports move among those of their side', () => {
  const two = setMacroPort(setMacroPort(folded, macroId, 'inputs', 'x', [['a', 'over']]).document, macroId, 'inputs', 'y', [['a', 'base']]).document;
  expect(moveMacroPort(two, macroId, 'inputs', 'x', 1).document.macros[macroId]?.inputs.map((port) => port.name)).toEqual(['y', 'x']);
  expect(moveMacroPort(two, macroId, 'inputs', 'y', 1).document).toBe(two);
});
