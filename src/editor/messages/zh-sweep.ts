import type { enSweep } from './en-sweep';

/** 参数扫描与插图导出的文字。 */
export const zhSweep: Readonly<Record<keyof typeof enSweep, string>> = {
  'sweep.parameter': '此轴的参数',
  'sweep.none': '无此轴',
  'sweep.values': '取值',
  'sweep.range': '范围',
  'sweep.list': '列表',
  'sweep.from': '从',
  'sweep.to': '到',
  'sweep.steps': '步数',
  'sweep.on': '开',
  'sweep.off': '关',
  'sweep.along': '一同变化：{name}',
  'sweep.addAlong': '让另一参数一同变化…',
  'sweep.times': '一同变化的参数的倍数',
  'sweep.plus': '一同变化的参数的加数',
  'sweep.remove': '不再一同变化',
};
