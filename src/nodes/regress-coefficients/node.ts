import { defineNode } from '../../runtime/define';
import { FACE_MODEL_NAME } from '../shared/face/model-name';
import { cropProblems } from '../shared/swap-blocks/infer';

export default defineNode({
  type: 'regress-coefficients',
  version: 1,
  category: 'geometry',
  title: { en: 'Regress coefficients', zh: '回归系数' },
  summary: { en: 'Shape, expression and pose of a face in one look, by a network.', zh: '用网络一步读出人脸的形状、表情与姿态。' },
  synonyms: ['3dmm', 'deep3d', 'regressor', 'reconstruction', 'alpha', 'beta', 'pose', '三维重建', '回归', '系数'],
  inputs: { crop: { kind: 'crop', title: { en: 'Face', zh: '人脸' } } },
  outputs: {
    coefficients: { kind: 'coefficients', title: { en: 'Coefficients', zh: '系数' } },
    mesh: { kind: 'mesh', title: { en: 'Mesh', zh: '网格' } },
  },
  params: {
    network: {
      kind: 'choice', initial: 'coefficients', title: { en: 'Reader', zh: '读取网络' },
      options: { coefficients: { en: 'The swappers’ own', zh: '换脸网络所用' }, 'shape-judge': { en: 'The judge, never trained against', zh: '评判网络（从不参与训练）' } },
    },
  },
  models: (params) => [params.network],
  equation: '(\\alpha,\\beta,R)=F_{3D}(X)',
  infer: (inputs) => ({ outputs: { coefficients: { kind: 'coefficients', model: FACE_MODEL_NAME }, mesh: { kind: 'mesh', model: FACE_MODEL_NAME } }, problems: cropProblems('crop', inputs.crop) }),
});
