import { defineNode } from '../../runtime/define';
import { imageType, sizeProblems } from '../shared/picture/infer';

export default defineNode({
  type: 'blend',
  version: 1,
  category: 'image',
  title: { en: 'Blend', zh: '融合' },
  summary: { en: 'Lays a face into a picture without a seam: plain, over a Laplacian pyramid, or by Poisson’s equation.', zh: '把人脸无缝放入图片：直接、拉普拉斯金字塔或泊松方程。' },
  synonyms: ['composite', 'alpha', 'laplacian', 'poisson', 'seamless clone', 'paste', '合成', '泊松', '金字塔', '无缝', '叠加'],
  inputs: {
    foreground: { kind: 'image', title: { en: 'Foreground', zh: '前景' } },
    background: { kind: 'image', title: { en: 'Background', zh: '背景' } },
    mask: { kind: 'mask', title: { en: 'Mask', zh: '蒙版' }, help: { en: '1 shows the foreground.', zh: '1 显示前景。' } },
  },
  outputs: { image: { kind: 'image', title: { en: 'Blended', zh: '融合结果' } } },
  params: {
    method: {
      kind: 'choice', initial: 'laplacian', title: { en: 'Method', zh: '方法' },
      options: {
        alpha: { en: 'Plain (alpha)', zh: '直接（alpha）' }, laplacian: { en: 'Laplacian pyramid', zh: '拉普拉斯金字塔' }, poisson: { en: 'Poisson', zh: '泊松' },
      },
    },
    opacity: { kind: 'number', initial: 1, min: 0, max: 1, step: 0.01, title: { en: 'Opacity', zh: '不透明度' } },
    levels: { kind: 'number', initial: 5, min: 2, max: 9, integer: true, advanced: true, title: { en: 'Pyramid levels', zh: '金字塔层数' }, help: { en: 'More levels blend coarse structure over a wider edge.', zh: '层数越多，粗结构的过渡越宽。' } },
    mixed: { kind: 'boolean', initial: false, advanced: true, title: { en: 'Mixed gradients', zh: '混合梯度' }, help: { en: 'Poisson keeps the stronger gradient of both pictures.', zh: '泊松融合保留两图中较强的梯度。' } },
    cycles: { kind: 'number', initial: 6, min: 1, max: 30, integer: true, advanced: true, title: { en: 'Multigrid cycles', zh: '多重网格循环数' } },
  },
  equation: '\\Delta f=\\operatorname{div}\\mathbf v\\ \\text{in}\\ \\Omega,\\qquad f|_{\\partial\\Omega}=f^*|_{\\partial\\Omega}',
  infer: (inputs) => ({
    outputs: { image: imageType(inputs.background) },
    problems: [...sizeProblems('foreground', inputs.foreground, 'background', inputs.background), ...sizeProblems('mask', inputs.mask, 'background', inputs.background)],
  }),
});
