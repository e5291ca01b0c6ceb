import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { duplicate, extractFragment, fragmentText, insertFragment, readFragment } from './fragment';
import { foldSelection } from './macros';
import { parseGraph } from './parse';
import { addReroute, dissolveReroutes } from './reroutes';
import { flatten } from './flatten';
import { serialise } from './serialise';
import { anyEnd, anyId, randomFrom, validDocument, wildDocument } from './test-documents';
import type { GraphDocument, GraphNode, Link } from './types';
import { EMPTY_VIEW } from './types';

const node = (type = 'blend', more: Partial<GraphNode> = {}): GraphNode => ({ type, version: 1, params: {}, ...more });
const wires = (links: readonly Link[]): string[] => links.map(({ from, to }) => `${from.join('.')}>${to.join('.')}`).sort();
const base: GraphDocument = {
  format: 1, id: 'd', title: '', macros: {},
  nodes: { a: node('load'), b: node('blend', { params: { k: 1 } }), c: node('view') },
  links: [{ from: ['a', 'image'], to: ['b', 'base'] }, { from: ['b', 'image'], to: ['c', 'image'] }],
  view: { nodes: { a: { x: 0, y: 0 }, b: { x: 100, y: 10 }, c: { x: 200, y: 0 } }, frames: [{ id: 'f', title: 'F', x: 90, y: 0, width: 9, height: 9 }], notes: [] },
};
const empty: GraphDocument = { format: 1, id: 'e', title: '', nodes: {}, links: [], macros: {}, view: EMPTY_VIEW };

describe('fragments', () => {
  it('hold what was chosen, the wires among it, and those that came in', () => {
    const fragment = extractFragment(base, ['b', 'c', 'f', 'gone'])!;
    expect(Object.keys(fragment.nodes)).toEqual(['b', 'c']);
    expect([wires(fragment.links), wires(fragment.outside)]).toEqual([['b.image>c.image'], ['a.image>b.base']]);
    expect(fragment.view.frames).toHaveLength(1);
    expect(extractFragment(base, ['gone'])).toBeUndefined();
  });
  it('keep their ids where those are free, through text, and lie where asked', () => {
    const read = readFragment(fragmentText(extractFragment(base, ['b', 'c'])!));
    if (!('fragment' in read)) throw new Error('not read');
    expect(read.fragment).toEqual(extractFragment(base, ['b', 'c']));
    const { document, added } = insertFragment(empty, read.fragment, { random: randomFrom(1), at: { x: 0, y: 0 }, keepOutside: true });
    expect(added).toEqual(['b', 'c']);
    expect(wires(document.links)).toEqual(['b.image>c.image']);
    expect(document.view.nodes).toEqual({ b: { x: 0, y: 10 }, c: { x: 100, y: 0 } });
    expect(readFragment('{"no":1}')).toHaveProperty('problems');
  });
  it('are duplicated under fresh ids with the wires from outside', () => {
    const { document, added } = duplicate(base, ['b', 'f'], { random: randomFrom(1) });
    const [b, f] = added!;
    expect(document.nodes[b!]).toEqual(base.nodes['b']);
    expect(wires(document.links)).toEqual([`a.image>${b!}.base`, 'a.image>b.base', 'b.image>c.image'].sort());
    expect(document.view.nodes[b!]).toEqual({ x: 140, y: 50 });
    expect(document.view.frames[1]).toMatchObject({ id: f, x: 130 });
  });
  it('bring the macros they need, once', () => {
    const folded = foldSelection(base, ['b'], 'M', randomFrom(5));
    const fragment = extractFragment(folded.document, folded.added!)!;
    const macroId = Object.keys(folded.document.macros)[0]!;
    expect(Object.keys(insertFragment(folded.document, fragment, { random: randomFrom(6) }).document.macros)).toEqual([macroId]);
    expect(Object.keys(insertFragment(empty, fragment, { random: randomFrom(6) }).document.macros)).toEqual([macroId]);
    const other = { ...empty, macros: { [macroId]: { ...folded.document.macros[macroId]!, title: 'another' } } };
    const both = insertFragment(other, fragment, { random: randomFrom(6) }).document;
    expect(Object.keys(both.macros)).toHaveLength(2);
    expect(both.nodes[folded.added![0]!]?.params['macro']).not.toBe(macroId);
    expect(insertFragment(folded.document, fragment, { random: randomFrom(6), scope: macroId }).refused?.en).toMatch(/cannot hold itself/);
  });
});

describe('reroutes', () => {
  it('sit on a wire and go without breaking it', () => {
    const { document, added } = addReroute(base, ['b', 'base'], { x: 50, y: 0 }, randomFrom(1));
    expect(wires(document.links)).toEqual([`${added![0]!}.out>b.base`, `a.image>${added![0]!}.in`, 'b.image>c.image'].sort());
    expect(wires(flatten(document).links)).toEqual(wires(base.links));
    expect(wires(dissolveReroutes(document, added!).document.links)).toEqual(wires(base.links));
    expect(addReroute(base, ['b', 'none'], { x: 0, y: 0 }, randomFrom(1))).toMatchObject({ document: base, refused: {} });
    expect(dissolveReroutes(base, ['a']).document).toBe(base);
  });
  it('that carry a macro port hand it on', () => {
    const macro = { title: '', ...EMPTY_VIEW, view: EMPTY_VIEW, nodes: { r: node('reroute'), x: node(), y: node() }, links: [{ from: ['r', 'out'] as const, to: ['x', 'i'] as const }, { from: ['r', 'out'] as const, to: ['y', 'i'] as const }], inputs: [{ name: 'p', ends: [['r', 'in'] as const] }], outputs: [] };
    expect(dissolveReroutes(macro, ['r']).document).toMatchObject({ links: [], inputs: [{ name: 'p', ends: [['x', 'i'], ['y', 'i']] }] });
  });
});

describe('properties', () => {
  it('pasting keeps a document valid and loses nothing', () => {
    fc.assert(fc.property(validDocument, validDocument, fc.array(anyId, { maxLength: 6 }), fc.nat(), fc.boolean(), (target, origin, ids, seed, keepOutside) => {
      const fragment = extractFragment(origin, ids);
      if (!fragment) return;
      const { document, refused } = insertFragment(target, fragment, { random: randomFrom(seed), keepOutside, offset: { x: 1, y: 2 } });
      expect(refused).toBeUndefined();
      expect(Object.keys(document.nodes).length).toBe(Object.keys(target.nodes).length + Object.keys(fragment.nodes).length);
      expect(document.links.length).toBeGreaterThanOrEqual(target.links.length + fragment.links.length);
      expect(parseGraph(serialise(document)).warnings).toEqual([]);
    }), { numRuns: 1500 });
  });
  it('a valid document keeps what runs when reroutes dissolve', () => {
    fc.assert(fc.property(validDocument, (valid) => {
      const { document } = dissolveReroutes(valid, Object.keys(valid.nodes));
      expect(Object.values(document.nodes).some(({ type }) => type === 'reroute')).toBe(false);
      expect(wires(flatten(document).links)).toEqual(wires(flatten(valid).links));
    }), { numRuns: 1500 });
  });
  it('nothing here throws on any document', () => {
    fc.assert(fc.property(wildDocument, wildDocument, fc.array(anyId, { maxLength: 6 }), anyEnd, fc.constantFrom('m-0', undefined), (target, origin, ids, to, scope) => {
      const fragment = extractFragment(origin, ids, scope);
      if (fragment) insertFragment(target, fragment, { random: randomFrom(1), keepOutside: true, ...(scope === undefined ? {} : { scope }) });
      addReroute(target, to, { x: 0, y: 0 }, randomFrom(2));
      dissolveReroutes(target, ids);
    }), { numRuns: 1500 });
  });
});
