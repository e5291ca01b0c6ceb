import { defineNode } from '../../runtime/define';

export default defineNode({
  type: 'align-face',
  version: 1,
  category: 'face',
  title: { en: 'Align face', zh: '对齐人脸' },
  summary: { en: 'Cuts a face out, turned and scaled so that its five points lie where a network expects them.', zh: '裁出人脸，旋转并缩放，使五个点落在网络期望的位置。' },
  synonyms: ['crop', 'umeyama', 'arcface', 'ffhq', 'template', 'warp affine', '裁剪', '模板', '仿射'],
  inputs: {
    image: { kind: 'image', title: { en: 'Image', zh: '图像' } },
    faces: { kind: 'faces', title: { en: 'Faces', zh: '人脸' } },
  },
  outputs: { crop: { kind: 'crop', title: { en: 'Aligned crop', zh: '对齐裁剪' } } },
  params: {
    template: {
      kind: 'choice', initial: 'ffhq_512', title: { en: 'Template', zh: '模板' }, help: { en: 'Use the one the network was trained with.', zh: '请使用网络训练时的模板。' },
      options: {
        arcface_112_v1: { en: 'ArcFace v1 (SimSwap, Ghost)', zh: 'ArcFace v1（SimSwap、Ghost）' },
        arcface_112_v2: { en: 'ArcFace v2 (recognisers)', zh: 'ArcFace v2（识别网络）' },
        arcface_128: { en: 'ArcFace 128 (inswapper)', zh: 'ArcFace 128（inswapper）' },
        mtcnn_512: { en: 'MTCNN (HifiFace)', zh: 'MTCNN（HifiFace）' },
        ffhq_512: { en: 'FFHQ (enhancers)', zh: 'FFHQ（增强网络）' },
        dfl_whole_face: { en: 'Whole face (DeepFaceLab)', zh: '全脸（DeepFaceLab）' },
      },
    },
    sizePx: { kind: 'number', initial: 256, min: 32, max: 1024, step: 16, integer: true, unit: 'px', title: { en: 'Size', zh: '尺寸' } },
    index: { kind: 'number', initial: 0, min: 0, max: 31, integer: true, title: { en: 'Which face', zh: '第几张脸' }, help: { en: '0 is the first.', zh: '0 为第一张。' } },
  },
  equation: '\\min_{s,R,t}\\sum_i \\lVert sRp_i+t-q_i\\rVert^2',
  infer: (_inputs, params) => ({ outputs: { crop: { kind: 'crop', template: params.template, width: params.sizePx, height: params.sizePx, channels: 3, range: 'unit' } } }),
});
