import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { placeOf, scanJson } from './json-scan';

describe('scanJson', () => {
  it.each([
    ['{"a": [1, 2', 'end', 11], ['{"a": tru', 'end', 9], ['{"a": "x', 'end', 8], ['-', 'end', 1], ['"\\u00', 'end', 5],
    ['{"a" 1}', 'unexpected', 5], ['[1,]', 'unexpected', 3], ['{"a":1,}', 'unexpected', 7], ['[01]', 'unexpected', 1], ['"a\nb"', 'unexpected', 2], ['1 2', 'unexpected', 2], ['{a:1}', 'unexpected', 1], ["'a'", 'unexpected', 0],
  ] as const)('%j: %s at %d', (text, kind, offset) => {
    expect(scanJson(text).fault).toEqual({ kind, offset });
    expect(() => JSON.parse(text) as unknown).toThrow();
  });
  it('tells where earlier values of a repeated key stand', () => {
    const text = '{"x": {"k": 1, "l": [2], "k" : {"y": 3}, "k": 4}, "z": [{"k": 5}, {"k": 6, "k": 7}]}';
    expect(scanJson(text).repeated.map(({ path, start, end }) => [path, text.slice(start, end).trim()])).toEqual([['x/k', '1'], ['x/k', '{"y": 3}'], ['z/1/k', '6']]);
  });
  it('agrees with JSON.parse on every text', () => {
    const piece = fc.constantFrom('{', '}', '[', ']', ',', ':', '"', '"a"', '1', '-', '0', '.5', 'e9', 'true', 'null', ' ', '\\', '\\u0041', '\n', 'x');
    fc.assert(fc.property(fc.oneof(fc.array(piece, { maxLength: 9 }).map((parts) => parts.join('')), fc.json(), fc.tuple(fc.json(), fc.nat()).map(([text, cut]) => text.slice(0, cut % (text.length + 1)))), (text) => {
      let good = true;
      try { JSON.parse(text); } catch { good = false; }
      expect(scanJson(text).fault === undefined).toBe(good);
    }), { numRuns: 5000 });
  });
  it('calls a text that was cut off cut off', () => {
    fc.assert(fc.property(fc.jsonValue(), fc.nat(), (value, cut) => {
      const text = JSON.stringify([value]);
      expect(scanJson(text.slice(0, cut % text.length)).fault?.kind).toBe('end');
    }), { numRuns: 2000 });
  });
  it('counts lines and columns from one', () => expect(placeOf('ab\ncd', 4)).toEqual({ line: 2, column: 2 }));
});
