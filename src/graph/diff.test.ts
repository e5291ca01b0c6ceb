import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { setLabel, setParam } from './edit';
import { connect } from './edit-links';
import { addFrame, moveNodes } from './edit-view';
import { diffDocuments, isEmptyDiff } from './diff';
import { sameJson } from './equal';
import { foldSelection } from './macros';
import { parseGraph } from './parse';
import { serialise } from './serialise';
import { randomFrom, validDocument } from './test-documents';
import type { GraphDocument, GraphNode, Link } from './types';

const node = (type = 'blend', params: GraphNode['params'] = {}): GraphNode => ({ type, version: 1, params });
const base: GraphDocument = {
  format: 1, id: 'd', title: 't', macros: {}, nodes: { a: node('load'), b: node('blend', { k: 1, l: 2 }), c: node() },
  links: [{ from: ['a', 'image'], to: ['b', 'base'] }], view: { nodes: { a: { x: 0, y: 0 } }, frames: [], notes: [] },
};

describe('diffDocuments', () => {
  it('names what changed', () => {
    const edits = [
      (d: GraphDocument) => setParam(d, 'b', 'k', 5).document, (d: GraphDocument) => setLabel(d, 'b', 'L').document,
      (d: GraphDocument) => connect(d, ['c', 'image'], ['b', 'base']).document, (d: GraphDocument) => moveNodes(d, { a: { x: 1, y: 0 }, c: { x: 3, y: 3 } }).document,
      (d: GraphDocument) => addFrame(d, { title: '', x: 0, y: 0, width: 1, height: 1 }, () => 0).document,
    ];
    expect(diffDocuments(base, edits.reduce((d, edit) => edit(d), base))).toEqual({
      nodes: { added: [], removed: [], changed: [{ id: 'b', params: [{ name: 'k', before: 1, after: 5 }], keys: [{ name: 'label', before: undefined, after: 'L' }] }] },
      links: { added: [{ from: ['c', 'image'], to: ['b', 'base'] }], removed: [{ from: ['a', 'image'], to: ['b', 'base'] }] },
      view: { nodes: ['c', 'a'], frames: { added: ['frame-0000'], removed: [], changed: [] }, notes: { added: [], removed: [], changed: [] } },
      macros: { added: [], removed: [], changed: {} }, keys: [],
    });
  });
  it('looks into macros', () => {
    const folded = foldSelection(base, ['b'], 'M', randomFrom(1)).document;
    const id = Object.keys(folded.macros)[0]!;
    const inside = { ...folded, macros: { [id]: { ...setParam(folded.macros[id]!, 'b', 'k', 9).document, title: 'N' } } };
    expect(diffDocuments(base, folded).macros.added).toEqual([id]);
    expect(diffDocuments(folded, inside).macros.changed[id]).toMatchObject({ title: true, ports: false, nodes: { changed: [{ id: 'b' }] } });
  });
  it('is empty for equal documents and only for them, and names exactly the difference', () => {
    fc.assert(fc.property(validDocument, validDocument, (a, b) => {
      expect(isEmptyDiff(diffDocuments(a, parseGraph(serialise(a)).graph!))).toBe(true);
      const diff = diffDocuments(a, b);
      const bag = (links: readonly Link[]): string[] => links.map((link) => JSON.stringify(link)).sort();
      const same = sameJson({ ...a, links: bag(a.links) }, { ...b, links: bag(b.links) });
      const reordered = sameJson({ ...a, links: 0, view: 0 }, { ...b, links: 0, view: 0 });
      if (!reordered) expect(isEmptyDiff(diff)).toBe(same);
      const nodes = new Set([...Object.keys(a.nodes), ...diff.nodes.added].filter((id) => !diff.nodes.removed.includes(id)));
      expect([...nodes].sort()).toEqual(Object.keys(b.nodes).sort());
      const removed = new Set(bag(diff.links.removed));
      expect([...bag(a.links).filter((link) => !removed.has(link)), ...bag(diff.links.added)].sort()).toEqual(bag(b.links));
    }), { numRuns: 1000 });
  });
});
