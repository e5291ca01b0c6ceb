import { defineNode } from '../../runtime/define';
import { RECOGNISER_CROP } from '../shared/swap-blocks/contract';
import { cropProblems } from '../shared/swap-blocks/infer';

export default defineNode({
  type: 'identity-similarity',
  version: 1,
  category: 'measure',
  title: { en: 'Identity similarity', zh: '身份相似度' },
  summary: { en: 'How much two faces look like one person, by a recogniser that no swapper was trained against.', zh: '两张脸像同一个人的程度，由从未参与训练的识别网络判定。' },
  synonyms: ['cosine', 'retrieval', 'id', 'metric', 'judge', '余弦', '指标', '评测'],
  inputs: {
    first: { kind: 'crop', title: { en: 'First', zh: '第一张' }, help: { en: 'The swap.', zh: '换脸结果。' } },
    second: { kind: 'crop', title: { en: 'Second', zh: '第二张' }, help: { en: 'The source.', zh: '源。' } },
  },
  outputs: { similarity: { kind: 'number', title: { en: 'Similarity', zh: '相似度' } } },
  params: {
    network: {
      kind: 'choice', initial: 'identity-judge', title: { en: 'Recogniser', zh: '识别网络' },
      options: { 'identity-judge': { en: 'The judge, never trained against', zh: '评判网络（从不参与训练）' }, identity: { en: 'The swappers’ own', zh: '换脸网络所用' } },
    },
  },
  models: (params) => [params.network],
  equation: '\\cos\\theta=z_1\\cdot z_2',
  infer: (inputs) => ({ outputs: { similarity: { kind: 'number' } }, problems: (['first', 'second'] as const).flatMap((port) => cropProblems(port, inputs[port], RECOGNISER_CROP)) }),
});
