import { defineNode } from '../../../../src/runtime/define';

export default defineNode({
  type: 'toy-picture', version: 1, category: 'input',
  title: { en: 'Toy picture', zh: '玩具图片' }, summary: { en: 'A slope of grey.', zh: '灰度渐变。' },
  inputs: {}, outputs: { image: { kind: 'image', title: { en: 'Image', zh: '图像' } } },
  params: { size: { kind: 'number', initial: 8, min: 1, max: 4096, integer: true, unit: 'px', title: { en: 'Size', zh: '尺寸' } } },
  infer: (_inputs, { size }) => ({ outputs: { image: { kind: 'image', width: size, height: size, channels: 3, range: 'unit' } } }),
});
