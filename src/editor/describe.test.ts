import { expect, test } from 'vitest';
import { emptyDocument } from './documents/files';
import { describeNode } from './describe';
import { definitions } from '../nodes/catalog';
import type { GraphDocument } from '../graph/types';

const align = { type: 'align-face', version: 1, params: {} };
const document: GraphDocument = {
  ...emptyDocument('d', ''),
  macros: { both: {
    title: 'Both', nodes: { one: { ...align, label: { en: 'Source crop', zh: '源裁剪' } }, two: align }, links: [], view: { nodes: {}, frames: [], notes: [] },
    inputs: [{ name: 'a', ends: [['one', 'image']] }, { name: 'b', ends: [['two', 'image']] }, { name: 'c', title: 'Picture', ends: [['two', 'faces']] }],
    outputs: [{ name: 'a', ends: [['two', 'crop']] }],
  } },
};

test('ports of a macro that share their words are told apart by the node inside', () => {
  const { inputs, outputs } = describeNode({ type: 'macro', version: 1, params: { macro: 'both' } }, document, definitions);
  const { outputs: own, title } = describeNode(align, document, definitions);
  expect(inputs.map((port) => port.title)).toEqual([{ en: 'Source crop · Image', zh: '源裁剪 · 图像' }, expect.objectContaining({ en: `${(title as { en: string }).en} · Image` }), 'Picture']);
  expect(outputs[0]?.title).toEqual(own.find(({ name }) => name === 'crop')?.title);
});
