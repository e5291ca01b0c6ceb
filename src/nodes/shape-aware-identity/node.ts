import { defineNode } from '../../runtime/define';
import { RECOGNISERS } from '../shared/swap-blocks/contract';
import { identityProblems } from '../shared/swap-blocks/infer';

export default defineNode({
  type: 'shape-aware-identity',
  version: 1,
  category: 'hififace',
  title: { en: 'Shape-aware identity', zh: '形状感知身份' },
  summary: { en: 'Joins the fused coefficients and the identity vector to v_sid, which HifiFace’s decoder takes.', zh: '把融合系数与身份向量拼成 HifiFace 解码器所用的 v_sid。' },
  synonyms: ['v_sid', 'c_fuse', '3d', 'concatenate', '拼接', '三维', '身份'],
  inputs: {
    coefficients: { kind: 'coefficients', title: { en: 'Fused coefficients', zh: '融合系数' } },
    identity: { kind: 'identity', title: { en: 'Identity', zh: '身份' } },
  },
  outputs: { identity: { kind: 'identity', title: { en: 'v_sid', zh: 'v_sid 向量' } } },
  params: {},
  equation: '\\upsilon_{sid}=[\\,c_{fuse},\\ \\upsilon_{id}\\,]',
  infer: (inputs) => ({
    outputs: { identity: { kind: 'identity', recogniser: RECOGNISERS.shapeAware } },
    problems: identityProblems('identity', inputs.identity, RECOGNISERS.identity, { en: 'Link "Embed identity" with the swappers’ own recogniser.', zh: '请连接使用换脸网络自有识别网络的“提取身份”。' }),
  }),
});
