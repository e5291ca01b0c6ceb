import { defineNode } from '../../runtime/define';
import { FACE_MODEL_NAME } from '../shared/face/model-name';

export default defineNode({
  type: 'mix-shape',
  version: 1,
  category: 'geometry',
  title: { en: 'Mix shape', zh: '混合形状' },
  summary: { en: 'a times the source’s shape plus b times the target’s, with the target’s expression and pose: c_fuse.', zh: 'a 倍的源脸型加 b 倍的目标脸型，配目标的表情与姿态：c_fuse。' },
  synonyms: ['c_fuse', 'alpha', '3dmm', 'interpolate', 'slider', '脸型', '插值', '形状'],
  inputs: {
    source: { kind: 'coefficients', title: { en: 'Source', zh: '源' } },
    target: { kind: 'coefficients', title: { en: 'Target', zh: '目标' } },
  },
  outputs: {
    coefficients: { kind: 'coefficients', title: { en: 'Fused', zh: '融合系数' } },
    mesh: { kind: 'mesh', title: { en: 'Mesh', zh: '网格' } },
  },
  params: {
    a: { kind: 'number', initial: 1, min: -1, max: 2, step: 0.01, title: { en: 'a, of the source', zh: 'a（源的份额）' } },
    b: { kind: 'number', initial: 0, min: -1, max: 2, step: 0.01, title: { en: 'b, of the target', zh: 'b（目标的份额）' } },
  },
  equation: 'c_{fuse}=(a\\,\\alpha_s+b\\,\\alpha_t,\\ \\beta_t,\\ R_t)',
  infer: () => ({ outputs: { coefficients: { kind: 'coefficients', model: FACE_MODEL_NAME }, mesh: { kind: 'mesh', model: FACE_MODEL_NAME } } }),
});
