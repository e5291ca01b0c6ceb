import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { NodeHistories, NodeHistory } from './migrate';
import { FORMAT, FORMAT_MIGRATIONS, migrateFormat } from './migrate';
import { parseGraph } from './parse';
import { serialise } from './serialise';
import { validDocument } from './test-documents';
import { DANGLING } from './types';
import type { GraphDocument, JsonObject } from './types';

const table: Readonly<Record<string, NodeHistory>> = {
  blend: {
    version: 3,
    migrations: [
      { params: ({ mode, ...rest }) => ({ ...rest, method: mode ?? 'alpha' }), inputs: { a: 'base', b: 'over' } },
      { params: (params) => ({ ...params, gamma: 1 }), inputs: { over: 'layer' }, outputs: { out: 'image' } },
    ],
  },
  merged: { version: 2, migrations: [{ params: (params) => params, inputs: { left: 'in', right: 'in' } }] },
  swapped: { version: 2, migrations: [{ params: (params) => params, inputs: { a: 'b', b: 'a' } }] },
  broken: { version: 2, migrations: [{ params: () => { throw new Error('no'); } }] },
  gap: { version: 3 },
};
const histories: NodeHistories = (type) => table[type];

const opened = (more: object): { graph: GraphDocument; words: string } => {
  const parsed = parseGraph({ format: 1, id: 'd', title: '', links: [], macros: {}, ...more }, histories);
  if (!parsed.graph) throw new Error(JSON.stringify(parsed.problems));
  return { graph: parsed.graph, words: JSON.stringify(parsed.warnings) };
};

describe('formats', () => {
  it('climb one by one to the newest, the original untouched', () => {
    const steps = [(d: JsonObject) => ({ ...d, one: true }), (d: JsonObject) => ({ ...d, two: d['one'] ?? null })];
    const old = { format: 1, nodes: {} };
    expect(migrateFormat(old, 1, steps)).toEqual({ format: 3, nodes: {}, one: true, two: true });
    expect(migrateFormat({ format: 2, nodes: {} }, 2, steps)).toEqual({ format: 3, nodes: {}, two: null });
    expect(old).toEqual({ format: 1, nodes: {} });
    expect(FORMAT).toBe(FORMAT_MIGRATIONS.length + 1);
  });

  const folder = new URL('../../tests/fixtures/graphs/', import.meta.url);
  const fixtures = readdirSync(folder).filter((name) => /^format-\d+.*\.json$/.test(name) && !name.endsWith('.opened.json'));
  it('have a fixture each', () => {
    for (let format = 1; format <= FORMAT; format += 1) expect(fixtures).toContain(`format-${format}.json`);
  });
  it.each(fixtures)('%s opens as it always has', (name) => {
    const parsed = parseGraph(readFileSync(new URL(name, folder), 'utf8'));
    const expected = new URL(name.replace(/\.json$/, '.opened.json'), folder);
    const text = serialise(parsed.graph!);
    expect(text).toBe(readFileSync(expected, 'utf8'));
    expect(parsed.warnings!.length > 0).toBe(name.includes('damaged'));
  });
});

describe('node types', () => {
  it('climb with params, ports of links, and ports of macros', () => {
    const old = { type: 'blend', version: 1, params: { mode: 'poisson', k: 1 }, label: 'L' };
    const inside = { title: '', nodes: { i: old }, links: [], inputs: [{ name: 'p', ends: [['i', 'b']] }], outputs: [{ name: 'q', ends: [['i', 'out']] }] };
    const { graph, words } = opened({
      nodes: { s: { type: 'load', version: 9, params: {} }, n: old, m: { ...old, version: 2, params: { method: 'x' } } },
      links: [{ from: ['s', 'out'], to: ['n', 'a'] }, { from: ['s', 'out'], to: ['n', 'b'] }, { from: ['n', 'out'], to: ['m', 'over'] }, { from: ['n', 'other'], to: ['m', 'b'] }],
      macros: { mac: inside },
    });
    expect(words).toBe('[]');
    expect(graph.nodes['n']).toEqual({ type: 'blend', version: 3, params: { k: 1, method: 'poisson', gamma: 1 }, label: 'L' });
    expect(graph.nodes['m']?.params).toEqual({ method: 'x', gamma: 1 });
    expect(graph.links.map(({ from, to }) => `${from.join('.')}>${to.join('.')}`)).toEqual(['s.out>n.base', 's.out>n.layer', 'n.image>m.layer', 'n.other>m.b']);
    expect(graph.macros['mac']?.inputs[0]?.ends).toEqual([['i', 'layer']]);
    expect(graph.macros['mac']?.outputs[0]?.ends).toEqual([['i', 'image']]);
  });
  it('may exchange ports, and keep aside the link that two inputs made one leave over', () => {
    const { graph, words } = opened({
      nodes: { s: { type: 'load', version: 1, params: {} }, m: { type: 'merged', version: 1, params: {} }, x: { type: 'swapped', version: 1, params: {} } },
      links: [{ from: ['s', '1'], to: ['m', 'left'] }, { from: ['s', '2'], to: ['m', 'right'] }, { from: ['s', '1'], to: ['x', 'a'] }, { from: ['s', '2'], to: ['x', 'b'] }],
    });
    expect(graph.links.map(({ from, to }) => `${from.join('.')}>${to.join('.')}`)).toEqual(['s.1>m.in', 's.1>x.b', 's.2>x.a']);
    expect(graph[DANGLING]).toMatchObject([{ value: { from: ['s', '2'], to: ['m', 'in'] } }]);
    expect(words).toMatch(/were two inputs/);
  });
  it('that are newer, unknown or fail to climb stay as they are', () => {
    const nodes = { newer: { type: 'blend', version: 4, params: {} }, strange: { type: 'unheard', version: 7, params: {} }, broken: { type: 'broken', version: 1, params: { k: 1 } }, gap: { type: 'gap', version: 1, params: {} } };
    const { graph, words } = opened({ nodes });
    expect(graph.nodes).toEqual(nodes);
    expect(words.match(/"en"/g)).toHaveLength(3);
    expect(words).toMatch(/made with version 4/);
    expect(words).toMatch(/could not be brought from version 1 to 2/);
  });
  it('keep random documents whole', () => {
    fc.assert(fc.property(validDocument, (valid) => {
      const parsed = parseGraph(valid, (type) => (type === 'blend' ? { version: 3, migrations: [{ params: (p) => p, inputs: { in: 'image' } }, { params: (p) => ({ old: p }) }] } : undefined));
      const { graph } = parsed;
      expect(Object.keys(graph!.nodes)).toEqual(Object.keys(valid.nodes));
      const aside = (graph![DANGLING] as readonly unknown[] | undefined)?.length ?? 0;
      const count = (document: GraphDocument): number => Object.values(document.macros)
        .reduce((sum, macro) => sum + macro.links.length + macro.inputs.flatMap((port) => port.ends).length, document.links.length);
      expect(count(graph!) + aside).toBe(count(valid));
      expect(parseGraph(serialise(graph!)).warnings).toEqual([]);
    }), { numRuns: 1000 });
  });
});
