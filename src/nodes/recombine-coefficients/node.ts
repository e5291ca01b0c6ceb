import { defineNode } from '../../runtime/define';
import { FACE_MODEL_NAME } from '../shared/face/model-name';

export default defineNode({
  type: 'recombine-coefficients',
  version: 1,
  category: 'geometry',
  title: { en: 'Recombine coefficients', zh: '重组系数' },
  summary: { en: 'The source’s identity with the target’s expression and pose: c_fuse.', zh: '源的身份加目标的表情与姿态：c_fuse。' },
  synonyms: ['c_fuse', 'mix', 'merge', 'blanz', 'reenact', '混合', '融合系数'],
  inputs: {
    source: { kind: 'coefficients', title: { en: 'Source', zh: '源' } },
    target: { kind: 'coefficients', title: { en: 'Target', zh: '目标' } },
  },
  outputs: {
    coefficients: { kind: 'coefficients', title: { en: 'Fused', zh: '融合系数' } },
    mesh: { kind: 'mesh', title: { en: 'Mesh', zh: '网格' } },
  },
  params: {
    identity: { kind: 'number', initial: 1, min: -0.5, max: 1.5, step: 0.01, title: { en: 'Identity of the source', zh: '源身份' }, help: { en: '0 is the target’s, 1 the source’s; beyond exaggerates.', zh: '0 为目标，1 为源；超出范围则夸张。' } },
    expression: { kind: 'number', initial: 0, min: 0, max: 1, step: 0.01, title: { en: 'Expression of the source', zh: '源表情' } },
    head: {
      kind: 'choice', initial: 'target', title: { en: 'Shape of the head', zh: '头部形状' },
      options: { target: { en: 'The target’s (cranium, ears, neck)', zh: '取目标（颅、耳、颈）' }, source: { en: 'The source’s', zh: '取源' } },
    },
    pose: { kind: 'choice', initial: 'target', title: { en: 'Pose', zh: '姿态' }, options: { target: { en: 'The target’s', zh: '取目标' }, source: { en: 'The source’s', zh: '取源' } } },
  },
  equation: 'c_{fuse}=(\\alpha_s,\\ \\beta_t,\\ R_t,\\ t_t)',
  infer: () => ({ outputs: { coefficients: { kind: 'coefficients', model: FACE_MODEL_NAME }, mesh: { kind: 'mesh', model: FACE_MODEL_NAME } } }),
});
