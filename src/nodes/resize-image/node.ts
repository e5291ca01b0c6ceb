import { defineNode } from '../../runtime/define';
import { imageType, sides } from '../shared/picture/infer';

export default defineNode({
  type: 'resize-image',
  version: 1,
  category: 'image',
  title: { en: 'Resize image', zh: '调整图像大小' },
  summary: { en: 'Brings a picture to another size, by averaging areas when it shrinks.', zh: '把图片缩放到另一尺寸，缩小时按面积平均。' },
  synonyms: ['scale', 'crop', 'fit', 'downscale', 'upscale', '缩放', '尺寸', '放大', '缩小'],
  inputs: {
    image: { kind: ['image', 'crop'], title: { en: 'Image', zh: '图像' } },
    like: { kind: ['image', 'mask', 'crop'], optional: true, title: { en: 'Size of', zh: '参照尺寸' }, help: { en: 'When linked, its size is used instead of the numbers below.', zh: '连接后使用它的尺寸，忽略下面的数值。' } },
  },
  outputs: { image: { kind: 'image', title: { en: 'Image', zh: '图像' } } },
  params: {
    widthPx: { kind: 'number', initial: 512, min: 1, max: 4096, integer: true, unit: 'px', title: { en: 'Width', zh: '宽' } },
    heightPx: { kind: 'number', initial: 512, min: 1, max: 4096, integer: true, unit: 'px', title: { en: 'Height', zh: '高' } },
    fit: {
      kind: 'choice', initial: 'stretch', title: { en: 'When the shape differs', zh: '长宽比不同时' },
      options: {
        stretch: { en: 'Stretch', zh: '拉伸' },
        cover: { en: 'Fill, cut off what is over', zh: '填满，裁掉多余部分' },
        contain: { en: 'Fit inside, repeat the edge', zh: '完整放入，边缘延伸' },
      },
    },
  },
  infer: (inputs, params) => ({
    outputs: { image: inputs.like ? { ...imageType(undefined), ...sides(inputs.like) } : imageType({ width: params.widthPx, height: params.heightPx }) },
  }),
});
