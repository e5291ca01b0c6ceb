import { defineNode } from '../../runtime/define';
import { ADAIN_BLOCKS, FUSION, HIFIFACE_ENCODER } from '../shared/swap-blocks/contract';
import { cropProblems, featuresType } from '../shared/swap-blocks/infer';

const BOTTOM = ADAIN_BLOCKS[0]!;

export default defineNode({
  type: 'face-encoder',
  version: 1,
  category: 'hififace',
  title: { en: 'Face encoder', zh: '人脸编码器' },
  summary: { en: 'HifiFace’s encoder: the target as a small bottleneck and as features at a quarter of its size.', zh: 'HifiFace 的编码器：把目标表示为小尺寸瓶颈特征与四分之一尺寸的特征。' },
  synonyms: ['z_enc', 'bottleneck', 'hififace', 'features', '瓶颈', '特征', '编码'],
  inputs: { crop: { kind: 'crop', title: { en: 'Target', zh: '目标' } } },
  outputs: {
    bottom: { kind: 'features', title: { en: 'Bottleneck', zh: '瓶颈特征' }, help: { en: '112 channels of 8×8.', zh: '112 个 8×8 的通道。' } },
    encoder: { kind: 'features', title: { en: 'Encoder features', zh: '编码器特征' }, help: { en: 'z_enc: 80 channels of 32×32.', zh: 'z_enc：80 个 32×32 的通道。' } },
  },
  params: {},
  models: () => [HIFIFACE_ENCODER],
  equation: '(z_{bottom},\\ z_{enc})=E(X_t)',
  infer: (inputs) => ({
    outputs: { bottom: featuresType(HIFIFACE_ENCODER, 'bottom', BOTTOM.channels, BOTTOM.sizePx), encoder: featuresType(HIFIFACE_ENCODER, 'z_enc', FUSION.channels, FUSION.sizePx) },
    problems: cropProblems('crop', inputs.crop),
  }),
});
