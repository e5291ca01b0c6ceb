import { defineNode } from '../../runtime/define';
import { FUSION, SWAP_CROP } from '../shared/swap-blocks/contract';
import { SWAP_CROP_TYPE, cropProblems, shapeProblems } from '../shared/swap-blocks/infer';
import { VARIANT_PARAM } from '../shared/swap-blocks/variant-param';

export default defineNode({
  type: 'upsample-face',
  version: 1,
  category: 'hififace',
  title: { en: 'Upsample face', zh: '上采样人脸' },
  summary: { en: 'HifiFace’s F_up: from fused features to the full-size face and its mask.', zh: 'HifiFace 的 F_up：由融合特征得到全尺寸人脸及其蒙版。' },
  synonyms: ['f_up', 'i_out', 'm_r', 'decode', '上采样', '解码', '输出'],
  inputs: {
    features: { kind: 'features', title: { en: 'Fused features', zh: '融合特征' } },
    target: { kind: 'crop', title: { en: 'Target', zh: '目标' }, help: { en: 'Only for the place of the crop in the picture.', zh: '仅用于裁剪在图片中的位置。' } },
  },
  outputs: {
    crop: { kind: 'crop', title: { en: 'Face I_out', zh: '人脸 I_out' } },
    mask: { kind: 'mask', title: { en: 'Mask M_r', zh: '蒙版 M_r' } },
  },
  params: { variant: VARIANT_PARAM },
  models: (params) => [`${params.variant}-upsample`],
  equation: '(I_{out},\\ M_r)=F_{up}(z_{fuse})',
  infer: (inputs) => ({
    outputs: { crop: SWAP_CROP_TYPE, mask: { kind: 'mask', channels: 1, width: SWAP_CROP.sizePx, height: SWAP_CROP.sizePx } },
    problems: [...shapeProblems('features', inputs.features, FUSION, { en: 'Link the fused features of "SFF mask".', zh: '请连接“SFF 蒙版”的融合特征。' }), ...cropProblems('target', inputs.target)],
  }),
});
