import { defineNode } from '../../runtime/define';

export default defineNode({
  type: 'feature-statistics',
  version: 1,
  category: 'measure',
  title: { en: 'Feature statistics', zh: '特征统计' },
  summary: { en: 'Mean, deviation and range of feature maps, level by level, and what a normalising layer did to them.', zh: '逐层给出特征图的均值、标准差与范围，以及归一化层对它们的作用。' },
  synonyms: ['mean', 'std', 'sigma', 'mu', 'gamma', 'beta', 'mask ladder', '均值', '标准差', '统计量'],
  inputs: { features: { kind: ['features', 'pyramid'], title: { en: 'Features', zh: '特征' } } },
  outputs: {
    table: { kind: 'table', title: { en: 'Numbers', zh: '数值表' } },
    mean: { kind: 'number', title: { en: 'Mean of all', zh: '总均值' } },
  },
  params: {},
  equation: '\\mu_c=\\frac1{HW}\\sum h_c,\\quad\\sigma_c=\\sqrt{\\frac1{HW}\\sum(h_c-\\mu_c)^2}',
  infer: () => ({ outputs: { table: { kind: 'table' }, mean: { kind: 'number' } } }),
});
