import { defineNode } from '../../runtime/define';
import { cropProblems } from '../shared/swap-blocks/infer';
import { READER_PARAM } from '../shared/swap-blocks/judge-param';

export default defineNode({
  type: 'pose-error',
  version: 1,
  category: 'measure',
  title: { en: 'Pose error', zh: '姿态误差' },
  summary: { en: 'By how many degrees the heads of two crops are turned apart.', zh: '两张裁剪中头部朝向相差多少度。' },
  synonyms: ['yaw', 'pitch', 'roll', 'angle', 'metric', '偏航', '俯仰', '角度', '指标'],
  inputs: {
    first: { kind: 'crop', title: { en: 'First', zh: '第一张' }, help: { en: 'The swap.', zh: '换脸结果。' } },
    second: { kind: 'crop', title: { en: 'Second', zh: '第二张' }, help: { en: 'The target.', zh: '目标。' } },
  },
  outputs: { error: { kind: 'number', title: { en: 'Angle', zh: '夹角' } } },
  params: { network: READER_PARAM },
  models: (params) => [params.network],
  equation: '\\angle(R_1,R_2)=\\arccos\\frac{\\operatorname{tr}(R_1^{\\top}R_2)-1}{2}',
  infer: (inputs) => ({ outputs: { error: { kind: 'number' } }, problems: (['first', 'second'] as const).flatMap((port) => cropProblems(port, inputs[port])) }),
});
