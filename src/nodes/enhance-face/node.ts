import { defineNode } from '../../runtime/define';
import { SWAP_CROP } from '../shared/swap-blocks/contract';
import { SWAP_CROP_TYPE, cropProblems } from '../shared/swap-blocks/infer';
import { ENLARGEMENT } from './enlargement';

const SIDE_PX = SWAP_CROP.sizePx * ENLARGEMENT;

export default defineNode({
  type: 'enhance-face',
  version: 1,
  category: 'face',
  title: { en: 'Enhance face', zh: '增强人脸' },
  summary: { en: 'Doubles the size of an aligned face and adds what blur, noise or compression took away.', zh: '把对齐的人脸放大一倍，并补上因模糊、噪声或压缩而丢失的细节。' },
  synonyms: ['restore', 'super resolution', 'upscale', 'sharpen', 'deblur', '超分辨率', '修复', '放大', '清晰'],
  inputs: { crop: { kind: 'crop', title: { en: 'Face', zh: '人脸' }, help: { en: 'A swap, or any face aligned for the swappers.', zh: '换脸结果，或任何为换脸网络对齐的人脸。' } } },
  outputs: { crop: { kind: 'crop', title: { en: 'Enhanced', zh: '增强结果' }, help: { en: '256×256 px, at the same place of the picture.', zh: '256×256 像素，位于图片的同一位置。' } } },
  params: {
    amount: { kind: 'number', initial: 1, min: 0, max: 1, step: 0.01, title: { en: 'Amount', zh: '强度' }, help: { en: '0 is the face merely enlarged, 1 all that the network adds.', zh: '0 为单纯放大，1 为网络补充的全部细节。' } },
  },
  models: () => ['enhance'],
  equation: 'Y=(1-a)\\,\\mathrm{up}(X)+a\\,E(X)',
  infer: (inputs) => ({ outputs: { crop: { ...SWAP_CROP_TYPE, width: SIDE_PX, height: SIDE_PX } }, problems: cropProblems('crop', inputs.crop) }),
});
