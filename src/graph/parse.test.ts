import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sameJson } from './equal';
import { LIMITS } from './limits';
import { parseGraph } from './parse';
import { serialise } from './serialise';
import { anyJson, validDocument, wildDocument } from './test-documents';
import { DANGLING } from './types';
import type { GraphDocument, Json, JsonObject } from './types';

const node = (type = 'blend', more: object = {}): object => ({ type, version: 1, params: {}, ...more });
const document = (more: object): object => ({ format: 1, id: 'd', title: 't', nodes: {}, links: [], macros: {}, view: { nodes: {}, frames: [], notes: [] }, ...more });

function opened(source: unknown): { graph: GraphDocument; words: string } {
  const parsed = parseGraph(source);
  if (!parsed.graph) throw new Error(parsed.problems.map((p) => JSON.stringify(p)).join());
  return { graph: parsed.graph, words: JSON.stringify(parsed.warnings) };
}

function refused(source: unknown): string {
  const parsed = parseGraph(source);
  expect(parsed.graph).toBeUndefined();
  for (const { message } of parsed.problems ?? []) expect(typeof message === 'object' && message.zh.length > 8).toBe(true);
  return (parsed.problems ?? []).map(({ message }) => (typeof message === 'string' ? message : message.en)).join();
}

describe('what cannot be opened', () => {
  it('names the place where a text breaks off', () => {
    const whole = serialise(opened(document({ nodes: { a: node(), b: node() } })).graph);
    expect(refused(whole.slice(0, whole.indexOf('"b"') + 12))).toMatch(/stops in the middle, at line 7, column 17/);
  });
  it.each([
    ['', /empty/], ['  \n', /empty/], ['{"nodes": {},}', /unexpected “}” at line 1, column 14/], ['{"nodes":\n nix}', /unexpected “nix}” at line 2, column 2/],
    ['[]', /starts with “{”/], ['"x"', /starts with/], ['null', /starts with/], ['{}', /no “nodes”/], ['{"nodes": []}', /no “nodes”/],
    ['{"format": 2, "nodes": {}}', /format 2; this program reads up to format 1/], ['{"format": "1", "nodes": {}}', /whole number/], ['{"format": 0, "nodes": {}}', /whole number/],
  ])('%j', (text, sentence) => expect(refused(text)).toMatch(sentence));

  it('refuses what is beyond the limits', () => {
    expect(refused(`{"nodes": {}, "x": "${'x'.repeat(LIMITS.textLength)}"}`)).toMatch(/larger than 5 MB/);
    expect(refused('['.repeat(100_000))).toMatch(/stops in the middle/);
    expect(refused(`{"nodes":{},"x":${'['.repeat(100_000)}${']'.repeat(100_000)}}`)).toMatch(/more than 64 deep/);
    const loop: { nodes: object; self?: unknown } = { nodes: {} };
    loop.self = loop;
    expect(refused(loop)).toMatch(/more than 64 deep/);
    expect(refused({ nodes: {}, big: new Array(2_100_000).fill(0) })).toMatch(/more than 2000000 values/);
    expect(refused(document({ nodes: Object.fromEntries(Array.from({ length: 5001 }, (_, i) => [`n${i}`, node()])) }))).toMatch(/5001 nodes; at most 5000/);
    expect(refused(document({ links: new Array(20_001).fill({}) }))).toMatch(/20001 links/);
    const chain = Array.from({ length: 9 }, (_, i) => [`m${i}`, { title: '', nodes: i === 8 ? {} : { inner: node('macro', { params: { macro: `m${i + 1}` } }) } }]);
    expect(refused(document({ macros: Object.fromEntries(chain) }))).toMatch(/Macros lie 9 deep/);
  });
});

describe('what is opened with warnings', () => {
  it('keeps a bad link aside and names it', () => {
    const { graph, words } = opened(document({
      nodes: { a: node(), b: node() },
      links: [{ from: ['a', 'out'], to: ['b', 'in'] }, { from: ['a', 'out'], to: ['gone', 'in'] }, { from: ['a', 'x'], to: ['b', 'in'] }, 'rubbish'],
    }));
    expect(graph.links).toEqual([{ from: ['a', 'out'], to: ['b', 'in'] }]);
    expect((graph[DANGLING] as JsonObject[]).map(({ path, value }) => [path, value])).toEqual([
      ['links/1', { from: ['a', 'out'], to: ['gone', 'in'] }], ['links/2', { from: ['a', 'x'], to: ['b', 'in'] }], ['links/3', 'rubbish'],
    ]);
    expect(words).toMatch(/“gone”/);
    expect(words).toMatch(/an input takes one/);
  });
  it('keeps unknown keys, types and ports as they are', () => {
    const given = document({
      'x-tool': { deep: [1, { a: null }] }, nodes: { a: node('vendor/thing@3', { params: { p: [1] }, colour: 'red' }) }, links: [],
      view: { nodes: { a: { x: 1, y: 2, z: 3 } }, frames: [], notes: [], camera: [0, 0, 1] },
    });
    const { graph, words } = opened(given);
    expect(graph).toEqual(given);
    expect(words).toBe('[]');
  });
  it('mends nodes that lack something, keeping what was wrong', () => {
    const { graph } = opened(document({ nodes: { a: { type: 'blend', version: '2', params: [1], label: 7, bypass: 'yes' }, b: 5, c: { type: 'constructor' } } }));
    expect(graph.nodes).toEqual({ a: { type: 'blend', version: 1, params: {} } });
    expect((graph[DANGLING] as JsonObject[]).map((one) => one['path'])).toEqual(['nodes/a/version', 'nodes/a/params', 'nodes/a/label', 'nodes/a/bypass', 'nodes/b', 'nodes/c']);
  });
  it('renames ids that every object inherits, and links, places and ports follow', () => {
    const text = `{"format":1,"id":"d","title":"","nodes":{"__proto__":{"type":"blend","version":1,"params":{"__proto__":{"polluted":true},"k":1}},"a/b":{"type":"blend","version":1,"params":{}}},
      "links":[{"from":["a/b","o"],"to":["__proto__","i"]}],"view":{"nodes":{"a/b":{"x":1,"y":2}},"frames":[],"notes":[]},"macros":{}}`;
    const { graph, words } = opened(text);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
    expect(Object.keys(graph.nodes).sort()).toEqual(['a_b']);
    expect(graph.view.nodes).toEqual({ a_b: { x: 1, y: 2 } });
    expect(words).toMatch(/__proto__/);
    const renamed = opened(document({ nodes: { constructor: node(), valueOf: node() }, links: [{ from: ['constructor', 'o'], to: ['valueOf', 'i'] }] })).graph;
    expect(renamed.links).toEqual([{ from: ['constructor_', 'o'], to: ['valueOf_', 'i'] }]);
    expect(Object.getPrototypeOf(renamed.nodes)).toBe(Object.prototype);
  });
  it('keeps the earlier of two values under one key', () => {
    const { graph, words } = opened('{"format":1,"id":"d","title":"","nodes":{"a":{"type":"first","version":1,"params":{}},"a":{"type":"second","version":1,"params":{}}}}');
    expect(graph.nodes['a']?.type).toBe('second');
    expect(JSON.stringify(graph[DANGLING])).toContain('"first"');
    expect(words).toMatch(/given twice/);
  });
  it('warns of macros that are missing or hold themselves, and opens them', () => {
    const { graph, words } = opened(document({
      nodes: { a: node('macro', { params: { macro: 'none' } }) },
      macros: { m: { title: 'M', nodes: { x: node('macro', { params: { macro: 'm' } }) }, links: [], inputs: [{ name: 'i', ends: [['gone', 'p']] }], outputs: 3 } },
    }));
    expect(graph.macros['m']?.inputs).toEqual([{ name: 'i', ends: [] }]);
    expect(words).toMatch(/not in this file/);
    expect(words).toMatch(/hold one another/);
    expect((graph[DANGLING] as JsonObject[]).map((one) => one['path'])).toEqual(['macros/m/inputs/0/ends/0', 'macros/m/outputs']);
  });
  it('names a node only where it stands on the canvas', () => {
    const bad = { a: { type: 'blend', version: 0, params: {} } };
    expect(parseGraph(document({ nodes: bad })).warnings?.[0]?.where).toEqual({ node: 'a', path: 'nodes/a/version' });
    expect(parseGraph(document({ macros: { m: { title: '', nodes: bad } } })).warnings?.[0]?.where).toEqual({ path: 'macros/m/nodes/a/version' });
  });
  it('leaves NaN and functions out', () => {
    const { graph, words } = opened(document({ nodes: { a: node('blend', { params: { bad: NaN, good: 1, f: () => 1 } }) } }));
    expect(graph.nodes['a']?.params).toEqual({ good: 1 });
    expect(words).toMatch(/NaN/);
  });
});

describe('properties', () => {
  it('a valid document opens without a warning, equal to itself, and survives a round trip', () => {
    fc.assert(fc.property(validDocument, (valid) => {
      const text = serialise(valid);
      const parsed = parseGraph(text);
      expect(parsed.warnings).toEqual([]);
      expectSame(parsed.graph, valid);
      expect(serialise(parsed.graph!)).toBe(text);
    }), { numRuns: 3000 });
  });

  it('any document that fits the types opens, loses no node, and what was opened is stable', () => {
    fc.assert(fc.property(wildDocument, (wild) => {
      const { graph } = opened(JSON.stringify(wild));
      expectNothingLost(wild, graph);
      const again = parseGraph(serialise(graph));
      expectSame(again.graph, graph);
    }), { numRuns: 3000 });
  });

  it('no mutation of a document makes it throw or lose a node', () => {
    const mutation = fc.tuple(fc.nat(), fc.constantFrom('delete', 'replace', 'rename', 'insert'), anyJson, fc.constantFrom('__proto__', 'nodes', '', 'constructor', 'k'));
    fc.assert(fc.property(validDocument, fc.array(mutation, { minLength: 1, maxLength: 4 }), (valid, mutations) => {
      let mutated = JSON.parse(serialise(valid)) as Json;
      for (const one of mutations) mutated = mutate(mutated, ...one);
      const parsed = parseGraph(mutated);
      if (!parsed.graph) return;
      expectNothingLost(mutated, parsed.graph);
      expectSame(parseGraph(serialise(parsed.graph)).graph, parsed.graph);
    }), { numRuns: 3000 });
  });

  it('no text makes it throw', () => {
    fc.assert(fc.property(validDocument, fc.nat(), fc.string({ maxLength: 3 }), fc.nat(5), (valid, place, junk, cut) => {
      const text = serialise(valid);
      const at = place % text.length;
      const broken = text.slice(0, at) + junk + text.slice(at + cut);
      let good = true;
      try { JSON.parse(broken); } catch { good = false; }
      const parsed = parseGraph(broken);
      if (!good) expect(parsed.graph).toBeUndefined();
      expect(parsed.graph !== undefined || (parsed.problems ?? []).length > 0).toBe(true);
    }), { numRuns: 1000 });
    fc.assert(fc.property(fc.anything({ withNullPrototype: true, withDate: true, withMap: true, withTypedArray: true, withBigInt: true }), (value) => {
      parseGraph(value);
    }), { numRuns: 1000 });
  });
});

/** As toEqual, much faster while all is well. */
function expectSame(a: unknown, b: unknown): void {
  if (!sameJson(a, b)) expect(a).toEqual(b);
}

/** Every entry of the given nodes is a node of the opened document or kept aside. */
function expectNothingLost(given: unknown, graph: GraphDocument): void {
  const count = (value: unknown): number => (typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.keys(value).length : 0);
  const aside = ((graph[DANGLING] ?? []) as readonly Json[]).map((one) => (one as JsonObject)['path']).filter((path): path is string => typeof path === 'string');
  const raw = given as { readonly nodes?: unknown; readonly links?: unknown };
  expect(Object.keys(graph.nodes).length + aside.filter((path) => /^nodes\/[^/]*$/.test(path)).length).toBe(count(raw.nodes));
  if (Array.isArray(raw.links)) expect(graph.links.length + aside.filter((path) => /^links\/\d+$/.test(path)).length).toBe(raw.links.length);
}

/** The value is copied: two mutations may carry one object, which must not come to lie inside itself. */
function mutate(root: Json, place: number, how: string, given: Json, key: string): Json {
  const value = structuredClone(given);
  const spots: [Record<string, Json> | Json[], string | number][] = [];
  const collect = (at: Json): void => {
    if (Array.isArray(at)) at.forEach((inner: Json, i) => { spots.push([at as Json[], i]); collect(inner); });
    else if (typeof at === 'object' && at !== null) for (const [name, inner] of Object.entries(at)) { spots.push([at as Record<string, Json>, name]); collect(inner as Json); }
  };
  collect(root);
  const spot = spots[place % Math.max(1, spots.length)];
  if (!spot) return value;
  const [holder, name] = spot;
  if (Array.isArray(holder)) {
    if (how === 'delete') holder.splice(name as number, 1);
    else if (how === 'insert') holder.splice(name as number, 0, value);
    else holder[name as number] = value;
  } else {
    const old = holder[name]!;
    if (how !== 'insert') delete holder[name];
    // Defined, not assigned: assigning to "__proto__" would change the prototype, which no JSON text can.
    const define = (at: string, what: Json): unknown => Object.defineProperty(holder, at, { value: what, enumerable: true, configurable: true, writable: true });
    if (how === 'replace') define(name as string, value);
    else if (how !== 'delete') define(key, how === 'rename' ? old : value);
  }
  return root;
}
