import { defineNode } from '../../runtime/define';
import { AAD_LEVELS, FACESHIFTER } from '../shared/swap-blocks/contract';
import { cropProblems, pyramidType } from '../shared/swap-blocks/infer';

export default defineNode({
  type: 'attribute-encoder',
  version: 1,
  category: 'faceshifter',
  title: { en: 'Attribute encoder', zh: '属性编码器' },
  summary: { en: 'Everything a swap keeps of the target, as feature maps of seven sizes: z_att.', zh: '换脸要保留的目标信息，表示为七种尺寸的特征图：z_att。' },
  synonyms: ['z_att', 'multi-level', 'u-net', 'pose', 'expression', 'lighting', '多级', '属性', '编码'],
  inputs: { crop: { kind: 'crop', title: { en: 'Target', zh: '目标' } } },
  outputs: { attributes: { kind: 'pyramid', title: { en: 'Attributes', zh: '属性' }, help: { en: 'z_att 1 (2×2 px) to z_att 7 (128×128 px).', zh: 'z_att 1（2×2 像素）至 z_att 7（128×128 像素）。' } } },
  params: {},
  models: () => ['faceshifter-attributes'],
  equation: 'z_{att}(X_t)=\\{z_{att}^1,\\dots,z_{att}^7\\}',
  infer: (inputs) => ({
    outputs: { attributes: pyramidType(FACESHIFTER, AAD_LEVELS.map(({ attributes, sizePx }) => ({ channels: attributes, sizePx }))) },
    problems: cropProblems('crop', inputs.crop),
  }),
});
