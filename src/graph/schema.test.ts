import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isSafeName } from './names';
import { parseGraph } from './parse';
import type { Schema } from './schema';
import { graphSchema, graphSchemaText } from './schema';
import { serialise } from './serialise';
import { validDocument, wildDocument } from './test-documents';
import type { GraphDocument } from './types';

const schema = graphSchema();

/** Where a value departs from a schema: the keywords that `Schema` has, by their meaning in draft 2020-12. */
function faults(value: unknown, rule: Schema, at = ''): readonly string[] {
  const found: string[] = [];
  const bad = (condition: boolean, word: string): void => { if (condition) found.push(`${at} ${word}`); };
  if (rule.$ref !== undefined) found.push(...faults(value, schema.$defs![rule.$ref.replace('#/$defs/', '')]!, at));
  if (rule.anyOf) bad(rule.anyOf.every((one) => faults(value, one, at).length > 0), 'anyOf');
  if (rule.const !== undefined) bad(value !== rule.const, 'const');
  if (rule.type !== undefined) bad(typeOf(value) !== rule.type && !(rule.type === 'number' && typeOf(value) === 'integer'), `is no ${rule.type}`);
  if (typeof value === 'string') bad(value.length < (rule.minLength ?? 0) || value.length > (rule.maxLength ?? Infinity) || !(rule.pattern === undefined || new RegExp(rule.pattern, 'u').test(value)), 'string');
  if (typeof value === 'number') bad(value < (rule.minimum ?? -Infinity) || value <= (rule.exclusiveMinimum ?? -Infinity), 'range');
  if (Array.isArray(value)) {
    bad(value.length < (rule.minItems ?? 0) || value.length > (rule.maxItems ?? Infinity), 'items');
    value.forEach((item, i) => {
      const each = rule.prefixItems?.[i] ?? rule.items;
      if (each === false) bad(true, 'too many');
      else if (each) found.push(...faults(item, each, `${at}/${i}`));
    });
  } else if (typeof value === 'object' && value !== null) {
    for (const key of rule.required ?? []) bad(!Object.hasOwn(value, key), `lacks ${key}`);
    for (const [key, item] of Object.entries(value)) {
      if (rule.propertyNames) found.push(...faults(key, rule.propertyNames, `${at}/${key}`));
      const each = rule.properties && Object.hasOwn(rule.properties, key) ? rule.properties[key] : rule.additionalProperties;
      if (each) found.push(...faults(item, each, `${at}/${key}`));
    }
  }
  return found;
}

function typeOf(value: unknown): string {
  if (Array.isArray(value)) return 'array';
  return Number.isInteger(value) ? 'integer' : value === null ? 'null' : typeof value;
}

describe('graph.schema.json', () => {
  const graphs = new URL('../../graphs/', import.meta.url);
  it('is what the code says', () => expect(readFileSync(new URL('schema/graph.schema.json', graphs), 'utf8')).toBe(graphSchemaText()));

  const shipped = readdirSync(graphs).filter((name) => name.endsWith('.json'));
  it.each([...shipped.map((name) => `../../graphs/${name}`), '../../tests/fixtures/graphs/format-1.json'])('holds for %s, which opens without a warning', (path) => {
    const given = readFileSync(new URL(path, import.meta.url), 'utf8');
    expect(faults(JSON.parse(given), schema)).toEqual([]);
    expect(parseGraph(given).warnings).toEqual([]);
  });

  it('holds for every valid document', () => {
    fc.assert(fc.property(validDocument, (valid) => { expect(faults(JSON.parse(serialise(valid)), schema)).toEqual([]); }), { numRuns: 500 });
  });
  it('holds for whatever was opened', () => {
    fc.assert(fc.property(wildDocument, (wild) => {
      const { graph } = parseGraph(wild);
      expect(faults(graph, schema)).toEqual([]);
    }), { numRuns: 500 });
  });

  const whole = JSON.parse(readFileSync(new URL('../../tests/fixtures/graphs/format-1.opened.json', import.meta.url), 'utf8')) as GraphDocument;
  it.each<[string, (document: Record<string, never>) => void, string]>([
    ['a missing key', (d) => { delete d['macros']; }, ' lacks macros'],
    ['a node without a type', (d) => { delete d['nodes']!['pin']!['type']; }, '/nodes/pin lacks type'],
    ['a version of zero', (d) => { Object.assign(d['nodes']!['pin']!, { version: 0 }); }, '/nodes/pin/version range'],
    ['an end with a third part', (d) => { Object.assign(d['links']![0]!, { to: ['a', 'b', 'c'] }); }, '/links/0/to too many'],
    ['an end with one part', (d) => { Object.assign(d['links']![0]!, { to: ['a'] }); }, '/links/0/to items'],
    ['a title in one language', (d) => { Object.assign(d, { title: { en: 'x' } }); }, '/title anyOf'],
    ['an id with a slash', (d) => { Object.assign(d['nodes']!, { 'a/b': { type: 't', version: 1, params: {} } }); }, '/nodes/a/b string'],
    ['an output with two ends', (d) => { Object.assign(d['macros']!['mix']!['outputs']![0]!, { ends: [['blend', 'a'], ['blend', 'b']] }); }, '/macros/mix/outputs/0/ends items'],
    ['a frame of negative size', (d) => { Object.assign(d['view']!['frames']![0]!, { width: -1 }); }, '/view/frames/0/width range'],
    ['another format', (d) => { Object.assign(d, { format: 2 }); }, '/format const'],
  ])('refuses %s', (_what, spoil, fault) => {
    const spoiled = structuredClone(whole) as unknown as Record<string, never>;
    spoil(spoiled);
    expect(faults(spoiled, schema)).toContain(fault);
  });

  it('calls safe what the code calls safe, inherited names aside', () => {
    fc.assert(fc.property(fc.string({ maxLength: 4, unit: fc.constantFrom('a', '.', '/', '\\', '\n', ' ', '节', '-') }), (name) => {
      expect(faults(name, schema.$defs!['name']!).length === 0).toBe(isSafeName(name));
    }));
  });
});
