import { defineNode } from '../../../../src/runtime/define';

export default defineNode({
  type: 'toy-nan', version: 1, category: 'utility',
  title: { en: 'Toy hole', zh: '玩具空洞' }, summary: { en: 'Puts one NaN into a picture.', zh: '在图片中放入一个 NaN。' },
  inputs: { image: { kind: 'image', title: { en: 'Image', zh: '图像' } } }, outputs: { image: { kind: 'image', title: { en: 'Image', zh: '图像' } } }, params: {},
});
