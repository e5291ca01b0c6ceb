import { defineNode } from '../../runtime/define';
import { imageType, sizeProblems } from '../shared/picture/infer';
import { SWAP_CROP } from '../shared/swap-blocks/contract';
import { SWAP_CROP_TYPE } from '../shared/swap-blocks/infer';

const SIZE = { width: SWAP_CROP.sizePx, height: SWAP_CROP.sizePx };

export default defineNode({
  type: 'true-swap-error',
  version: 1,
  category: 'measure',
  title: { en: 'True swap error', zh: '真实换脸误差' },
  summary: { en: 'How far a swapped crop is from the correct answer, which synthetic faces have.', zh: '换脸裁剪与正确答案的差距；合成人脸才有正确答案。' },
  synonyms: ['ground truth', 'psnr', 'error', 'reference', '真值', '误差', '参考', '指标'],
  inputs: {
    swap: { kind: 'crop', title: { en: 'Swap', zh: '换脸结果' } },
    truth: { kind: 'image', title: { en: 'True swap', zh: '真实换脸' }, help: { en: 'The whole picture, as "True swap" draws it.', zh: '“真实换脸”所绘的整张图片。' } },
    mask: { kind: 'mask', optional: true, title: { en: 'Only inside', zh: '仅限区域' }, help: { en: 'On the crop’s pixels.', zh: '位于裁剪像素上。' } },
  },
  outputs: {
    error: { kind: 'number', title: { en: 'Mean error', zh: '平均误差' } },
    psnr: { kind: 'number', title: { en: 'PSNR', zh: 'PSNR' } },
    truth: { kind: 'crop', title: { en: 'Truth, cropped', zh: '裁剪后的真值' } },
    difference: { kind: 'image', title: { en: 'Difference', zh: '差异图' } },
  },
  params: {},
  equation: '\\frac{1}{3N}\\sum\\lvert\\hat Y_{st}-Y^{true}_{st}\\rvert',
  infer: (inputs) => ({
    outputs: { error: { kind: 'number' }, psnr: { kind: 'number' }, truth: inputs.swap ?? SWAP_CROP_TYPE, difference: imageType(inputs.swap ?? SIZE) },
    problems: sizeProblems('mask', inputs.mask, 'swap', inputs.swap),
  }),
});
