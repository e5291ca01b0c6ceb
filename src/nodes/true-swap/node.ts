import { defineNode } from '../../runtime/define';
import { FACE_MODEL_NAME } from '../shared/face/model-name';
import { imageType } from '../shared/picture/infer';

export default defineNode({
  type: 'true-swap',
  version: 1,
  category: 'face',
  title: { en: 'True swap', zh: '真实换脸' },
  summary: { en: 'The correct answer for two synthetic faces: the target scene drawn with the source’s face.', zh: '两张合成人脸换脸的正确答案：用源的脸重新绘制目标场景。' },
  synonyms: ['ground truth', 'reference', 'perfect', 'answer', '真值', '参考', '标准答案'],
  inputs: {
    source: { kind: 'coefficients', title: { en: 'Source', zh: '源' }, help: { en: 'Coefficients of a Synthetic face: who it shall be.', zh: '“合成人脸”的系数：提供身份。' } },
    target: { kind: 'coefficients', title: { en: 'Target', zh: '目标' }, help: { en: 'Coefficients of a Synthetic face: everything else.', zh: '“合成人脸”的系数：提供其余一切。' } },
  },
  outputs: {
    image: { kind: 'image', title: { en: 'Image', zh: '图像' } },
    coefficients: { kind: 'coefficients', title: { en: 'Coefficients', zh: '系数' } },
    mesh: { kind: 'mesh', title: { en: 'Mesh', zh: '网格' } },
  },
  params: {},
  heavy: () => true,
  infer: () => ({ outputs: { image: imageType(undefined), coefficients: { kind: 'coefficients', model: FACE_MODEL_NAME }, mesh: { kind: 'mesh', model: FACE_MODEL_NAME } } }),
});
