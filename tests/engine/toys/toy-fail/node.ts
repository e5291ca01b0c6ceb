import { defineNode } from '../../../../src/runtime/define';

export default defineNode({
  type: 'toy-fail', version: 1, category: 'utility',
  title: { en: 'Toy failure', zh: '玩具失败' }, summary: { en: 'Fails.', zh: '失败。' },
  inputs: { a: { kind: 'number', title: { en: 'A', zh: 'A' } } }, outputs: { number: { kind: 'number', title: { en: 'Number', zh: '数' } } }, params: {},
});
