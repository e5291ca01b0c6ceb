import { defineNode } from '../../runtime/define';
import { RECOGNISER_CROP, RECOGNISER_OF } from '../shared/swap-blocks/contract';
import type { RecogniserBlock } from '../shared/swap-blocks/contract';
import { cropProblems } from '../shared/swap-blocks/infer';

export default defineNode({
  type: 'embed-identity',
  version: 1,
  category: 'identity',
  title: { en: 'Embed identity', zh: '提取身份' },
  summary: { en: 'Who a face is, as a vector of length 1 with 128 numbers: z_id.', zh: '把“这是谁”表示为长度为 1 的 128 维向量：z_id。' },
  synonyms: ['z_id', 'recogniser', 'arcface', 'cosface', 'embedding', '识别', '嵌入', '身份向量'],
  inputs: { crop: { kind: 'crop', title: { en: 'Face', zh: '人脸' }, help: { en: 'The source: who it shall be.', zh: '源：提供身份的人脸。' } } },
  outputs: { identity: { kind: 'identity', title: { en: 'Identity', zh: '身份' } } },
  params: {
    network: {
      kind: 'choice', initial: 'identity', title: { en: 'Recogniser', zh: '识别网络' },
      options: { identity: { en: 'The swappers’ own', zh: '换脸网络所用' }, 'identity-judge': { en: 'The judge, never trained against', zh: '评判网络（从不参与训练）' } },
      help: { en: 'Swap networks take the first; measure with the second.', zh: '换脸网络使用前者；评测使用后者。' },
    },
  },
  models: (params) => [params.network],
  equation: 'z_{id}=\\frac{f(X_s)}{\\lVert f(X_s)\\rVert}',
  infer: (inputs, params) => ({
    outputs: { identity: { kind: 'identity', recogniser: RECOGNISER_OF[params.network as RecogniserBlock] } },
    problems: cropProblems('crop', inputs.crop, RECOGNISER_CROP),
  }),
});
