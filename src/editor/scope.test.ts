import { describe, expect, it } from 'vitest';
import type { GraphDocument, Macro } from '../graph/types';
import { flatId, openBody, placeOfFlatId, validScope } from './scope';

const inside: Macro = { title: 'M', inputs: [], outputs: [], nodes: { x: { type: 'blend', version: 1, params: {} } }, links: [], view: { nodes: {}, frames: [], notes: [] } };
const DOCUMENT: GraphDocument = { format: 1, id: 'd', title: 'D', nodes: { m: { type: 'macro', version: 1, params: { macro: 'one' } } }, links: [], view: { nodes: {}, frames: [], notes: [] }, macros: { one: inside } };
const SCOPE = [{ node: 'm', macro: 'one' }];

describe('scope', () => {
  it('opens a macro and names its nodes as the engine does', () => {
    expect(openBody(DOCUMENT, SCOPE)).toBe(inside);
    expect(openBody(DOCUMENT, [])).toBe(DOCUMENT);
    expect(flatId(SCOPE, 'x')).toBe('m/x');
    expect(placeOfFlatId(DOCUMENT, 'm/x')).toEqual({ scope: SCOPE, id: 'x' });
    expect(placeOfFlatId(DOCUMENT, 'm/gone')).toBeUndefined();
    expect(placeOfFlatId(DOCUMENT, 'n/x')).toBeUndefined();
  });

  it('closes a macro that is gone after an undo', () => {
    expect(validScope(DOCUMENT, SCOPE)).toBe(SCOPE);
    expect(validScope({ ...DOCUMENT, macros: {} }, SCOPE)).toEqual([]);
    expect(validScope({ ...DOCUMENT, nodes: {} }, SCOPE)).toEqual([]);
  });
});
