import { defineNode } from '../../../../src/runtime/define';

export default defineNode({
  type: 'toy-heavy', version: 1, category: 'utility',
  title: { en: 'Toy work', zh: '玩具计算' }, summary: { en: 'Works for a while, and gives a pattern.', zh: '计算片刻，然后给出一个图案。' },
  inputs: { a: { kind: 'mask', title: { en: 'A', zh: 'A' }, optional: true } }, outputs: { mask: { kind: 'mask', title: { en: 'Mask', zh: '蒙版' } } },
  params: {
    seed: { kind: 'seed', initial: 1, title: { en: 'Seed', zh: '种子' } },
    ms: { kind: 'number', initial: 40, min: 0, max: 60_000, unit: 'ms', title: { en: 'Time', zh: '时间' } },
    manner: { kind: 'choice', initial: 'works', options: { works: { en: 'Works', zh: '计算' }, fails: { en: 'Fails', zh: '失败' }, crashes: { en: 'Ends the thread', zh: '终止线程' } }, title: { en: 'Manner', zh: '方式' } },
  },
  heavy: () => true,
});
