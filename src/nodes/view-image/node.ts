import { defineNode } from '../../runtime/define';
import { imageType } from '../shared/picture/infer';

export default defineNode({
  type: 'view-image',
  version: 1,
  category: 'output',
  sink: true,
  title: { en: 'View image', zh: '查看图像' },
  summary: { en: 'Shows a picture, a mask or an aligned crop.', zh: '显示图片、蒙版或对齐裁剪。' },
  synonyms: ['show', 'display', 'preview', 'result', '显示', '预览', '结果'],
  inputs: { image: { kind: ['image', 'mask', 'crop'], title: { en: 'Image', zh: '图像' } } },
  outputs: { image: { kind: 'image', title: { en: 'Image', zh: '图像' } } },
  params: {},
  infer: (inputs) => ({ outputs: { image: imageType(inputs.image) } }),
});
