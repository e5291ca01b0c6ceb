import { defineNode } from '../../runtime/define';
import { imageType, sizeProblems } from '../shared/picture/infer';

export default defineNode({
  type: 'transfer-colour',
  version: 1,
  category: 'image',
  title: { en: 'Transfer colour', zh: '迁移颜色' },
  summary: { en: 'Gives a face the colours of another picture, measured inside a mask.', zh: '按蒙版内的统计，使人脸具有另一张图片的颜色。' },
  synonyms: ['reinhard', 'histogram', 'skin tone', 'lab', 'match', 'optimal transport', 'monge', '最优传输', '肤色', '直方图', '匹配', '色调'],
  inputs: {
    image: { kind: 'image', title: { en: 'Image', zh: '图像' }, help: { en: 'What is recoloured.', zh: '要重新着色的图片。' } },
    reference: { kind: 'image', title: { en: 'Colours of', zh: '参考图像' } },
    mask: { kind: 'mask', optional: true, title: { en: 'Where the image is measured', zh: '图像测量区域' } },
    referenceMask: { kind: 'mask', optional: true, title: { en: 'Where the reference is measured', zh: '参考测量区域' }, help: { en: 'The first mask when nothing is linked and the sizes agree.', zh: '未连接且尺寸一致时使用第一个蒙版。' } },
  },
  outputs: { image: { kind: 'image', title: { en: 'Recoloured', zh: '着色结果' } } },
  params: {
    method: {
      kind: 'choice', initial: 'reinhard', title: { en: 'Method', zh: '方法' },
      options: { reinhard: { en: 'Mean and spread in Lab (Reinhard)', zh: 'Lab 均值与方差（Reinhard）' }, histogram: { en: 'Histogram of each channel', zh: '各通道直方图' }, transport: { en: 'Optimal transport in Lab', zh: 'Lab 最优传输' } },
    },
    strength: { kind: 'number', initial: 1, min: 0, max: 1, step: 0.01, title: { en: 'Strength', zh: '强度' } },
    mostGain: { kind: 'number', initial: 1.3, min: 1, max: 8, step: 0.1, advanced: true, title: { en: 'Most stretch', zh: '最大拉伸' }, help: { en: 'Bounds how much Reinhard and optimal transport stretch or squeeze colours.', zh: '限制 Reinhard 与最优传输对颜色的拉伸或压缩。' } },
  },
  equation: 'v\' = \\frac{\\sigma_{ref}}{\\sigma}\\,(v-\\mu)+\\mu_{ref}',
  infer: (inputs) => ({ outputs: { image: imageType(inputs.image) }, problems: [...sizeProblems('mask', inputs.mask, 'image', inputs.image), ...sizeProblems('referenceMask', inputs.referenceMask, 'reference', inputs.reference)] }),
});
