import { defineNode } from '../../runtime/define';
import { imageType } from '../shared/picture/infer';

export default defineNode({
  type: 'save-image',
  version: 1,
  category: 'output',
  sink: true,
  title: { en: 'Save image', zh: '保存图像' },
  summary: { en: 'A picture to be saved, with a small mark that says it is synthetic.', zh: '供保存的图片，带有说明其为合成的小标记。' },
  synonyms: ['export', 'download', 'png', 'jpeg', 'webp', 'write', 'xmp', 'mark', 'watermark', '导出', '下载', '水印', '标记'],
  inputs: { image: { kind: ['image', 'crop'], title: { en: 'Image', zh: '图像' } } },
  outputs: { image: { kind: 'image', title: { en: 'Image', zh: '图像' } } },
  params: {
    format: { kind: 'choice', initial: 'png', title: { en: 'Format', zh: '格式' }, options: { png: { en: 'PNG', zh: 'PNG' }, jpeg: { en: 'JPEG', zh: 'JPEG' }, webp: { en: 'WebP', zh: 'WebP' } } },
    quality: { kind: 'number', initial: 92, min: 1, max: 100, integer: true, title: { en: 'Quality', zh: '质量' }, help: { en: 'Of JPEG and WebP; PNG loses nothing.', zh: '用于 JPEG 与 WebP；PNG 无损。' } },
    embedGraph: {
      kind: 'boolean', initial: true, title: { en: 'Graph inside', zh: '内含图' },
      help: { en: 'A PNG carries the graph that made it: drop it on the canvas to open it. Pictures and names of files are never in it.', zh: 'PNG 内含生成它的图：拖到画布上即可打开。其中绝不包含图片和文件名。' },
    },
    mark: { kind: 'boolean', initial: true, title: { en: 'Visible mark', zh: '可见标记' }, help: { en: 'Writes SYNTHETIC in the corner. Switch it off only where viewers are told otherwise.', zh: '在角落写上 SYNTHETIC。仅在以其他方式告知观看者时才关闭。' } },
  },
  infer: (inputs) => ({ outputs: { image: imageType(inputs.image) } }),
});
