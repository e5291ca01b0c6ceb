import { defineNode } from '../../runtime/define';

export default defineNode({
  type: 'view-features',
  version: 1,
  category: 'output',
  sink: true,
  title: { en: 'View features', zh: '查看特征' },
  summary: { en: 'Shows feature maps as tiles, on one honest scale.', zh: '以统一尺度平铺显示特征图。' },
  synonyms: ['channels', 'maps', 'activations', 'tensor', 'labels', '通道', '激活', '张量', '标签'],
  inputs: { features: { kind: ['features', 'pyramid'], title: { en: 'Features', zh: '特征' } } },
  outputs: { features: { kind: 'features', title: { en: 'Features', zh: '特征' } } },
  params: {
    level: { kind: 'number', initial: 1, min: 1, max: 16, integer: true, title: { en: 'Level', zh: '层级' }, help: { en: 'Of a pyramid; 1 is the first.', zh: '用于金字塔；1 为第一层。' } },
  },
  infer: (inputs, params) => {
    const { features } = inputs;
    if (features?.kind !== 'pyramid') return { outputs: { features: features ?? { kind: 'features' } } };
    return { outputs: { features: { kind: 'features', ...(features.net === undefined ? {} : { net: features.net }), ...(features.levels?.[params.level - 1] ?? {}) } } };
  },
});
