import { defineNode } from '../../runtime/define';
import { imageType, maskType } from '../shared/picture/infer';

export default defineNode({
  type: 'warp-face',
  version: 1,
  category: 'geometry',
  title: { en: 'Warp face', zh: '变形人脸' },
  summary: { en: 'Moves the source’s face onto the target’s geometry, triangle by triangle.', zh: '把源的面部逐三角形变形到目标的几何上。' },
  synonyms: ['morph', 'piecewise', 'affine', 'triangles', 'texture', '变形', '三角形', '纹理', '映射'],
  inputs: {
    image: { kind: 'image', title: { en: 'Source image', zh: '源图像' } },
    mesh: { kind: 'mesh', title: { en: 'Source mesh', zh: '源网格' }, help: { en: 'The face as it lies in the source image.', zh: '人脸在源图像中的网格。' } },
    target: { kind: 'mesh', title: { en: 'Target mesh', zh: '目标网格' }, help: { en: 'The same mesh as it lies in the target’s picture.', zh: '同一网格在目标图片中的位置。' } },
    use: { kind: 'mask', optional: true, title: { en: 'Use only', zh: '仅使用' }, help: { en: 'On the source image: pixels outside are treated as hidden (hair, glasses).', zh: '位于源图像：区域外的像素视为不可见（头发、眼镜）。' } },
  },
  outputs: {
    image: { kind: 'image', title: { en: 'Warped', zh: '变形结果' }, help: { en: 'On the target’s pixel grid; black where there is nothing.', zh: '位于目标像素网格；无内容处为黑色。' } },
    mask: { kind: 'mask', title: { en: 'Seen', zh: '可见' }, help: { en: '1 where the source shows this part of the face.', zh: '源图像中可见该部位处为 1。' } },
  },
  params: {
    hidden: {
      kind: 'choice', initial: 'mirror', title: { en: 'What the source hides', zh: '源中不可见处' },
      help: { en: 'A turned face shows one half; the other can be filled from it.', zh: '侧脸只露出一半，另一半可由它补全。' },
      options: { mirror: { en: 'Fill from the other half of the face', zh: '用另一半脸补全' }, leave: { en: 'Leave out', zh: '留空' } },
    },
  },
  infer: (inputs) => ({ outputs: { image: imageType(inputs.target), mask: maskType(inputs.target) } }),
});
