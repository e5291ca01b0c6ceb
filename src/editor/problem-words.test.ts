import { describe, expect, it } from 'vitest';
import { nodeName } from '../graph/names';
import type { GraphDocument, GraphNode } from '../graph/types';
import { problemWords } from './problem-words';

const node: GraphNode = { type: 'true-swap', version: 1, params: {}, label: { en: 'Truth', zh: '真值' } };
const own: GraphNode = { ...node, label: 'Mine · yours' };
const document: GraphDocument = { format: 1, id: 'd', title: '', nodes: { truth: node, own }, links: [], macros: {}, view: { nodes: {}, frames: [], notes: [] } };
const message = { en: `${nodeName('truth', node)} needs an image.`, zh: `${nodeName('truth', node)} 需要一张图片。` };

describe('words of a problem', () => {
  it('name a node in the user’s language alone', () => {
    expect(problemWords(message, 'en', document)).toBe('“Truth” (truth) needs an image.');
    expect(problemWords(message, 'zh', document)).toBe('“真值” (truth) 需要一张图片。');
  });
  it('leave a name that the user gave as it is', () => {
    expect(problemWords({ en: `${nodeName('own', own)} failed.`, zh: '' }, 'en', document)).toBe('“Mine · yours” (own) failed.');
  });
});
