import { expect, test } from 'vitest';
import { EMPTY_VIEW, type GraphDocument, type GraphNode, type JsonObject } from '../graph/types';
import { checkGraph } from './check';
import { defineNode, type NodeDefinition } from './define';

const text = (words: string) => ({ en: words, zh: words });
const base = { version: 2, category: 'utility', summary: text('') } as const;
const image = { kind: 'image', title: text('Picture') } as const;
const mask = { kind: 'mask', title: text('Mask') } as const;
const crop = { kind: 'crop', title: text('Crop') } as const;

const definitions = new Map([
  defineNode({ ...base, type: 'load', title: text('Load'), inputs: {}, outputs: { image }, params: { size: { kind: 'number', initial: 64, min: 1, max: 512, title: text('Size') } }, infer: (_inputs, { size }) => ({ outputs: { image: { kind: 'image', width: size, height: size } } }) }),
  defineNode({ ...base, type: 'cut', title: text('Cut'), inputs: { image }, outputs: { crop }, params: {} }),
  defineNode({
    ...base, type: 'net', title: text('Net'), inputs: { image }, outputs: { image }, params: {},
    infer: ({ image: given }) => ({ outputs: { image: { kind: 'image', width: 128, height: 128 } }, problems: given?.width !== undefined && given.width !== 128 ? [{ port: 'image', message: text(`needs 128 px; this is ${given.width} px.`), converter: 'cut' }] : [] }),
  }),
  defineNode({ ...base, type: 'fuse', title: text('Fuse'), inputs: { crop, mask: { ...mask, optional: true } }, outputs: { crop, mask }, params: {} }),
  defineNode({ ...base, type: 'fragile', title: text('Fragile'), inputs: { image: { ...image, optional: true } }, outputs: { image }, params: {}, infer: () => { throw new Error('out of ideas'); } }),
].map((one) => [one.type, one as unknown as NodeDefinition]));

const node = (type: string, params: JsonObject = {}, more: Partial<GraphNode> = {}): GraphNode => ({ type, version: 2, params, ...more });

function graph(nodes: Readonly<Record<string, GraphNode>>, links: readonly (readonly [string, string, string, string])[], macros: GraphDocument['macros'] = {}): GraphDocument {
  return { format: 1, id: 'g', title: '', nodes, links: links.map(([a, b, c, d]) => ({ from: [a, b], to: [c, d] })), view: EMPTY_VIEW, macros };
}

const told = (document: GraphDocument) => checkGraph(document, definitions).problems.map(({ code, node: at, port, message, remedy }) => ({ code, at, port, en: message.en, insert: remedy?.insertNode }));

test('types run through the graph before anything runs', () => {
  const { types, problems } = checkGraph(graph({ a: node('load', { size: 128 }), b: node('net'), c: node('cut') }, [['a', 'image', 'b', 'image'], ['b', 'image', 'c', 'image']]), definitions);
  expect(problems).toEqual([]);
  expect(types).toEqual({ 'a.image': { kind: 'image', width: 128, height: 128 }, 'b.image': { kind: 'image', width: 128, height: 128 }, 'c.crop': { kind: 'crop' } });
});

test('what a node refuses is told at its port, with the node that would help', () => {
  expect(told(graph({ a: node('load'), b: node('net') }, [['a', 'image', 'b', 'image']]))).toEqual([{ code: 'refused', at: 'b', port: 'image', en: '“net” (b): needs 128 px; this is 64 px.', insert: 'cut' }]);
});

test('a wire of the wrong kind names both ends and the converter', () => {
  expect(told(graph({ a: node('load'), f: node('fuse') }, [['a', 'image', 'f', 'crop']]))).toEqual([
    { code: 'kind', at: 'f', port: 'crop', en: 'Input "crop" of “fuse” (f) needs an aligned crop; "image" of “load” (a) gives an image. Insert "Cut" between them.', insert: 'cut' },
  ]);
  expect(told(graph({ a: node('load'), c: node('cut'), f: node('fuse') }, [['a', 'image', 'c', 'image'], ['c', 'crop', 'f', 'crop'], ['a', 'image', 'f', 'mask']]))[0]).toMatchObject({ code: 'kind', insert: undefined });
});

test('ports that are not there, and open inputs', () => {
  expect(told(graph({ a: node('load'), c: node('cut') }, [['a', 'picture', 'c', 'image']])).map(({ code, en }) => `${code}: ${en}`)).toEqual(['no-port: “load” (a) has no output "picture". Link one of: image.']);
  expect(told(graph({ a: node('load'), c: node('cut') }, [['a', 'image', 'c', 'photo']])).map(({ code }) => code)).toEqual(['no-port', 'missing-input']);
});

test('a bypassed node hands on what it can, and says when it cannot', () => {
  const { flat, problems } = checkGraph(graph({ a: node('load'), n: node('net', {}, { bypass: true }), c: node('cut') }, [['a', 'image', 'n', 'image'], ['n', 'image', 'c', 'image']]), definitions);
  expect(problems).toEqual([]);
  expect(flat.links).toEqual([{ from: ['a', 'image'], to: ['c', 'image'] }]);
  expect(told(graph({ a: node('load'), c: node('cut', {}, { bypass: true }), f: node('fuse') }, [['a', 'image', 'c', 'image'], ['c', 'crop', 'f', 'crop']]))).toMatchObject([{ code: 'bypass', at: 'c', en: expect.stringContaining('cannot be bypassed') as string }]);
});

test('problems inside a macro carry the way to the node', () => {
  const macros = { m: { title: 'M', nodes: { n: node('net') }, links: [], view: EMPTY_VIEW, inputs: [{ name: 'in', ends: [['n', 'image']] as const }], outputs: [{ name: 'out', ends: [['n', 'image']] as const }] } };
  const document = graph({ a: node('load'), m: node('macro', { macro: 'm' }), c: node('cut') }, [['a', 'image', 'm', 'in'], ['m', 'out', 'c', 'image']], macros);
  const { problems, resolve, nodesBehind } = checkGraph(document, definitions);
  expect(problems).toMatchObject([{ code: 'refused', node: 'm/n', port: 'image' }]);
  expect(resolve('m', 'out')).toEqual(['m/n', 'image']);
  expect(nodesBehind('m')).toEqual(['m/n']);
});

test('loops, unknown types and newer versions', () => {
  expect(told(graph({ a: node('net'), b: node('net') }, [['a', 'image', 'b', 'image'], ['b', 'image', 'a', 'image']])).map(({ code, at }) => `${code} ${at}`)).toEqual(['cycle a', 'cycle b']);
  expect(told(graph({ a: node('load', {}, { version: 3 }), z: node('zoom') }, []))).toMatchObject([{ code: 'newer-version', at: 'a' }, { code: 'unknown-type', at: 'z' }]);
});

test('an infer that throws is a problem of its node, not of the check', () => {
  expect(told(graph({ x: node('fragile'), n: node('net') }, [['x', 'image', 'n', 'image']]))).toMatchObject([{ code: 'infer', at: 'x', en: 'Fragile (x) cannot work with these inputs and settings: out of ideas' }]);
});

test('a chain of 2000 nodes is checked without a deep walk', () => {
  const ids = Array.from({ length: 2000 }, (_, i) => `n${i}`);
  const long = graph(Object.fromEntries(ids.map((id, i) => [id, node(i === 0 ? 'load' : 'net', i === 0 ? { size: 128 } : {})])), ids.slice(1).map((id, i) => [ids[i]!, 'image', id, 'image']));
  expect(told(long)).toEqual([]);
});
