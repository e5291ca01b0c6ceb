import { defineNode } from '../../runtime/define';
import { imageType, maskType, sizeProblems } from '../shared/picture/infer';

export default defineNode({
  type: 'reshape-picture',
  version: 1,
  category: 'geometry',
  title: { en: 'Reshape picture', zh: '调整画面轮廓' },
  summary: { en: 'Bends a picture gently, so that the face in it takes the outline of another shape.', zh: '柔和地弯曲画面，使其中的脸具有另一形状的轮廓。' },
  synonyms: ['warp', 'liquify', 'outline', 'jaw', 'make room', '液化', '脸型', '轮廓', '变形'],
  inputs: {
    image: { kind: 'image', title: { en: 'Image', zh: '图像' } },
    mesh: { kind: 'mesh', title: { en: 'Mesh as it is', zh: '现有网格' }, help: { en: 'The face as it lies in the image.', zh: '图像中现有的人脸网格。' } },
    target: { kind: 'mesh', title: { en: 'Mesh as it shall be', zh: '目标网格' }, help: { en: 'The same mesh in the same picture, in another shape.', zh: '同一图片中另一形状的同一网格。' } },
    mask: { kind: 'mask', optional: true, title: { en: 'Mask', zh: '蒙版' }, help: { en: 'On the image; it is bent along.', zh: '位于图像上，随之弯曲。' } },
  },
  outputs: {
    image: { kind: 'image', title: { en: 'Reshaped', zh: '调整结果' } },
    mask: { kind: 'mask', title: { en: 'Mask', zh: '蒙版' }, help: { en: 'The mask, bent along; 1 everywhere when none was given.', zh: '随之弯曲的蒙版；未提供时处处为 1。' } },
  },
  params: {
    reachPercent: { kind: 'number', initial: 4, min: 1, max: 15, step: 0.5, unit: '%', title: { en: 'Reach', zh: '影响范围' }, help: { en: 'How far beyond the head the picture bends along, percent of its smaller side.', zh: '画面在头部之外跟随弯曲的范围，占短边的百分比。' } },
  },
  infer: (inputs) => ({ outputs: { image: imageType(inputs.image), mask: maskType(inputs.image) }, problems: sizeProblems('mask', inputs.mask, 'image', inputs.image) }),
});
