import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { setLabel, setParam } from './edit';
import { moveNodes } from './edit-view';
import { contentOf, serialise } from './serialise';
import { validDocument } from './test-documents';
import type { GraphDocument, Json } from './types';

const document: GraphDocument = {
  macros: {}, view: { frames: [], notes: [], nodes: { b: { y: 2, x: 1 } } }, links: [{ to: ['b', 'in'], from: ['a', 'out'] }], title: 'T', id: 'd', format: 1,
  nodes: { b: { params: { z: 1, a: [0.1, -0, 1e21] }, version: 1, type: 'blend' }, a: { type: 'load', version: 2, params: {} } }, 'x-tool': 'kept',
};

describe('serialise', () => {
  it('writes one node and one link a line, keys in a fixed order', () => {
    expect(serialise(document)).toBe(`{
  "format": 1,
  "id": "d",
  "title": "T",
  "nodes": {
    "a": { "type": "load", "version": 2, "params": {} },
    "b": { "type": "blend", "version": 1, "params": { "a": [0.1, 0, 1e+21], "z": 1 } }
  },
  "links": [
    { "from": ["a", "out"], "to": ["b", "in"] }
  ],
  "macros": {},
  "x-tool": "kept",
  "view": {
    "nodes": {
      "b": { "x": 1, "y": 2 }
    },
    "frames": [],
    "notes": []
  }
}
`);
  });
  it('is JSON whatever the document, and does not depend on the order of keys', () => {
    const shuffle = (value: Json): Json => {
      if (Array.isArray(value)) return value.map((item: Json) => shuffle(item));
      return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value).reverse().map(([key, item]) => [key, shuffle(item as Json)])) : value;
    };
    fc.assert(fc.property(validDocument, (valid) => {
      const text = serialise(valid);
      expect(serialise(shuffle(JSON.parse(text) as Json) as unknown as GraphDocument)).toBe(text);
    }), { numRuns: 1000 });
  });
});

describe('contentOf', () => {
  it('changes with what is computed and with nothing else', () => {
    const content = contentOf(document);
    expect(contentOf(moveNodes(setLabel({ ...document, title: 'other', id: 'e' }, 'a', 'L').document, { a: { x: 5, y: 5 } }).document)).toBe(content);
    expect(contentOf({ ...document, links: [...document.links].reverse() })).toBe(content);
    expect(contentOf(setParam(document, 'a', 'k', 1).document)).not.toBe(content);
    expect(contentOf({ ...document, links: [] })).not.toBe(content);
  });
});
