import { defineNode } from '../../runtime/define';
import { cropProblems } from '../shared/swap-blocks/infer';
import { READER_PARAM } from '../shared/swap-blocks/judge-param';

export default defineNode({
  type: 'shape-error',
  version: 1,
  category: 'measure',
  title: { en: 'Shape error', zh: '脸型误差' },
  summary: { en: 'How far the shape of a face is from the shape it should have, in millimetres and in coefficients.', zh: '脸型与应有脸型相差多少，以毫米和系数表示。' },
  synonyms: ['alpha', 'jaw', '3dmm', 'geometry', 'metric', '脸型', '下颌', '指标'],
  inputs: {
    first: { kind: 'crop', title: { en: 'First', zh: '第一张' }, help: { en: 'The swap.', zh: '换脸结果。' } },
    second: { kind: ['crop', 'coefficients'], title: { en: 'Second', zh: '第二张' }, help: { en: 'The source, or coefficients such as c_fuse or the truth.', zh: '源，或 c_fuse、真值等系数。' } },
  },
  outputs: {
    points: { kind: 'number', title: { en: 'Of the landmarks', zh: '特征点距离' } },
    error: { kind: 'number', title: { en: 'Of the coefficients', zh: '系数距离' } },
  },
  params: { network: READER_PARAM },
  models: (params) => [params.network],
  equation: '\\frac1{68}\\sum_i\\lVert S(\\alpha_1,0)_i-S(\\alpha_2,0)_i\\rVert',
  infer: (inputs) => ({ outputs: { points: { kind: 'number' }, error: { kind: 'number' } }, problems: [...cropProblems('first', inputs.first), ...(inputs.second?.kind === 'crop' ? cropProblems('second', inputs.second) : [])] }),
});
