import { defineNode } from '../../runtime/define';
import { imageType, maskType, sizeProblems } from '../shared/picture/infer';

export default defineNode({
  type: 'paste-face',
  version: 1,
  category: 'face',
  title: { en: 'Paste face', zh: '贴回人脸' },
  summary: { en: 'Puts an aligned crop back where it was cut out of the picture.', zh: '把对齐裁剪放回它在图片中的原处。' },
  synonyms: ['paste back', 'unalign', 'inverse', 'composite', '还原', '合成', '逆变换'],
  inputs: {
    crop: { kind: 'crop', title: { en: 'Crop', zh: '裁剪' } },
    image: { kind: 'image', title: { en: 'Picture', zh: '原图' } },
    mask: { kind: 'mask', optional: true, title: { en: 'Mask', zh: '蒙版' }, help: { en: 'On the crop’s pixels: what of it is pasted.', zh: '位于裁剪像素上：粘贴哪些部分。' } },
  },
  outputs: {
    image: { kind: 'image', title: { en: 'Image', zh: '图像' } },
    mask: { kind: 'mask', title: { en: 'Pasted', zh: '粘贴区域' }, help: { en: 'Where the crop lies in the picture.', zh: '裁剪在图片中的位置。' } },
    face: { kind: 'image', title: { en: 'Face alone', zh: '仅人脸' }, help: { en: 'The crop on the picture’s pixel grid, for Blend.', zh: '位于原图像素网格的裁剪，用于“融合”。' } },
  },
  params: {
    borderPercent: { kind: 'number', initial: 6, min: 0, max: 40, step: 0.5, unit: '%', title: { en: 'Soft border', zh: '柔和边框' }, help: { en: 'Width over which the crop’s border fades, percent of its side.', zh: '裁剪边缘淡出的宽度，占边长的百分比。' } },
  },
  infer: (inputs) => ({ outputs: { image: imageType(inputs.image), mask: maskType(inputs.image), face: imageType(inputs.image) }, problems: sizeProblems('mask', inputs.mask, 'crop', inputs.crop) }),
});
