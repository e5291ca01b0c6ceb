import { defineNode } from '../../runtime/define';
import { FACESHIFTER, SWAP_CROP } from '../shared/swap-blocks/contract';
import { SWAP_CROP_TYPE, cropProblems, featuresType } from '../shared/swap-blocks/infer';

export default defineNode({
  type: 'hear-refine',
  version: 1,
  category: 'faceshifter',
  title: { en: 'HEAR refinement', zh: 'HEAR 精修' },
  summary: { en: 'Brings back what the swap lost of the target, such as a hand before the face.', zh: '找回换脸丢失的目标内容，例如脸前的手。' },
  synonyms: ['hear', 'occlusion', 'error', 'second stage', 'refine', '遮挡', '第二阶段', '精修'],
  inputs: {
    swap: { kind: 'crop', title: { en: 'Swap', zh: '换脸结果' } },
    reconstruction: { kind: 'crop', title: { en: 'Target rebuilt', zh: '目标重建' }, help: { en: 'The swap of the target with its own identity.', zh: '目标用自己的身份换脸所得。' } },
    target: { kind: 'crop', title: { en: 'Target', zh: '目标' } },
  },
  outputs: {
    crop: { kind: 'crop', title: { en: 'Refined', zh: '精修结果' } },
    error: { kind: 'features', title: { en: 'Error ΔY', zh: '误差 ΔY' } },
  },
  params: {},
  models: () => ['hear'],
  equation: '\\Delta Y_t=X_t-\\hat Y_{tt},\\quad Y_{st}=\\mathrm{HEAR}(\\hat Y_{st},\\Delta Y_t)',
  infer: (inputs) => ({
    outputs: { crop: SWAP_CROP_TYPE, error: featuresType(FACESHIFTER, 'error', 3, SWAP_CROP.sizePx) },
    problems: (['swap', 'reconstruction', 'target'] as const).flatMap((port) => cropProblems(port, inputs[port])),
  }),
});
