import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { freshId, isSafeName, nodeName, safeName } from './names';

describe('names', () => {
  it.each(['source', 'align-face-k3f9', '节点', '😀', 'a.b', '10', ' '])('%j can be used', (name) => expect(isSafeName(name)).toBe(true));
  it.each(['', '.', '..', 'a/b', 'a\\b', 'a\nb', '\u0000', '__proto__', 'constructor', 'toString', 'x'.repeat(101), '\ud83d'])('%j cannot', (name) => expect(isSafeName(name)).toBe(false));
  it('are mended, and are never one that is taken', () => {
    expect(safeName('../../etc', () => false)).toBe('.._.._etc');
    expect(safeName('constructor', () => false)).toBe('constructor_');
    fc.assert(fc.property(fc.oneof(fc.string({ unit: 'binary', maxLength: 120 }), fc.constantFrom('..', '__proto__', 'a/b')), fc.array(fc.string()), fc.float(), (wish, others, constant) => {
      const taken = new Set(others);
      const mended = safeName(wish, (name) => taken.has(name));
      expect(isSafeName(mended) && !taken.has(mended)).toBe(true);
      const fresh = freshId(wish, (name) => taken.has(name) || name === mended, () => constant);
      expect(isSafeName(fresh) && !taken.has(fresh) && fresh !== mended).toBe(true);
    }), { numRuns: 1000 });
  });
  it('of nodes are said with label or type, and id', () => {
    expect(nodeName('a', { type: 'blend', version: 1, params: {} })).toBe('“blend” (a)');
    expect(nodeName('a', { type: 'blend', version: 1, params: {}, label: 'Mix' })).toBe('“Mix” (a)');
    expect(nodeName('a', { type: 'blend', version: 1, params: {}, label: { en: 'Mix', zh: '混合' } })).toBe('“Mix · 混合” (a)');
    expect(nodeName('gone', undefined)).toBe('“gone”');
  });
});
