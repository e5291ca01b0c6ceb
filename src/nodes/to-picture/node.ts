import { defineNode } from '../../runtime/define';
import { AAD_LEVELS } from '../shared/swap-blocks/contract';
import { SWAP_CROP_TYPE, cropProblems, shapeProblems } from '../shared/swap-blocks/infer';

const LAST = AAD_LEVELS.at(-1)!;

export default defineNode({
  type: 'to-picture',
  version: 1,
  category: 'faceshifter',
  title: { en: 'To picture', zh: '转为图片' },
  summary: { en: 'Turns the last level of AAD into the swapped crop.', zh: '把 AAD 的最后一层变成换脸后的裁剪。' },
  synonyms: ['to rgb', 'output', 'tanh', 'decode', '输出', '解码', 'RGB'],
  inputs: {
    h: { kind: 'features', title: { en: 'Last level', zh: '末层' } },
    target: { kind: 'crop', title: { en: 'Target', zh: '目标' }, help: { en: 'Only for the place of the crop in the picture.', zh: '仅用于裁剪在图片中的位置。' } },
  },
  outputs: { crop: { kind: 'crop', title: { en: 'Swap', zh: '换脸结果' } } },
  params: {},
  models: () => ['faceshifter-to-picture'],
  equation: '\\hat Y_{st}=\\tanh(\\mathrm{conv}(\\mathrm{ReLU}(h_7)))',
  infer: (inputs) => ({
    outputs: { crop: SWAP_CROP_TYPE },
    problems: [...shapeProblems('h', inputs.h, { channels: LAST.next, sizePx: LAST.sizePx }, { en: 'Link an AAD fusion that ends at level 7.', zh: '请连接止于第 7 层的 AAD 融合。' }), ...cropProblems('target', inputs.target)],
  }),
});
