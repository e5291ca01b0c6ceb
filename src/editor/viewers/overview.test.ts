import { describe, expect, it } from 'vitest';
import type { GraphDocument, GraphNode } from '../../graph/types';
import { definitions } from '../../nodes/catalog';
import { overviewPins, previewPin } from './overview';

const node = (type: string): GraphNode => ({ type, version: 1, params: {} });
const LANES: GraphDocument = {
  format: 1, id: 'lanes', title: '', links: [], macros: {},
  nodes: { correct: node('view-image'), first: node('view-image'), numbers: node('view-table'), result: node('view-image'), source: node('synthetic-face'), target: node('synthetic-face') },
  view: { nodes: { first: { x: 900, y: 0 }, result: { x: 900, y: 400 }, correct: { x: 1200, y: 400 }, source: { x: 0, y: 0 }, target: { x: 0, y: 400 } }, frames: [], notes: [] },
};
const names = (document: GraphDocument, most: number): readonly string[] => overviewPins(definitions, { document, scope: [] }, most).map((pin) => pin.node);

describe('the overview', () => {
  it('goes from the two faces to the results, as they stand on the canvas', () => {
    expect(names(LANES, 6)).toEqual(['source', 'target', 'first', 'result', 'correct']);
  });
  it('keeps the result where there is room for one, then the other results, then the faces', () => {
    expect([1, 2, 3, 4].map((most) => names(LANES, most))).toEqual([['result'], ['first', 'result'], ['first', 'result', 'correct'], ['target', 'first', 'result', 'correct']]);
  });
  it('is empty where nothing shows a picture', () => {
    expect(names({ ...LANES, nodes: { numbers: node('view-table'), source: node('synthetic-face') } }, 6)).toEqual([]);
  });
});

describe('the preview', () => {
  const of = (selection: readonly string[], document = LANES) => previewPin(definitions, { document, scope: [] }, new Set(selection));
  it('is the selected node’s first output, else that of the result', () => {
    expect(of(['numbers'])).toEqual({ node: 'numbers', port: 'table' });
    expect(of([])).toEqual({ node: 'result', port: 'image' });
    expect(of(['source', 'target'])).toEqual({ node: 'result', port: 'image' });
    expect(of([], { ...LANES, nodes: { numbers: node('view-table') } })).toEqual({ node: 'numbers', port: 'table' });
  });
});
