import { defineNode } from '../../runtime/define';
import { imageType, maskType } from '../shared/picture/infer';

export default defineNode({
  type: 'load-image',
  version: 1,
  category: 'input',
  title: { en: 'Load image', zh: '载入图像' },
  summary: { en: 'A picture file: PNG, JPEG or WebP, turned as the camera says.', zh: '图片文件：PNG、JPEG 或 WebP，并按相机信息旋正。' },
  synonyms: ['open', 'photo', 'file', 'picture', 'import', '照片', '图片', '打开', '文件'],
  inputs: {},
  outputs: {
    image: { kind: 'image', title: { en: 'Image', zh: '图像' } },
    alpha: { kind: 'mask', title: { en: 'Opacity', zh: '不透明度' }, help: { en: '1 where the picture is opaque.', zh: '图片不透明处为 1。' } },
  },
  params: {
    file: { kind: 'file', initial: '', accept: 'image/png,image/jpeg,image/webp', title: { en: 'File', zh: '文件' } },
    maxSidePx: {
      kind: 'number', initial: 1024, min: 64, max: 4096, step: 1, integer: true, unit: 'px',
      title: { en: 'Longest side', zh: '最长边' }, help: { en: 'Larger pictures are made smaller by averaging areas.', zh: '更大的图片会按面积平均缩小。' },
    },
    background: {
      kind: 'colour', initial: [0.5, 0.5, 0.5], advanced: true,
      title: { en: 'Behind transparency', zh: '透明处的底色' }, help: { en: 'Linear RGB laid under transparent pixels.', zh: '垫在透明像素下的线性 RGB 颜色。' },
    },
  },
  infer: (_inputs, params) => ({
    outputs: { image: imageType(undefined), alpha: maskType(undefined) },
    problems: params.file === '' ? [{ param: 'file', message: { en: 'No picture is chosen yet. Choose a file.', zh: '尚未选择图片。请选择一个文件。' } }] : [],
  }),
});
