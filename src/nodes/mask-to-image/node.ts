import { defineNode } from '../../runtime/define';
import { imageType } from '../shared/picture/infer';

export default defineNode({
  type: 'mask-to-image',
  version: 1,
  category: 'utility',
  title: { en: 'Mask to image', zh: '蒙版转图像' },
  summary: { en: 'A mask as a grey picture, or laid over a picture in a colour.', zh: '把蒙版显示为灰度图，或以颜色叠加在图片上。' },
  synonyms: ['convert', 'overlay', 'show', '转换', '叠加', '显示'],
  inputs: {
    mask: { kind: 'mask', title: { en: 'Mask', zh: '蒙版' } },
    image: { kind: 'image', optional: true, title: { en: 'Over image', zh: '叠加到图像' } },
  },
  outputs: { image: { kind: 'image', title: { en: 'Image', zh: '图像' } } },
  params: {
    colour: { kind: 'colour', initial: [1, 0.05, 0.1], title: { en: 'Colour', zh: '颜色' }, help: { en: 'Linear RGB of the overlay.', zh: '叠加颜色的线性 RGB。' } },
    opacity: { kind: 'number', initial: 0.6, min: 0, max: 1, step: 0.01, title: { en: 'Opacity', zh: '不透明度' } },
  },
  infer: (inputs) => ({ outputs: { image: imageType(inputs.mask) } }),
});
