import { defineNode } from '../../runtime/define';
import { FACE_MODEL_NAME } from '../shared/face/model-name';
import { PART_TITLES } from '../shared/face/part-titles';
import { maskType } from '../shared/picture/infer';
import { SWAP_CROP } from '../shared/swap-blocks/contract';
import { cropProblems } from '../shared/swap-blocks/infer';

const SIZE = { width: SWAP_CROP.sizePx, height: SWAP_CROP.sizePx };

export default defineNode({
  type: 'parse-face',
  version: 1,
  category: 'face',
  title: { en: 'Parse face', zh: '解析人脸' },
  summary: { en: 'Which part of the face each pixel of a crop shows, by a network.', zh: '用网络判断裁剪中每个像素属于人脸的哪个部位。' },
  synonyms: ['segmentation', 'parsing', 'parts', 'labels', 'mask', 'skin', 'hair', '分割', '部位', '语义', '蒙版'],
  inputs: { crop: { kind: 'crop', title: { en: 'Face', zh: '人脸' } } },
  outputs: {
    labels: { kind: 'features', title: { en: 'Part labels', zh: '部位标签' }, help: { en: 'One plane a part: background, skin, brows, eyes, nose, lips …', zh: '每个部位一张图：背景、皮肤、眉、眼、鼻、唇……' } },
    mask: { kind: 'mask', title: { en: 'Mask', zh: '蒙版' } },
  },
  params: {
    parts: { kind: 'choices', initial: ['skin', 'brows', 'eyes', 'nose', 'lips', 'mouth'], title: { en: 'Parts of the mask', zh: '计入蒙版的部位' }, options: PART_TITLES },
  },
  models: () => ['face-parser'],
  equation: 'L(x,y)=\\arg\\max_k\\ F_{seg}(X)_k(x,y)',
  infer: (inputs) => ({
    outputs: { labels: { kind: 'features', channels: 14, ...SIZE, net: FACE_MODEL_NAME, layer: 'parts' }, mask: maskType(SIZE) },
    problems: cropProblems('crop', inputs.crop),
  }),
});
