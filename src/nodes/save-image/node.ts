import { defineNode } from '../../runtime/define';
import { imageType } from '../shared/picture/infer';

export default defineNode({
  type: 'save-image',
  version: 1,
  category: 'output',
  sink: true,
  title: { en: 'Save image', zh: '保存图像' },
  summary: { en: 'A picture to be saved, with a small mark that says it is synthetic.', zh: '供保存的图片，带有说明其为合成的小标记。' },
  synonyms: ['export', 'download', 'png', 'write', 'mark', 'watermark', '导出', '下载', '水印', '标记'],
  inputs: { image: { kind: ['image', 'crop'], title: { en: 'Image', zh: '图像' } } },
  outputs: { image: { kind: 'image', title: { en: 'Image', zh: '图像' } } },
  params: {
    mark: { kind: 'boolean', initial: true, title: { en: 'Visible mark', zh: '可见标记' }, help: { en: 'Writes SYNTHETIC in the corner. Switch it off only where viewers are told otherwise.', zh: '在角落写上 SYNTHETIC。仅在以其他方式告知观看者时才关闭。' } },
  },
  infer: (inputs) => ({ outputs: { image: imageType(inputs.image) } }),
});
