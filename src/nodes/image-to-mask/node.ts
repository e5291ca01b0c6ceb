import { defineNode } from '../../runtime/define';
import { maskType } from '../shared/picture/infer';

export default defineNode({
  type: 'image-to-mask',
  version: 1,
  category: 'utility',
  title: { en: 'Image to mask', zh: '图像转蒙版' },
  summary: { en: 'A mask from the brightness or one channel of a picture.', zh: '由图片的亮度或某个通道得到蒙版。' },
  synonyms: ['convert', 'luminance', 'channel', 'threshold', '转换', '亮度', '通道'],
  inputs: { image: { kind: ['image', 'crop'], title: { en: 'Image', zh: '图像' } } },
  outputs: { mask: { kind: 'mask', title: { en: 'Mask', zh: '蒙版' } } },
  params: {
    channel: {
      kind: 'choice', initial: 'luma', title: { en: 'From', zh: '取自' },
      options: { luma: { en: 'Brightness', zh: '亮度' }, red: { en: 'Red', zh: '红' }, green: { en: 'Green', zh: '绿' }, blue: { en: 'Blue', zh: '蓝' } },
    },
    low: { kind: 'number', initial: 0, min: 0, max: 1, step: 0.01, title: { en: 'Becomes 0', zh: '变为 0 的值' } },
    high: { kind: 'number', initial: 1, min: 0, max: 1, step: 0.01, title: { en: 'Becomes 1', zh: '变为 1 的值' }, help: { en: 'Below the first value the mask is inverted.', zh: '若小于前一值，则蒙版反相。' } },
  },
  infer: (inputs) => ({ outputs: { mask: maskType(inputs.image) } }),
});
