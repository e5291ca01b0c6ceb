import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addNode, removeNodes, renameNode, resetParam, setBypass, setLabel, setParam } from './edit';
import { connect, disconnect, insertNodeOnLink } from './edit-links';
import { addFrame, addNote, changeFrame, changeNote, insideFrame, moveBy, moveNodes, removeFramesAndNotes, setNodeView } from './edit-view';
import type { Edited } from './edited';
import { sameJson } from './equal';
import { orderOf } from './order';
import { parseGraph } from './parse';
import { serialise } from './serialise';
import { anyEnd, anyId, anyJson, anyPort, randomFrom, validDocument, wildDocument } from './test-documents';
import type { GraphDocument, GraphNode } from './types';
import { EMPTY_VIEW } from './types';

const node = (type = 'blend', more: Partial<GraphNode> = {}): GraphNode => ({ type, version: 1, params: {}, ...more });
const base: GraphDocument = {
  format: 1, id: 'd', title: '', macros: {}, view: { ...EMPTY_VIEW, nodes: { a: { x: 0, y: 0 } } },
  nodes: { a: node('load'), b: node('blend', { params: { mode: 'alpha' } }), c: node('view') },
  links: [{ from: ['a', 'image'], to: ['b', 'base'] }, { from: ['b', 'image'], to: ['c', 'image'] }],
};
const done = <B>(edited: Edited<B>): B => {
  expect(edited.refused).toBeUndefined();
  return edited.document;
};

describe('nodes', () => {
  it('are added with an id made from their type, or the wanted one', () => {
    const edited = addNode(base, { type: 'align-face', version: 2, params: { size: 256 }, at: { x: 5, y: 6 } }, randomFrom(1));
    const [id] = edited.added!;
    expect(id).toMatch(/^align-face-[0-9a-z]{4}$/);
    expect(edited.document.nodes[id!]).toEqual({ type: 'align-face', version: 2, params: { size: 256 } });
    expect(edited.document.view.nodes[id!]).toEqual({ x: 5, y: 6 });
    expect(edited.document.nodes['a']).toBe(base.nodes['a']);
    expect(addNode(base, { ...node(), id: 'source' }, randomFrom(1)).added).toEqual(['source']);
    expect(addNode(base, { ...node(), id: 'a' }, randomFrom(1)).refused?.en).toMatch(/“a” cannot be the name/);
    expect(addNode(base, { ...node(), id: '__proto__' }, randomFrom(1)).refused?.en).toMatch(/^“__proto__” cannot be the name/);
    expect(addNode(base, node('constructor'), randomFrom(1)).refused?.en).toBe('“constructor” version 1 cannot be a node type.');
    const thrice = [1, 2, 3].reduce((document) => addNode(document, node('x'), () => 0).document, base);
    expect(Object.keys(thrice.nodes)).toEqual(['a', 'b', 'c', 'x-0000', 'x', 'x-2']);
  });
  it('are removed with their links and places', () => {
    const after = done(removeNodes(base, ['a', 'nowhere']));
    expect(Object.keys(after.nodes)).toEqual(['b', 'c']);
    expect(after.links).toEqual([base.links[1]]);
    expect(after.view.nodes).toEqual({});
    expect(removeNodes(base, ['nowhere']).document).toBe(base);
  });
  it('take params, labels and bypass; an edit that changes nothing gives the same document', () => {
    expect(done(setParam(base, 'b', 'mode', 'poisson')).nodes['b']?.params).toEqual({ mode: 'poisson' });
    expect(setParam(base, 'b', 'mode', 'alpha').document).toBe(base);
    expect(setParam(base, 'b', 'k', NaN).refused?.en).toMatch(/cannot be saved/);
    expect(setParam(base, 'gone', 'k', 1).refused?.zh).toMatch(/没有节点/);
    expect(done(resetParam(base, 'b', 'mode')).nodes['b']?.params).toEqual({});
    const labelled = done(setLabel(base, 'b', 'Mix'));
    expect(labelled.nodes['b']?.label).toBe('Mix');
    expect(done(setLabel(labelled, 'b', ''))).toEqual(base);
    const off = done(setBypass(base, ['a', 'b', 'gone'], true));
    expect([off.nodes['a']?.bypass, off.nodes['c']?.bypass]).toEqual([true, undefined]);
    expect(done(setBypass(off, ['a', 'b'], false))).toEqual(base);
  });
  it('are renamed with links and places', () => {
    const after = done(renameNode(base, 'a', 'source'));
    expect(Object.keys(after.nodes)).toEqual(['source', 'b', 'c']);
    expect(after.links[0]).toEqual({ from: ['source', 'image'], to: ['b', 'base'] });
    expect(after.view.nodes).toEqual({ source: { x: 0, y: 0 } });
    expect(renameNode(base, 'a', 'b').refused?.en).toMatch(/^“b” cannot be the name/);
    expect(renameNode(base, 'a', 'x/y').refused?.en).toMatch(/^“x\/y” cannot be the name/);
  });
});

describe('links', () => {
  it('replace the one that was in the input', () => {
    const after = done(connect(base, ['a', 'image'], ['c', 'image']));
    expect(after.links).toEqual([base.links[0], { from: ['a', 'image'], to: ['c', 'image'] }]);
    expect(connect(base, ['a', 'image'], ['b', 'base']).document).toBe(base);
  });
  it('never close a loop', () => {
    expect(connect(base, ['c', 'out'], ['b', 'mask']).refused?.en).toBe('This link would close a loop: “view” (c) already depends on “blend” (b).');
    expect(connect(base, ['b', 'image'], ['b', 'mask']).refused?.en).toMatch(/^This link would close a loop/);
  });
  it('go away, and take a node in between', () => {
    expect(done(disconnect(base, ['b', 'base'])).links).toEqual([base.links[1]]);
    expect(disconnect(base, ['b', 'other']).document).toBe(base);
    const wide = done(addNode(base, { ...node('resize'), id: 'r' }, randomFrom(1)));
    const after = done(insertNodeOnLink(wide, ['b', 'base'], 'r', { input: 'in', output: 'out' }));
    expect(after.links).toEqual([base.links[1], { from: ['a', 'image'], to: ['r', 'in'] }, { from: ['r', 'out'], to: ['b', 'base'] }]);
    expect(insertNodeOnLink(wide, ['b', 'none'], 'r', { input: 'in', output: 'out' }).refused?.en).toBe('There is no link into the input “none” of “b” any more.');
    expect(insertNodeOnLink(wide, ['b', 'base'], 'c', { input: 'x', output: 'y' })).toMatchObject({ document: wide, refused: { en: expect.stringMatching(/loop/) as string } });
  });
});

describe('view', () => {
  it('moves nodes, frames and notes', () => {
    const framed = addFrame(base, { title: 'F', x: -10, y: -10, width: 50, height: 50 }, randomFrom(1));
    const noted = addNote(framed.document, { text: 'N', x: 0, y: 5, width: 10, height: 10 }, randomFrom(2));
    const [frame] = framed.added!;
    const [note] = noted.added!;
    expect(insideFrame(noted.document, frame!)).toEqual(['a', note]);
    const moved = done(moveBy(noted.document, ['a', frame!, note!], 3, 4));
    expect(moved.view).toMatchObject({ nodes: { a: { x: 3, y: 4 } }, frames: [{ x: -7, y: -6 }], notes: [{ x: 3, y: 9 }] });
    expect(done(changeFrame(moved, frame!, { title: 'G' })).view.frames[0]?.title).toBe('G');
    expect(changeNote(moved, note!, { width: NaN }).refused?.en).toBe('A frame or note needs a finite place and a size of zero or more.');
    expect(done(removeFramesAndNotes(moved, [frame!, note!])).view).toEqual({ nodes: { a: { x: 3, y: 4 } }, frames: [], notes: [] });
    expect(moveNodes(base, { a: { x: 0, y: 0 }, b: { x: NaN, y: 0 }, gone: { x: 1, y: 1 } }).document).toBe(base);
    expect(done(setNodeView(base, 'a', { collapsed: true, width: 300 })).view.nodes['a']).toEqual({ x: 0, y: 0, collapsed: true, width: 300 });
  });
});

/** Any of the edits above, with arguments that may or may not fit. */
type AnyEdit = (document: GraphDocument) => Edited<GraphDocument>;
const number = fc.oneof(fc.integer({ min: -500, max: 500 }), fc.constantFrom(NaN, Infinity, -0));
const box = fc.record({ x: number, y: number, width: number, height: number });
export const anyEdit: fc.Arbitrary<AnyEdit> = fc.oneof(
  fc.tuple(anyId, anyJson, fc.option(anyId, { nil: undefined }), fc.nat()).map(([type, value, id, seed]): AnyEdit => (d) =>
    addNode(d, { type: type || 'blend', version: 1, params: { value }, at: { x: seed % 100, y: 0 }, ...(id === undefined ? {} : { id }) }, randomFrom(seed))),
  fc.array(anyId, { maxLength: 3 }).map((ids): AnyEdit => (d) => removeNodes(d, ids)),
  fc.tuple(anyId, anyPort, fc.oneof(anyJson, fc.constant(NaN))).map(([id, name, value]): AnyEdit => (d) => setParam(d, id, name, value)),
  fc.tuple(anyId, anyPort).map(([id, name]): AnyEdit => (d) => resetParam(d, id, name)),
  fc.tuple(anyId, fc.string({ maxLength: 3 })).map(([id, label]): AnyEdit => (d) => setLabel(d, id, label)),
  fc.tuple(fc.array(anyId, { maxLength: 3 }), fc.boolean()).map(([ids, on]): AnyEdit => (d) => setBypass(d, ids, on)),
  fc.tuple(anyId, anyId).map(([id, next]): AnyEdit => (d) => renameNode(d, id, next)),
  fc.tuple(anyEnd, anyEnd).map(([from, to]): AnyEdit => (d) => connect(d, from, to)),
  fc.tuple(anyEnd, anyEnd).map(([from, to]): AnyEdit => (d) => connect(d, from, to)),
  anyEnd.map((to): AnyEdit => (d) => disconnect(d, to)),
  fc.tuple(anyEnd, anyId).map(([to, id]): AnyEdit => (d) => insertNodeOnLink(d, to, id, { input: 'in', output: 'out' })),
  fc.dictionary(anyId, fc.record({ x: number, y: number }), { maxKeys: 3 }).map((places): AnyEdit => (d) => moveNodes(d, places)),
  fc.tuple(fc.array(anyId, { maxLength: 3 }), number, number).map(([ids, x, y]): AnyEdit => (d) => moveBy(d, ids, x, y)),
  fc.tuple(anyId, number).map(([id, width]): AnyEdit => (d) => setNodeView(d, id, { width, collapsed: true })),
  fc.tuple(box, fc.nat()).map(([at, seed]): AnyEdit => (d) => addFrame(d, { ...at, title: 'f' }, randomFrom(seed))),
  fc.tuple(box, fc.nat()).map(([at, seed]): AnyEdit => (d) => addNote(d, { ...at, text: 'n' }, randomFrom(seed))),
  box.map((at): AnyEdit => (d) => changeFrame(d, 'f1', at)),
);

describe('properties', () => {
  it('edits of a valid document keep it valid, and leave the given one as it was', () => {
    fc.assert(fc.property(validDocument, fc.array(anyEdit, { minLength: 1, maxLength: 5 }), (valid, edits) => {
      const before = serialise(valid);
      let current = valid;
      for (const edit of edits) {
        const { document: next, refused } = edit(current);
        if (refused) expect(next).toBe(current);
        for (const [id, node] of Object.entries(next.nodes)) if (Object.hasOwn(current.nodes, id) && sameJson(node, current.nodes[id])) expect(node).toBe(current.nodes[id]);
        current = next;
      }
      expect(serialise(valid)).toBe(before);
      expect(orderOf(current).cycles).toEqual([]);
      const parsed = parseGraph(serialise(current));
      expect(parsed.warnings).toEqual([]);
      if (!sameJson(parsed.graph, current)) expect(parsed.graph).toEqual(current);
    }), { numRuns: 3000 });
  });
  it('no edit of any document throws', () => {
    fc.assert(fc.property(wildDocument, fc.array(anyEdit, { minLength: 1, maxLength: 5 }), (wild, edits) => {
      edits.reduce((document, edit) => edit(document).document, wild);
    }), { numRuns: 3000 });
  });
});
