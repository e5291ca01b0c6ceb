import { defineNode } from '../../runtime/define';
import { FACE_MODEL_NAME } from '../shared/face/model-name';

export default defineNode({
  type: 'fit-3dmm',
  version: 1,
  category: 'geometry',
  title: { en: 'Fit 3D face', zh: '拟合三维人脸' },
  summary: { en: 'Finds the identity, expression and pose of the face model that explain the landmarks.', zh: '求出能解释特征点的人脸模型身份、表情和姿态。' },
  synonyms: ['3dmm', 'morphable', 'reconstruct', 'pose', 'blendshapes', '三维', '重建', '形变模型', '姿态'],
  inputs: {
    faces: { kind: 'faces', title: { en: 'Faces', zh: '人脸' } },
    image: { kind: 'image', optional: true, title: { en: 'Image', zh: '图像' }, help: { en: 'Colours the mesh.', zh: '用于给网格上色。' } },
  },
  outputs: {
    coefficients: { kind: 'coefficients', title: { en: 'Coefficients', zh: '系数' } },
    mesh: { kind: 'mesh', title: { en: 'Mesh', zh: '网格' } },
    error: { kind: 'number', title: { en: 'Point error', zh: '点误差' }, help: { en: 'Median distance between given and fitted points.', zh: '给定点与拟合点距离的中位数。' } },
  },
  params: {
    index: { kind: 'number', initial: 0, min: 0, max: 31, integer: true, title: { en: 'Which face', zh: '第几张脸' }, help: { en: '0 is the first.', zh: '0 为第一张。' } },
    focal: {
      kind: 'choice', initial: 'estimate', title: { en: 'Focal length', zh: '焦距' },
      options: { estimate: { en: 'Estimate', zh: '估计' }, set: { en: 'As set below', zh: '使用下列数值' } },
    },
    focalMm: { kind: 'number', initial: 70, min: 20, max: 200, step: 1, unit: 'mm', title: { en: 'Focal length', zh: '焦距' }, help: { en: 'On a sensor 24 mm high.', zh: '按 24 毫米高的感光面计。' } },
    expressionPrior: { kind: 'number', initial: 1, min: 0.1, max: 20, step: 0.1, scale: 'log', advanced: true, title: { en: 'Pull to neutral', zh: '趋向中性' }, help: { en: 'Larger keeps the expression nearer to neutral.', zh: '越大表情越接近中性。' } },
  },
  equation: '\\min_{\\alpha,\\beta,R,t}\\sum_i\\frac{\\lVert\\pi(R(\\bar S+B_{id}\\alpha+B_{exp}\\beta)_i+t)-p_i\\rVert^2}{\\sigma^2}+\\lVert\\alpha\\rVert^2+\\lVert\\beta/\\sigma_\\beta\\rVert^2',
  infer: () => ({
    outputs: { coefficients: { kind: 'coefficients', model: FACE_MODEL_NAME }, mesh: { kind: 'mesh', model: FACE_MODEL_NAME }, error: { kind: 'number' } },
  }),
});
