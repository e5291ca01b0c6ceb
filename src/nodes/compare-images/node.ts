import { defineNode } from '../../runtime/define';
import { imageType, sizeProblems } from '../shared/picture/infer';

export default defineNode({
  type: 'compare-images',
  version: 1,
  category: 'measure',
  title: { en: 'Compare images', zh: '比较图像' },
  summary: { en: 'How far up to three pictures are from a reference: a picture of the difference, and PSNR, SSIM, mean error.', zh: '最多三张图片与参考的差距：差异图，以及 PSNR、SSIM 和平均误差。' },
  synonyms: ['psnr', 'ssim', 'difference', 'error', 'metric', 'quality', '差异', '误差', '指标', '质量'],
  inputs: {
    reference: { kind: ['image', 'crop'], title: { en: 'Reference', zh: '参考' } },
    first: { kind: ['image', 'crop'], title: { en: 'First', zh: '第一张' } },
    second: { kind: ['image', 'crop'], optional: true, title: { en: 'Second', zh: '第二张' } },
    third: { kind: ['image', 'crop'], optional: true, title: { en: 'Third', zh: '第三张' } },
    mask: { kind: 'mask', optional: true, title: { en: 'Only inside', zh: '仅限区域' } },
  },
  outputs: {
    difference: { kind: 'image', title: { en: 'Difference', zh: '差异图' }, help: { en: 'Side by side when several pictures are compared.', zh: '比较多张图片时并排显示。' } },
    table: { kind: 'table', title: { en: 'Numbers', zh: '数值表' } },
    psnr: { kind: 'number', title: { en: 'PSNR of the first', zh: '第一张的 PSNR' } },
    ssim: { kind: 'number', title: { en: 'SSIM of the first', zh: '第一张的 SSIM' } },
  },
  params: {
    names: { kind: 'text', initial: 'first, second, third', maxLength: 120, title: { en: 'Names in the table', zh: '表中名称' }, help: { en: 'Separated by commas.', zh: '以逗号分隔。' } },
    show: { kind: 'choice', initial: 'heat', title: { en: 'Difference as', zh: '差异显示为' }, options: { heat: { en: 'Heat', zh: '热图' }, absolute: { en: 'Colours', zh: '彩色' } } },
    gain: { kind: 'number', initial: 4, min: 1, max: 50, step: 0.5, scale: 'log', title: { en: 'Brightness', zh: '亮度' }, help: { en: 'A difference of 1 / this is shown at full strength; the same for all pictures.', zh: '差异达到其倒数即全亮；所有图片一致。' } },
  },
  equation: '\\mathrm{PSNR}=10\\log_{10}\\frac{1}{\\mathrm{MSE}}\\,\\mathrm{dB}',
  infer: (inputs) => ({
    outputs: { difference: imageType(inputs.second || inputs.third ? { ...(inputs.reference?.height === undefined ? {} : { height: inputs.reference.height }) } : inputs.reference), table: { kind: 'table' }, psnr: { kind: 'number' }, ssim: { kind: 'number' } },
    problems: (['first', 'second', 'third', 'mask'] as const).flatMap((port) => sizeProblems(port, inputs[port], 'reference', inputs.reference)),
  }),
});
