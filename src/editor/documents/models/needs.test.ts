import { expect, it } from 'vitest';
import type { GraphDocument, GraphNode } from '../../../graph/types';
import { definitions, packs } from '../../../nodes/catalog';
import { missingOf, needsOf, withKept, type Kept } from './needs';

const node = (type: string, params: Readonly<Record<string, string>> = {}): GraphNode => ({ type, version: 1, params });
const HASH = 'ab'.repeat(32);
const graph = {
  format: 1, id: 'g', title: 'g', links: [], view: { nodes: {}, frames: [], notes: [] },
  nodes: { a: node('swap-by-pack', { pack: 'ghost-2-256' }), b: node('swap-by-pack', { pack: 'ghost-2-256' }), c: node('embed-by-pack', { file: `sha256:${HASH}` }), d: node('blend'), own: node('swap-by-pack', { pack: 'own' }), yunet: node('detect-faces', { engine: 'yunet' }), auto: node('detect-faces') },
  macros: { m: { title: 'm', nodes: { inner: node('swap-by-pack', { pack: 'ghost-2-256' }) }, links: [], inputs: [], outputs: [], view: { nodes: {}, frames: [], notes: [] } } },
} as unknown as GraphDocument;
const kept = (pack: string, sha256 = HASH): Kept => ({ pack, sha256, bytes: 1, fileName: 'anything' });

it('names what a graph needs by pack and hash, macros included', () => {
  expect(needsOf(graph, definitions, packs).map(({ pack, sha256, nodes }) => [pack.id, sha256, nodes])).toEqual([
    ['ghost-2-256', undefined, ['a', 'b', 'inner']], ['arcface-w600k-r50', HASH, ['c']], ['yunet-2023-mar', undefined, ['yunet']],
  ]);
});

it('finds it by hash, never by a file’s name', () => {
  const needs = needsOf(graph, definitions, packs), names = (have: readonly Kept[], stored: (sha256: string) => boolean = () => false) => missingOf(needs, have, stored).map(({ pack }) => pack.id);
  expect(names([])).toEqual(['ghost-2-256', 'arcface-w600k-r50', 'yunet-2023-mar']);
  expect(names([{ ...kept('arcface-w600k-r50', 'cd'.repeat(32)), fileName: 'arcface_w600k_r50.onnx' }])).toContain('arcface-w600k-r50');
  expect(names([kept('arcface-w600k-r50')])).not.toContain('arcface-w600k-r50');
  expect(names([], (sha256) => sha256 === HASH)).not.toContain('arcface-w600k-r50');
});

it('gives a kept network to the nodes of its pack that have none, and to no other', () => {
  const filled = withKept(graph, kept('ghost-2-256'), definitions, packs);
  expect([filled.nodes['a'], filled.nodes['b'], filled.macros['m']!.nodes['inner']].map((one) => one?.params['file'])).toEqual(Array(3).fill(`sha256:${HASH}`));
  expect([filled.nodes['c'], filled.nodes['own'], filled.nodes['yunet']]).toEqual([graph.nodes['c'], graph.nodes['own'], graph.nodes['yunet']]);
  expect(withKept(graph, kept('yunet-2023-mar'), definitions, packs).nodes['yunet']!.params['model']).toBe(`sha256:${HASH}`);
});
