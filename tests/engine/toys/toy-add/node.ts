import { defineNode } from '../../../../src/runtime/define';

export default defineNode({
  type: 'toy-add', version: 1, category: 'utility',
  title: { en: 'Toy sum', zh: '玩具求和' }, summary: { en: 'a + b.', zh: 'a + b。' },
  inputs: { a: { kind: 'number', title: { en: 'A', zh: 'A' } }, b: { kind: 'number', title: { en: 'B', zh: 'B' }, optional: true } },
  outputs: { number: { kind: 'number', title: { en: 'Sum', zh: '和' } } },
  params: { plus: { kind: 'number', initial: 0, min: -1e6, max: 1e6, title: { en: 'Plus', zh: '加' } } },
});
