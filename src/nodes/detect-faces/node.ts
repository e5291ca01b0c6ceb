import { defineNode } from '../../runtime/define';
import { packParams } from '../shared/packs/params';
import { sides } from '../shared/picture/infer';
import { OWN_MODELS } from './own-models';

/** Recognisers whose contract is known, without one of the user's own. */
function recogniserChoices() {
  const { own: _own, ...known } = packParams('recogniser', 'mobilefacenet').pack.options;
  return known;
}

export default defineNode({
  type: 'detect-faces',
  version: 1,
  category: 'face',
  title: { en: 'Detect faces', zh: '检测人脸' },
  summary: { en: 'Finds faces and their landmarks in a picture.', zh: '在图片中寻找人脸及其特征点。' },
  synonyms: ['landmarks', 'mediapipe', 'yunet', 'find', 'points', '特征点', '关键点', '检测', '定位'],
  inputs: {
    image: { kind: ['image', 'crop'], title: { en: 'Image', zh: '图像' } },
    reference: { kind: 'identity', optional: true, title: { en: 'Looked for', zh: '要找的人' }, help: { en: 'The identity of a reference face, for "The one most like the reference".', zh: '参考人脸的身份，用于“最像参考的”。' } },
  },
  outputs: { faces: { kind: 'faces', title: { en: 'Faces', zh: '人脸' } } },
  params: {
    engine: {
      kind: 'choice', initial: 'auto', title: { en: 'Detector', zh: '检测器' },
      options: {
        auto: { en: 'What is there: MediaPipe, else our own', zh: '自动：优先 MediaPipe，否则用自带检测器' },
        mediapipe: { en: 'MediaPipe (478 points, in the browser)', zh: 'MediaPipe（478 点，浏览器中）' },
        own: { en: 'Our own (68 points, built in, everywhere)', zh: '自带（68 点，内置，随处可用）' },
        yunet: { en: 'YuNet (5 points, ONNX file)', zh: 'YuNet（5 点，ONNX 文件）' },
      },
    },
    model: { kind: 'file', initial: '', accept: '.onnx', title: { en: 'YuNet file', zh: 'YuNet 文件' }, help: { en: 'An ONNX file of YuNet, such as face_detection_yunet_2023mar.onnx.', zh: 'YuNet 的 ONNX 文件，例如 face_detection_yunet_2023mar.onnx。' } },
    minScore: { kind: 'number', initial: 0.6, min: 0.05, max: 1, step: 0.01, title: { en: 'Least score', zh: '最低得分' } },
    maxFaces: { kind: 'number', initial: 4, min: 1, max: 32, integer: true, title: { en: 'At most', zh: '最多' } },
    order: {
      kind: 'choice', initial: 'size', title: { en: 'First is', zh: '首张为' },
      options: {
        size: { en: 'The largest', zh: '最大的' }, score: { en: 'The surest', zh: '得分最高的' }, left: { en: 'The leftmost', zh: '最左边的' }, right: { en: 'The rightmost', zh: '最右边的' },
        middle: { en: 'The one in the middle', zh: '最靠中间的' }, place: { en: 'The one at the place below', zh: '位于下列位置的' },
        like: { en: 'The one most like the reference', zh: '最像参考的' },
      },
      help: { en: 'Following nodes take the first face. Click a face in the viewer to choose it by its place.', zh: '后续节点使用第一张脸。在查看器中点击人脸即可按位置选择。' },
    },
    xPercent: { kind: 'number', initial: 50, min: 0, max: 100, step: 0.1, unit: '%', advanced: true, title: { en: 'Place, across', zh: '位置（横向）' }, help: { en: 'Percent of the width, from the left.', zh: '占宽度的百分比，从左算起。' } },
    recogniser: { kind: 'choice', initial: 'mobilefacenet', options: recogniserChoices(), advanced: true, title: { en: 'Recogniser', zh: '识别网络' }, help: { en: 'Compares faces with the reference; the one that made the reference.', zh: '把人脸与参考比较；须与生成参考的网络相同。' } },
    recogniserFile: { kind: 'file', initial: '', accept: '.onnx', advanced: true, title: { en: 'Recogniser file', zh: '识别网络文件' } },
    yPercent: { kind: 'number', initial: 50, min: 0, max: 100, step: 0.1, unit: '%', advanced: true, title: { en: 'Place, down', zh: '位置（纵向）' }, help: { en: 'Percent of the height, from the top.', zh: '占高度的百分比，从上算起。' } },
  },
  models: ({ engine }) => (engine === 'auto' || engine === 'own' ? OWN_MODELS : []),
  infer: (inputs, params) => ({
    outputs: { faces: { kind: 'faces', ...sides(inputs.image) } },
    problems: params.order === 'like' && !inputs.reference ? [{ port: 'reference', message: { en: 'Link the identity of the person who is looked for to "Looked for", or choose another order.', zh: '请把要找的人的身份连接到“要找的人”，或改选其他顺序。' } }] : params.engine === 'yunet' && params.model === ''
      ? [{ param: 'model', message: { en: 'YuNet needs its ONNX file. Choose one, or set the detector to our own.', zh: 'YuNet 需要 ONNX 文件。请选择文件，或改用自带检测器。' } }] : [],
  }),
});
