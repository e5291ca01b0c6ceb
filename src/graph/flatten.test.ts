import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LIMITS } from './limits';
import type { PortKinds } from './flatten';
import { flatten } from './flatten';
import { validDocument, wildDocument } from './test-documents';
import type { GraphDocument, GraphNode, Link, Macro, MacroPort } from './types';
import { EMPTY_VIEW } from './types';

const node = (type = 'blend', more: Partial<GraphNode> = {}): GraphNode => ({ type, version: 1, params: {}, ...more });
const use = (macro: string, more: Partial<GraphNode> = {}): GraphNode => node('macro', { params: { macro }, ...more });
const links = (text: string): Link[] => text.split(' ').filter(Boolean).map((edge): Link => {
  const [from, to] = edge.split('>').map((end) => end.split('.') as [string, string]);
  return { from: from!, to: to! };
});
const wires = (list: readonly Link[]): string[] => list.map(({ from, to }) => `${from.join('.')}>${to.join('.')}`).sort();
const body = (nodes: Record<string, GraphNode>, text = ''): Pick<GraphDocument, 'nodes' | 'links' | 'view'> => ({ nodes, links: links(text), view: EMPTY_VIEW });
const ports = (text: string): MacroPort[] => text.split(' ').filter(Boolean).map((one) => {
  const [name, ends] = one.split('=') as [string, string];
  return { name, ends: ends.split(',').map((end) => end.split('.') as [string, string]) };
});
const macro = (inside: Pick<GraphDocument, 'nodes' | 'links' | 'view'>, inputs: string, outputs: string): Macro => ({ title: '', ...inside, inputs: ports(inputs), outputs: ports(outputs) });
const document = (top: Pick<GraphDocument, 'nodes' | 'links' | 'view'>, macros: Record<string, Macro> = {}): GraphDocument => ({ format: 1, id: 'd', title: '', ...top, macros });

const KINDS: Record<string, PortKinds> = {
  load: { inputs: [], outputs: { image: 'image' } },
  blend: { inputs: ['mask', 'a', 'b'], outputs: { image: 'image' } },
  detect: { inputs: ['image'], outputs: { faces: 'faces' } },
  view: { inputs: ['image'], outputs: {} },
};
const kindsOf = ({ type }: GraphNode): PortKinds | undefined => KINDS[type];

describe('reroutes', () => {
  const graph = document(body({ a: node('load'), r: node('reroute'), s: node('reroute'), free: node('reroute'), b: node(), c: node() },
    'a.image>r.in r.out>s.in s.out>b.a r.out>c.b free.out>c.a'));
  it('vanish, and links join', () => {
    const flat = flatten(graph);
    expect(Object.keys(flat.nodes).sort()).toEqual(['a', 'b', 'c']);
    expect(wires(flat.links)).toEqual(['a.image>b.a', 'a.image>c.b']);
    expect(flat.sourceOf(['s', 'out'])).toEqual(['a', 'image']);
    expect(flat.sourceOf(['free', 'out'])).toBeUndefined();
    expect(flat.feedOf(['r', 'in'])).toEqual(['a', 'image']);
  });
  it('in a loop lead nowhere; loops of nodes stay', () => {
    expect(flatten(document(body({ r: node('reroute'), s: node('reroute'), b: node() }, 'r.out>s.in s.out>r.in s.out>b.a'))).links).toEqual([]);
    expect(wires(flatten(document(body({ b: node(), r: node('reroute') }, 'b.image>r.in r.out>b.a'))).links)).toEqual(['b.image>b.a']);
  });
});

describe('macros', () => {
  const pair = macro(body({ one: node(), two: node(), r: node('reroute') }, 'one.image>two.a one.image>r.in'), 'image=one.a,two.b mask=one.mask', 'image=two.image early=r.out');
  it('are expanded with ids macroNode/inner, at every use anew', () => {
    const flat = flatten(document(body({ src: node('load'), m: use('pair'), n: use('pair'), out: node() }, 'src.image>m.image m.image>n.image n.image>out.a n.early>out.b'), { pair }));
    expect(Object.keys(flat.nodes).sort()).toEqual(['m/one', 'm/two', 'n/one', 'n/two', 'out', 'src']);
    expect(wires(flat.links)).toEqual(['m/one.image>m/two.a', 'm/two.image>n/one.a', 'm/two.image>n/two.b', 'n/one.image>n/two.a', 'n/one.image>out.b', 'n/two.image>out.a', 'src.image>m/one.a', 'src.image>m/two.b']);
    expect(flat.pathOf.get('m/one')).toEqual(['m', 'one']);
    expect(flat.sourceOf(['n', 'early'])).toEqual(['n/one', 'image']);
    expect(flat.feedOf(['n', 'image'])).toEqual(['m/two', 'image']);
    expect(flat.problems).toEqual([]);
  });
  it('lie in one another', () => {
    const outer = macro(body({ inner: use('pair') }), 'x=inner.image', 'y=inner.image');
    const flat = flatten(document(body({ src: node('load'), o: use('outer'), v: node('view') }, 'src.image>o.x o.y>v.image'), { pair, outer }));
    expect(wires(flat.links)).toEqual(['o/inner/one.image>o/inner/two.a', 'o/inner/two.image>v.image', 'src.image>o/inner/one.a', 'src.image>o/inner/two.b']);
    expect(flat.pathOf.get('o/inner/two')).toEqual(['o', 'inner', 'two']);
  });
  it('that hold themselves, or are missing, stay as they are with a sentence', () => {
    const self = macro(body({ again: use('self'), n: node() }), '', '');
    const flat = flatten(document(body({ m: use('self'), lost: use('none') }), { self }));
    expect(Object.entries(flat.nodes).map(([id, { type }]) => `${id}:${type}`).sort()).toEqual(['lost:macro', 'm/again:macro', 'm/n:blend']);
    expect(flat.problems.map(({ where, message }) => [where.node, (message as { en: string }).en])).toEqual([
      ['m/again', 'The macro “self” holds itself through “macro” (again). Remove that node from the macro.'],
      ['lost', '“macro” (lost) stands for a macro that is not in the graph. Remove it or paste the macro again.'],
    ]);
  });
  it('that multiply beyond measure are not expanded', () => {
    const ten = (inner: string): Macro => macro(body(Object.fromEntries(Array.from({ length: 10 }, (_, i) => [`n${i}`, use(inner)]))), '', '');
    const leaf = macro(body(Object.fromEntries(Array.from({ length: 10 }, (_, i) => [`n${i}`, node()]))), '', '');
    const flat = flatten(document(body({ m: use('a') }), { a: ten('b'), b: ten('c'), c: ten('d'), d: ten('leaf'), leaf }));
    expect(Object.keys(flat.nodes).length).toBeLessThanOrEqual(LIMITS.flatNodes);
    expect(flat.problems).toHaveLength(1);
  });
  it('a link to a port that is gone is told', () => {
    const flat = flatten(document(body({ a: node('load'), m: use('pair'), v: node() }, 'a.image>m.old m.gone>v.a'), { pair }));
    expect(flat.problems.map(({ where }) => `${where.node ?? ''}.${where.port ?? ''}`)).toEqual(['m.old', 'm.gone']);
  });
});

describe('bypass', () => {
  it('hands on the first input that carries the kind', () => {
    const flat = flatten(document(body({ face: node('detect'), a: node('load'), b: node('load'), x: node('blend', { bypass: true }), v: node('view') },
      'face.faces>x.mask a.image>x.a b.image>x.b x.image>v.image'), {}), kindsOf);
    expect(wires(flat.links)).toEqual(['a.image>v.image']);
    expect(Object.keys(flat.nodes)).not.toContain('x');
    expect(flat.sourceOf(['x', 'image'])).toEqual(['a', 'image']);
  });
  it('goes through rows of bypassed nodes, reroutes and macros of any length', () => {
    const nodes: Record<string, GraphNode> = { a: node('load') };
    const wired: Link[] = [];
    for (let i = 0; i < 4000; i += 1) {
      nodes[`n${i}`] = i % 2 ? node('reroute') : node('blend', { bypass: true });
      wired.push({ from: i === 0 ? ['a', 'image'] : [`n${i - 1}`, i % 2 ? 'image' : 'out'], to: [`n${i}`, i % 2 ? 'in' : 'b'] });
    }
    nodes['v'] = node('view');
    wired.push({ from: ['n3999', 'out'], to: ['v', 'image'] });
    const reversed = Object.fromEntries(Object.entries(nodes).reverse());
    expect(wires(flatten({ ...document(body(reversed)), links: wired.reverse() }, kindsOf).links)).toEqual(['a.image>v.image']);
  });
  it('leaves a node that has nothing to hand on, marked, and takes one away that nobody reads', () => {
    const flat = flatten(document(body({ a: node('load'), d: node('detect', { bypass: true }), e: node('detect', { bypass: true }), x: node() }, 'a.image>d.image a.image>e.image d.faces>x.a')), kindsOf);
    expect(flat.nodes['d']?.bypass).toBe(true);
    expect(flat.nodes['e']).toBeUndefined();
  });
  it('of a macro hides its inside and hands on by kind', () => {
    const inside = macro(body({ d: node('detect'), w: node('blend'), v: node('view') }, 'w.image>v.image d.faces>w.mask'), 'image=d.image,w.a', 'image=w.image');
    const graph = document(body({ a: node('load'), m: use('m', { bypass: true }), v: node('view') }, 'a.image>m.image m.image>v.image'), { m: inside });
    const flat = flatten(graph, kindsOf);
    expect(Object.keys(flat.nodes)).toEqual(['a', 'v']);
    expect(wires(flat.links)).toEqual(['a.image>v.image']);
    expect(Object.values(flatten(graph).nodes).filter(({ bypass }) => bypass)).toHaveLength(3);
  });
});

describe('properties', () => {
  it('a valid document flattens to a body of plain nodes with valid links', () => {
    fc.assert(fc.property(validDocument, (valid) => {
      const flat = flatten(valid);
      expect(Object.values(flat.nodes).some(({ type }) => type === 'reroute' || type === 'macro')).toBe(false);
      const fed = new Set<string>();
      for (const { from, to } of flat.links) {
        expect(Object.hasOwn(flat.nodes, from[0]) && Object.hasOwn(flat.nodes, to[0])).toBe(true);
        expect(fed.has(to.join('\n'))).toBe(false);
        fed.add(to.join('\n'));
      }
      expect([...flat.pathOf.keys()].sort()).toEqual(Object.keys(flat.nodes).sort());
    }), { numRuns: 1000 });
  });
  it('agrees with walking the wires by hand', () => {
    fc.assert(fc.property(validDocument, (valid) => {
      const flat = flatten(valid);
      for (const [id, path] of flat.pathOf) {
        for (const port of ['image', 'mask', 'in', 'out', 'ß']) {
          const link = flat.links.find(({ to }) => to[0] === id && to[1] === port);
          expect(link ? link.from.join('.') : undefined).toBe(byHand(valid, path, port));
        }
      }
    }), { numRuns: 1000 });
  });
  it('never throws', () => {
    fc.assert(fc.property(wildDocument, fc.boolean(), (wild, withKinds) => {
      const flat = flatten(wild, withKinds ? () => ({ inputs: ['image', 'in'], outputs: { image: 'image', out: 'image' } }) : undefined);
      for (const { from, to } of flat.links) expect(Object.hasOwn(flat.nodes, from[0]) && Object.hasOwn(flat.nodes, to[0])).toBe(true);
    }), { numRuns: 2000 });
  });
});

/** The plain output that feeds an input, by the definition of macros and reroutes, without flattening. */
function byHand(document: GraphDocument, path: readonly string[], port: string): string | undefined {
  const bodyAt = (place: readonly string[]): { readonly body: Pick<GraphDocument, 'nodes' | 'links'>; readonly macro: Macro | undefined } => {
    let macro: Macro | undefined;
    for (const id of place) macro = document.macros[(macro ?? document).nodes[id]!.params['macro'] as string]!;
    return { body: macro ?? document, macro };
  };
  const input = (place: readonly string[], id: string, name: string): string | undefined => {
    const { body: here, macro } = bodyAt(place);
    const link = here.links.find(({ to }) => to[0] === id && to[1] === name);
    if (link) return output(place, link.from[0], link.from[1]);
    const outer = macro?.inputs.find(({ ends }) => ends.some((end) => end[0] === id && end[1] === name));
    return outer && input(place.slice(0, -1), place[place.length - 1]!, outer.name);
  };
  const output = (place: readonly string[], id: string, name: string): string | undefined => {
    const { type } = bodyAt(place).body.nodes[id]!;
    if (type === 'reroute') return name === 'out' ? input(place, id, 'in') : undefined;
    if (type !== 'macro') return `${[...place, id].join('/')}.${name}`;
    const end = bodyAt([...place, id]).macro!.outputs.find((one) => one.name === name)?.ends[0];
    return end && output([...place, id], end[0], end[1]);
  };
  return input(path.slice(0, -1), path[path.length - 1]!, port);
}
