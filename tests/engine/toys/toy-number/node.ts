import { defineNode } from '../../../../src/runtime/define';

export default defineNode({
  type: 'toy-number', version: 1, category: 'utility',
  title: { en: 'Toy number', zh: '玩具数字' }, summary: { en: 'A number.', zh: '一个数。' },
  inputs: {}, outputs: { number: { kind: 'number', title: { en: 'Number', zh: '数' } } },
  params: { value: { kind: 'number', initial: 1, min: -1e6, max: 1e6, title: { en: 'Value', zh: '值' } } },
});
