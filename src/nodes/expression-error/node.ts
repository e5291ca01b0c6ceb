import { defineNode } from '../../runtime/define';
import { cropProblems } from '../shared/swap-blocks/infer';
import { READER_PARAM } from '../shared/swap-blocks/judge-param';

export default defineNode({
  type: 'expression-error',
  version: 1,
  category: 'measure',
  title: { en: 'Expression error', zh: '表情误差' },
  summary: { en: 'How far apart the expressions of two faces are, in coefficients and in millimetres.', zh: '两张脸的表情相差多少，以系数和毫米表示。' },
  synonyms: ['blendshapes', 'beta', 'mimic', 'metric', '表情', '系数', '指标'],
  inputs: {
    first: { kind: 'crop', title: { en: 'First', zh: '第一张' }, help: { en: 'The swap.', zh: '换脸结果。' } },
    second: { kind: ['crop', 'coefficients'], title: { en: 'Second', zh: '第二张' }, help: { en: 'The target, or coefficients with the expression it should have.', zh: '目标，或带有应有表情的系数。' } },
  },
  outputs: {
    error: { kind: 'number', title: { en: 'Of the coefficients', zh: '系数距离' } },
    points: { kind: 'number', title: { en: 'Of the landmarks', zh: '特征点距离' } },
  },
  params: { network: READER_PARAM },
  models: (params) => [params.network],
  equation: '\\lVert\\beta_1-\\beta_2\\rVert_2',
  infer: (inputs) => ({ outputs: { error: { kind: 'number' }, points: { kind: 'number' } }, problems: [...cropProblems('first', inputs.first), ...(inputs.second?.kind === 'crop' ? cropProblems('second', inputs.second) : [])] }),
});
