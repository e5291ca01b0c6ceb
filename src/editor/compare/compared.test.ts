import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { carriedGraph, setComparison } from '../../graph/lanes';
import { parseGraph } from '../../graph/parse';
import type { GraphDocument } from '../../graph/types';
import { readCatalog } from '../../nodes/catalog-node';
import { comparedIn } from './compared';
import { matchingOf, partingOf, type DivergenceRow } from './divergence';
import { inputRoles, inputsInWords, seedsOf } from './inputs';

const { definitions } = await readCatalog();
const graph = (name: string): GraphDocument => parseGraph(readFileSync(new URL(`../../../graphs/${name}.json`, import.meta.url), 'utf8'), (type) => definitions.get(type)).graph!;
const VERSUS = graph('faceshifter-vs-hififace');

/** The shipped graph of FaceShifter, with that of HifiFace as a second lane. */
function twoGraphs(change: (hififace: GraphDocument) => GraphDocument = (same) => same): GraphDocument {
  return setComparison(graph('faceshifter'), {
    lanes: [{ node: 'result', port: 'image' }, { graph: 'other', node: 'result', port: 'image' }], reference: 0, graphs: { other: carriedGraph(change(graph('hififace'))) },
  }).document;
}

describe('what is compared', () => {
  it('is found on a canvas with two results, of one size', () => {
    const compared = comparedIn(VERSUS, definitions);
    expect(compared.declared).toBe(false);
    expect(compared.lanes.map(({ pin, kind, end }) => [pin.node, kind, end?.[0]])).toEqual([['first', 'image', 'first'], ['result', 'image', 'result']]);
    expect(comparedIn({ ...VERSUS, nodes: {}, links: [] }, definitions).lanes).toEqual([]);
  });

  it('is what the document declares, also of another graph, with the same inputs put in', () => {
    const compared = comparedIn(twoGraphs(), definitions);
    expect(compared.declared).toBe(true);
    expect(compared.lanes.map(({ pin }) => pin.node)).toEqual(['result', 'other~result']);
    expect(compared.whole.nodes['other~source']?.params).toEqual(graph('faceshifter').nodes['source']?.params);
    const roles = inputRoles(compared, definitions);
    expect(roles.map(({ same, settings }) => [same, settings.every((one) => one !== undefined)])).toEqual([[true, true], [true, true]]);
    expect(seedsOf(roles, 1)).toEqual(seedsOf(roles, 0));
    const { same, text } = inputsInWords(roles, compared.lanes, definitions);
    expect(same).toBe(true);
    expect(text.en).toMatch(/^Same inputs in all lanes: Source \(Synthetic face, seed \d+\), Target \(Synthetic face, seed \d+\)\.$/);
    expect(text.zh).toContain('各支路输入相同');
  });

  it('names an input that cannot be the same', () => {
    const compared = comparedIn(twoGraphs((other) => ({ ...other, nodes: { ...other.nodes, source: { type: 'load-image', version: 1, params: { file: 'sha256:0123456789abcdef' } } } })), definitions);
    const { same, text } = inputsInWords(inputRoles(compared, definitions), compared.lanes, definitions);
    expect(same).toBe(false);
    expect(text.en).toMatch(/^Different Source — .*seed \d+; .*Load image, 01234567\. Same inputs in all lanes: Target/);
  });

  it('names the setting in which inputs of one canvas differ', () => {
    const versus: GraphDocument = { ...VERSUS, nodes: { ...VERSUS.nodes, other: { ...VERSUS.nodes['target']!, params: { seed: 9, sizePx: 256 } } }, links: VERSUS.links.map((link) => (link.to.join() === 'pasteSecond,image' ? { ...link, from: ['other', 'image'] } : link)) };
    const { text } = inputsInWords(inputRoles(comparedIn(versus, definitions), definitions), comparedIn(versus, definitions).lanes, definitions);
    expect(text.en).toContain('FaceShifter: does not use');
  });
});

describe('which nodes correspond', () => {
  const keys = () => undefined;
  it('are the shared ones, then type by type, then by what they feed', () => {
    const compared = comparedIn(VERSUS, definitions);
    const { pairs, onlyA, onlyB } = matchingOf(compared, compared.lanes[0]!, compared.lanes[1]!, definitions, keys)!;
    const named = pairs.map(({ a, b, how }) => (a === b ? a : `${a}=${b} ${how}`));
    expect(named).toEqual(expect.arrayContaining(['source', 'target', 'sourceFace', 'targetFace', 'identity', 'pasteFirst=pasteSecond type', 'first=result type', 'faceshifter=hififace role']));
    expect(onlyA).toEqual(['attributes', 'aad']);
    expect(onlyB).toContain('sid');
    expect(pairs.find(({ a }) => a === 'faceshifter')?.ports).toEqual([['crop', 'crop']]);
  });

  it('are the ends in any case, and only outputs that lead to them', () => {
    const document = { ...VERSUS, compare: { lanes: [{ node: 'first', port: 'image' }, { node: 'target', port: 'image' }] } };
    const compared = comparedIn(document, definitions);
    const { pairs, onlyB } = matchingOf(compared, compared.lanes[0]!, compared.lanes[1]!, definitions, keys)!;
    expect(pairs.map(({ a, b, how }) => [a, b, how])).toEqual([['target', 'target', 'shared'], ['first', 'target', 'ends']]);
    expect(onlyB).toEqual([]);
    const versus = comparedIn(VERSUS, definitions);
    expect(matchingOf(versus, versus.lanes[0]!, versus.lanes[1]!, definitions, keys)!.pairs.find(({ a }) => a === 'pasteFirst')?.ports).toEqual([['image', 'image']]);
  });

  it('are those of one id in two versions of a graph, and equal steps are shared', () => {
    const first = graph('faceshifter');
    const changed = { ...first, nodes: { ...first.nodes, aad: { ...first.nodes['aad']!, params: { attributeStrength: 0.5 } } } };
    const document = setComparison(first, { lanes: [{ node: 'result', port: 'image' }, { graph: 'v2', node: 'result', port: 'image' }], reference: 0, graphs: { v2: carriedGraph(changed) } }).document;
    const compared = comparedIn(document, definitions);
    const { pairs, onlyA, onlyB } = matchingOf(compared, compared.lanes[0]!, compared.lanes[1]!, definitions, (id) => (/source|target/.test(id) ? id.replace('v2~', '') : id))!;
    expect([onlyA, onlyB]).toEqual([[], []]);
    for (const { a, b, how } of pairs) expect([b, how]).toEqual([`v2~${a}`, /source|target/.test(a) ? 'shared' : 'id']);
  });
});

describe('where lanes part', () => {
  const row = (name: string, worst: number | undefined, why?: 'shapes'): DivergenceRow => ({
    pair: { a: name, b: name, how: 'type', ports: [] }, titles: [name, name], worst,
    ports: [{ a: [name, 'o'], b: [name, 'o'], found: why ? { comparable: false, why, own: '1', other: '2' } : { comparable: true, relativeL2: worst ?? 0, shape: '1' } }],
  });
  it('is the first pair above the threshold, and what could not be compared before it', () => {
    const rows = [row('a', 0), row('b', undefined, 'shapes'), row('c', 0.04), row('d', 0.3), row('e', 0.01)];
    const { first, unlike, equal } = partingOf(rows, 0.05);
    expect([first?.pair.a, unlike?.pair.a, equal.map(({ pair }) => pair.a)]).toEqual(['d', 'b', ['a', 'c']]);
    expect(partingOf(rows, 0.03).first?.pair.a).toBe('c');
    expect(partingOf(rows, 0.5)).toMatchObject({ first: undefined, unlike: { pair: { a: 'b' } } });
  });
});
