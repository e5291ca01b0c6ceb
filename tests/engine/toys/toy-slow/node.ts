import { defineNode } from '../../../../src/runtime/define';

export default defineNode({
  type: 'toy-slow', version: 1, category: 'utility',
  title: { en: 'Toy wait', zh: '玩具等待' }, summary: { en: 'Waits, and hands its input on.', zh: '等待，然后传递输入。' },
  inputs: { a: { kind: 'number', title: { en: 'A', zh: 'A' } } }, outputs: { number: { kind: 'number', title: { en: 'Number', zh: '数' } } },
  params: {
    ms: { kind: 'number', initial: 20, min: 0, max: 60_000, unit: 'ms', title: { en: 'Time', zh: '时间' } },
    manner: { kind: 'choice', initial: 'waits', options: { waits: { en: 'Waits', zh: '等待' }, blocks: { en: 'Blocks the thread', zh: '阻塞线程' }, crashes: { en: 'Ends the thread', zh: '终止线程' } }, title: { en: 'Manner', zh: '方式' } },
  },
});
