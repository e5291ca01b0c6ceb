import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { removeNodes } from './edit';
import { connect } from './edit-links';
import { removeUnusedMacros, setMacroTitle } from './edit-document';
import { sameJson } from './equal';
import { flatten } from './flatten';
import { removeMacroPort, renameMacroPort, setMacroPort, setMacroPortTitle } from './macro-ports';
import { foldSelection, unfoldMacro } from './macros';
import { parseGraph } from './parse';
import { editMacro, editScope } from './scope';
import { contentOf, serialise } from './serialise';
import { anyEnd, anyId, anyPort, randomFrom, validDocument, wildDocument } from './test-documents';
import type { GraphDocument, GraphNode, Link } from './types';

const node = (type = 'blend', more: Partial<GraphNode> = {}): GraphNode => ({ type, version: 1, params: {}, ...more });
const link = (text: string): Link => {
  const [from, to] = text.split('>').map((end) => end.split('.') as [string, string]);
  return { from: from!, to: to! };
};
const base: GraphDocument = {
  format: 1, id: 'd', title: '', macros: {},
  nodes: { src: node('load'), a: node('warp'), b: node('blend'), c: node('mask'), out: node('view', { label: 'Result' }) },
  links: ['src.image>a.image', 'src.image>b.base', 'a.image>b.over', 'a.image>c.image', 'c.mask>out.mask', 'b.image>out.image'].map(link),
  view: { nodes: { src: { x: 0, y: 0 }, a: { x: 100, y: 0 }, b: { x: 200, y: 50 }, c: { x: 100, y: 200 }, out: { x: 400, y: 0 } }, frames: [], notes: [{ id: 't', text: 'hi', x: 90, y: 0, width: 5, height: 5 }] },
};
const wires = (links: readonly Link[]): string[] => links.map(({ from, to }) => `${from.join('.')}>${to.join('.')}`).sort();

describe('foldSelection', () => {
  const { document: folded, added } = foldSelection(base, ['a', 'b', 't'], { en: 'Swap', zh: '换脸' }, randomFrom(3));
  const id = added![0]!;
  const [macroId, macro] = Object.entries(folded.macros)[0]!;

  it('makes one port of each outside source and one of each inside source', () => {
    expect(folded.nodes[id]).toEqual({ type: 'macro', version: 1, params: { macro: macroId } });
    expect(macro.inputs).toEqual([{ name: 'image', ends: [['a', 'image'], ['b', 'base']] }]);
    expect(macro.outputs).toEqual([{ name: 'image', ends: [['a', 'image']] }, { name: 'image-2', ends: [['b', 'image']] }]);
    expect(wires(macro.links)).toEqual(['a.image>b.over']);
    expect(wires(folded.links)).toEqual([`${id}.image-2>out.image`, `${id}.image>c.image`, 'c.mask>out.mask', `src.image>${id}.image`].sort());
    expect(folded.view).toEqual({ nodes: { src: { x: 0, y: 0 }, c: { x: 100, y: 200 }, out: { x: 400, y: 0 }, [id]: { x: 100, y: 0 } }, frames: [], notes: [] });
    expect(macro.view.notes.map((note) => note.id)).toEqual(['t']);
  });
  it('is refused where a wire leaves the selection and comes back', () => {
    expect(foldSelection(base, ['a', 'out'], '', randomFrom(1)).refused?.en).toMatch(/lies between them/);
    expect(foldSelection(base, ['gone'], '', randomFrom(1)).refused?.en).toMatch(/Select at least one/);
  });
  it('works inside a macro, whose own ports follow, and back', () => {
    const twice = foldSelection(folded, ['a'], 'inner', randomFrom(9), macroId);
    expect(twice.refused).toBeUndefined();
    const inner = twice.added![0]!;
    expect(twice.document.macros[macroId]?.inputs[0]?.ends).toEqual([[inner, 'image'], ['b', 'base']]);
    const plain = (document: GraphDocument): string[] => wires(flatten(document).links).map((wire) => wire.replace(/macro-\w+\//g, '')).sort();
    expect(plain(twice.document)).toEqual(plain(base));
    expect(contentOf(unfoldMacro(twice.document, inner, randomFrom(2), macroId).document)).toBe(contentOf(folded));
  });
  it('and unfoldMacro give the document back', () => {
    const back = unfoldMacro(folded, id, randomFrom(4));
    expect(back.added?.toSorted()).toEqual(['a', 'b', 't']);
    expect({ ...back.document, links: [] }).toEqual({ ...base, links: [] });
    expect(wires(back.document.links)).toEqual(wires(base.links));
  });
  it('unfolds where the node was moved to, beside ids that are taken, and keeps a macro that is still used', () => {
    const moved = { ...folded, nodes: { ...folded.nodes, again: node('macro', { params: { macro: macroId } }), a: node('other') }, view: { ...folded.view, nodes: { ...folded.view.nodes, [id]: { x: 1100, y: 0 } } } };
    const back = unfoldMacro(moved, id, randomFrom(4)).document;
    const fresh = Object.keys(back.nodes).find((one) => one.startsWith('warp-'))!;
    expect(back.nodes['a']?.type).toBe('other');
    expect(back.view.nodes[fresh]).toEqual({ x: 1100, y: 0 });
    expect(Object.keys(back.macros)).toEqual([macroId]);
    expect(unfoldMacro(base, 'a', randomFrom(1)).refused?.en).toMatch(/is no macro/);
  });
});

describe('macros', () => {
  const { document: folded, added } = foldSelection(base, ['a', 'b'], 'Swap', randomFrom(3));
  const id = added![0]!;
  const macroId = Object.keys(folded.macros)[0]!;

  it('are edited inside; a port whose node goes away waits for another', () => {
    const without = editMacro(folded, macroId, (inside) => removeNodes(inside, ['b'])).document;
    expect(without.macros[macroId]?.outputs).toEqual([{ name: 'image', ends: [['a', 'image']] }, { name: 'image-2', ends: [] }]);
    expect(without.links).toBe(folded.links);
    expect(flatten(without).problems[0]?.message).toMatchObject({ en: expect.stringMatching(/leads to its output “image-2”/) as string });
    expect(editMacro(folded, 'none', (inside) => ({ document: inside })).refused?.en).toBe('There is no macro “none” in this graph.');
    expect(editScope(folded, macroId, (body) => connect(body, ['b', 'image'], ['a', 'image'])).refused?.en).toMatch(/fed from outside by the macro's input “image”/);
  });
  it('cannot come to hold themselves', () => {
    const itself = editMacro(folded, macroId, (inside) => ({ document: { ...inside, nodes: { ...inside.nodes, me: node('macro', { params: { macro: macroId } }) } } }));
    expect(itself.refused?.en).toMatch(/cannot hold itself/);
    expect(itself.document).toBe(folded);
  });
  it('rename and lose ports with the wires outside', () => {
    const renamed = renameMacroPort(folded, macroId, 'outputs', 'image-2', 'swapped').document;
    expect(wires(renamed.links)).toContain(`${id}.swapped>out.image`);
    expect(renameMacroPort(folded, macroId, 'outputs', 'image', 'image-2').refused?.en).toMatch(/^“image-2” cannot be the name of this port: it is taken/);
    expect(wires(removeMacroPort(folded, macroId, 'inputs', 'image').document.links)).toEqual([`${id}.image-2>out.image`, `${id}.image>c.image`, 'c.mask>out.mask'].sort());
    const outer = foldSelection(folded, [id], 'outer', randomFrom(8)).document;
    const inside = renameMacroPort(outer, macroId, 'inputs', 'image', 'face').document;
    expect(wires(flatten(inside).links)).toEqual(wires(flatten(outer).links));
  });
  it('get ports, titles, and go when nothing uses them', () => {
    const ported = setMacroPort(folded, macroId, 'inputs', 'over', [['b', 'over']]).document;
    expect(ported.macros[macroId]?.links).toEqual([]);
    expect(ported.macros[macroId]?.inputs[1]).toEqual({ name: 'over', ends: [['b', 'over']] });
    expect(setMacroPort(folded, macroId, 'inputs', 'x', [['gone', 'p']]).refused?.en).toBe('There is no port “p” of a node “gone” in this macro.');
    expect(setMacroPortTitle(folded, macroId, 'inputs', 'image', { en: 'Face', zh: '人脸' }).document.macros[macroId]?.inputs[0]?.title).toEqual({ en: 'Face', zh: '人脸' });
    expect(setMacroTitle(folded, macroId, 'T').document.macros[macroId]?.title).toBe('T');
    expect(removeUnusedMacros(folded).document).toBe(folded);
    expect(removeUnusedMacros(removeNodes(folded, [id]).document).document.macros).toEqual({});
  });
});

const byLink = (links: readonly Link[]): readonly Link[] => links.toSorted((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b)));
const inOrder = (document: GraphDocument): unknown => {
  const byId = <T extends { readonly id: string }>(items: readonly T[]): readonly T[] => items.toSorted((a, b) => a.id.localeCompare(b.id));
  const { frames, notes, nodes } = document.view;
  return { ...document, links: byLink(document.links), view: { ...document.view, nodes, frames: byId(frames), notes: byId(notes) } };
};

describe('properties', () => {
  it('unfolding what was folded gives the document back, and folding changes nothing that runs', () => {
    let folds = 0;
    fc.assert(fc.property(validDocument, fc.array(anyId, { minLength: 1, maxLength: 5 }), fc.nat(), (valid, ids, seed) => {
      const { document: folded, added, refused } = foldSelection(valid, ids, 'T', randomFrom(seed));
      if (refused) return;
      folds += 1;
      expect(parseGraph(serialise(folded)).warnings).toEqual([]);
      const strip = (document: GraphDocument): string[] => wires(flatten(document).links).map((wire) => wire.replaceAll(`${added![0]!}/`, '')).sort();
      expect(strip(folded)).toEqual(strip(valid));
      const back = unfoldMacro(folded, added![0]!, randomFrom(seed + 1));
      expect(back.refused).toBeUndefined();
      if (!sameJson(inOrder(back.document), inOrder(valid))) expect(inOrder(back.document)).toEqual(inOrder(valid));
    }), { numRuns: 2000 });
    expect(folds).toBeGreaterThan(500);
  });
  it('nothing here throws on any document', () => {
    const side = fc.constantFrom('inputs' as const, 'outputs' as const);
    const macro = fc.constantFrom('m-0', 'm-1', 'm-9', undefined);
    fc.assert(fc.property(wildDocument, fc.array(anyId, { maxLength: 4 }), anyId, macro, side, anyPort, anyPort, fc.array(anyEnd, { maxLength: 2 }), (wild, ids, id, scope, which, port, next, ends) => {
      const random = randomFrom(7);
      foldSelection(wild, ids, 'T', random, scope);
      unfoldMacro(wild, id, random, scope);
      setMacroPort(wild, scope ?? 'm-0', which, port, ends);
      renameMacroPort(wild, scope ?? 'm-0', which, port, next);
      removeMacroPort(wild, scope ?? 'm-0', which, port);
      removeUnusedMacros(wild);
    }), { numRuns: 2000 });
  });
});
