import { defineNode } from '../../../../src/runtime/define';

export default defineNode({
  type: 'toy-show', version: 1, category: 'output', sink: true,
  title: { en: 'Toy viewer', zh: '玩具查看' }, summary: { en: 'Shows anything.', zh: '显示任何内容。' },
  inputs: { shown: { kind: ['number', 'image', 'mask'], title: { en: 'Shown', zh: '内容' } } }, outputs: {}, params: {},
});
