import { defineNode } from '../../runtime/define';

export default defineNode({
  type: 'pca-to-rgb',
  version: 1,
  category: 'measure',
  title: { en: 'PCA to RGB', zh: 'PCA 转 RGB' },
  summary: { en: 'Feature maps as one colour picture: equal colours mean equal features.', zh: '把特征图变成一张彩色图：颜色相同表示特征相同。' },
  synonyms: ['principal components', 'colour', 'visualise', 'features', 'mask ladder', '主成分', '可视化', '特征', '蒙版阶梯'],
  inputs: {
    features: { kind: ['features', 'pyramid'], title: { en: 'Features', zh: '特征' } },
    second: { kind: ['features', 'pyramid'], optional: true, title: { en: 'Compare with', zh: '比较对象' }, help: { en: 'On the same components and range.', zh: '使用相同的主成分与范围。' } },
  },
  outputs: {
    image: { kind: 'image', title: { en: 'Image', zh: '图像' }, help: { en: 'Levels of a pyramid side by side; the second below.', zh: '金字塔各层并排；第二组在下方。' } },
    table: { kind: 'table', title: { en: 'Variance explained', zh: '解释的方差' } },
  },
  params: { sizePx: { kind: 'number', initial: 128, min: 32, max: 512, step: 32, integer: true, unit: 'px', title: { en: 'Size of a level', zh: '每层尺寸' } } },
  equation: 'rgb(x,y)=U_3^{\\top}\\,(h(x,y)-\\bar h)',
  infer: () => ({ outputs: { image: { kind: 'image', channels: 3, range: 'unit' }, table: { kind: 'table' } } }),
});
