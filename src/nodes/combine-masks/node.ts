import { defineNode } from '../../runtime/define';
import { maskType, sizeProblems } from '../shared/picture/infer';

export default defineNode({
  type: 'combine-masks',
  version: 1,
  category: 'image',
  title: { en: 'Combine masks', zh: '合并蒙版' },
  summary: { en: 'Two masks into one: where both, where either, their product, or one without the other.', zh: '把两个蒙版合成一个：交集、并集、乘积或相减。' },
  synonyms: ['intersect', 'union', 'multiply', 'subtract', 'minimum', 'maximum', '交集', '并集', '相乘', '相减'],
  inputs: {
    first: { kind: 'mask', title: { en: 'First', zh: '第一个' } },
    second: { kind: 'mask', title: { en: 'Second', zh: '第二个' } },
  },
  outputs: { mask: { kind: 'mask', title: { en: 'Mask', zh: '蒙版' } } },
  params: {
    operation: {
      kind: 'choice', initial: 'minimum', title: { en: 'Keep', zh: '保留' },
      options: {
        minimum: { en: 'Where both (smaller value)', zh: '两者都有（取小）' }, maximum: { en: 'Where either (larger value)', zh: '任一有（取大）' },
        product: { en: 'Product', zh: '乘积' }, subtract: { en: 'First without second', zh: '第一个减第二个' },
      },
    },
    growPercent: { kind: 'number', initial: 0, min: -20, max: 20, step: 0.1, unit: '%', advanced: true, title: { en: 'Grow', zh: '扩张' }, help: { en: 'Percent of the smaller side of the picture; negative shrinks.', zh: '占图片短边的百分比；负值为收缩。' } },
    featherPercent: { kind: 'number', initial: 0, min: 0, max: 10, step: 0.1, unit: '%', advanced: true, title: { en: 'Feather', zh: '羽化' }, help: { en: 'Standard deviation of the blur, percent of the smaller side.', zh: '模糊的标准差，占短边的百分比。' } },
  },
  infer: (inputs) => ({ outputs: { mask: maskType(inputs.first) }, problems: sizeProblems('second', inputs.second, 'first', inputs.first) }),
});
