import { deflateSync } from 'fflate';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { GraphDocument } from '../../graph/types';
import { documentFromLink, fromFragment, toFragment } from './share';

const document = (title: string): GraphDocument => ({ format: 1, id: 'a', title, nodes: {}, links: [], view: { nodes: {}, frames: [], notes: [] }, macros: {} });

describe('links', () => {
  it('carry a document there and back', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (title) => {
      expect(documentFromLink(`#${toFragment(document(title))}`)).toEqual(document(title));
    }), { numRuns: 50 });
  });

  it('are refused when damaged, foreign, or swollen', () => {
    fc.assert(fc.property(fc.string({ maxLength: 80 }), (noise) => { expect(() => documentFromLink(`#g=${noise}`)).not.toThrow(); }));
    expect(fromFragment('#something-else')).toBeUndefined();
    const bomb = Buffer.from(deflateSync(new Uint8Array(6 * 1024 * 1024))).toString('base64url');
    expect(fromFragment(`#g=${bomb}`)).toBeUndefined();
  });
});
