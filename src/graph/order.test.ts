import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { between, closesLoop, describeCycle, downstreamOf, orderOf, upstreamOf } from './order';
import { validDocument, wildDocument } from './test-documents';
import type { GraphNode, Link } from './types';

const wiring = (edges: string): { nodes: Record<string, GraphNode>; links: Link[] } => {
  const nodes: Record<string, GraphNode> = {};
  const links = edges.split(' ').map((edge): Link => {
    const [from, to] = edge.split('>') as [string, string];
    for (const id of [from, to]) nodes[id] = { type: 'blend', version: 1, params: {} };
    return { from: [from, 'out'], to: [to, from] };
  });
  return { nodes, links };
};

describe('orderOf', () => {
  it('puts each node after what it needs, ties in the order of the document', () => {
    expect(orderOf(wiring('c>b b>a c>a d>a'))).toEqual({ order: ['c', 'd', 'b', 'a'], cycles: [], stuck: [] });
  });
  it('names one loop of each knot and what follows it, and orders the rest', () => {
    const { order, cycles, stuck } = orderOf(wiring('x>a a>b b>c c>a c>after p>q q>p x>y self>self'));
    expect(order).toEqual(['x', 'y']);
    expect(cycles).toEqual([['a', 'b', 'c'], ['p', 'q'], ['self']]);
    expect(stuck).toEqual(['a', 'b', 'c', 'after', 'p', 'q', 'self']);
  });
  it('tells a loop by names', () => {
    const graph = wiring('a>b b>a');
    graph.nodes['a'] = { ...graph.nodes['a']!, label: 'Warp' };
    expect(describeCycle(graph, ['a', 'b']).en).toBe('These nodes wait for one another: “Warp” (a) → “blend” (b) → “Warp” (a). Remove one of the links between them.');
  });
  it('holds for random documents', () => {
    fc.assert(fc.property(fc.oneof(validDocument, wildDocument), (document) => {
      const { order, cycles, stuck } = orderOf(document);
      expect([...order, ...stuck].sort()).toEqual(Object.keys(document.nodes).sort());
      expect(cycles.length > 0).toBe(stuck.length > 0);
      const position = new Map(order.map((id, i) => [id, i]));
      for (const { from, to } of document.links) {
        const there = position.get(to[0]);
        if (there !== undefined && Object.hasOwn(document.nodes, from[0])) expect(position.get(from[0]) ?? Infinity).toBeLessThan(there);
      }
      for (const loop of cycles) loop.forEach((id, i) => expect(document.links.some((link) => link.from[0] === id && link.to[0] === loop[(i + 1) % loop.length])).toBe(true));
    }), { numRuns: 1000 });
  });
  it('needs no recursion', () => {
    const chain = Array.from({ length: 20_000 }, (_, i) => `n${i}>n${i + 1}`).join(' ');
    expect(orderOf(wiring(`${chain} n20000>n0`)).cycles[0]).toHaveLength(20_001);
  });
});

describe('reach', () => {
  const graph = wiring('a>b b>c a>d e>d');
  it('goes up and down the wires, the start included', () => {
    expect([...downstreamOf(graph, ['b'])].sort()).toEqual(['b', 'c']);
    expect([...upstreamOf(graph, ['d'])].sort()).toEqual(['a', 'd', 'e']);
    expect([...upstreamOf(graph, ['nowhere'])]).toEqual([]);
  });
  it('tells a link that would close a loop', () => {
    expect(closesLoop(graph, 'c', 'a')).toBe(true);
    expect(closesLoop(graph, 'a', 'a')).toBe(true);
    expect(closesLoop(graph, 'a', 'c')).toBe(false);
  });
  it('finds what lies between', () => {
    expect([...between(graph, new Set(['a', 'c']))]).toEqual(['b']);
    expect([...between(graph, new Set(['a', 'b']))]).toEqual([]);
  });
});
