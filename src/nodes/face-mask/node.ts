import { parseStrokes } from '../../graph/strokes';
import { defineNode } from '../../runtime/define';
import { PART_TITLES } from '../shared/face/part-titles';
import { maskType } from '../shared/picture/infer';

const { background: _background, ...PART_CHOICES } = PART_TITLES;

export default defineNode({
  type: 'face-mask',
  version: 1,
  category: 'face',
  title: { en: 'Face mask', zh: '人脸蒙版' },
  summary: { en: 'Where the face is, or some of its parts, from a mesh and from part labels.', zh: '由网格和部位标签得到人脸或其部位的区域。' },
  synonyms: ['segment', 'region', 'feather', 'dilate', 'erode', 'occlusion', 'paint', 'brush', 'eraser', 'hair', '分割', '画笔', '橡皮', '区域', '羽化', '膨胀', '腐蚀', '遮挡'],
  inputs: {
    mesh: { kind: 'mesh', title: { en: 'Mesh', zh: '网格' }, help: { en: 'The face as it lies in the picture.', zh: '图片中的人脸网格。' } },
    labels: { kind: 'features', optional: true, title: { en: 'Part labels', zh: '部位标签' }, help: { en: 'Of the same picture: cuts out hair, glasses and other things before the face.', zh: '同一图片的标签：去除头发、眼镜等遮挡物。' } },
    visible: { kind: 'mask', optional: true, title: { en: 'Visible face', zh: '可见面部' }, help: { en: 'From a parser or an occlusion network: the result is nowhere more than this.', zh: '来自解析或遮挡网络：结果处处不超过它。' } },
    hair: { kind: 'mask', optional: true, title: { en: 'Hair', zh: '头发' }, help: { en: 'Cut out.', zh: '将被剔除。' } },
    occluder: { kind: 'mask', optional: true, title: { en: 'Things before the face', zh: '面前的遮挡物' }, help: { en: 'Hands, cups, microphones: cut out.', zh: '手、杯子、话筒等：将被剔除。' } },
  },
  outputs: { mask: { kind: 'mask', title: { en: 'Mask', zh: '蒙版' } } },
  params: {
    regions: {
      kind: 'choices', initial: ['face'], title: { en: 'Regions', zh: '区域' },
      options: {
        face: { en: 'Face', zh: '面部' }, brows: { en: 'Brows', zh: '眉' }, eyes: { en: 'Eyes', zh: '眼' }, nose: { en: 'Nose', zh: '鼻' },
        lips: { en: 'Lips', zh: '唇' }, mouth: { en: 'Inside of the mouth', zh: '口腔' },
      },
    },
    exclude: {
      kind: 'choices', initial: ['hair', 'glasses', 'hat', 'occluder', 'clothes'], title: { en: 'Cut out', zh: '剔除' }, options: PART_CHOICES,
      help: { en: 'Parts of the labels that are never in the mask.', zh: '标签中永不计入蒙版的部位。' },
    },
    strokes: {
      kind: 'json', initial: [], shownAs: 'strokes', title: { en: 'Brush and eraser', zh: '画笔与橡皮' },
      help: { en: 'Painted by hand over the picture: the brush adds to the mask, the eraser takes away, whatever the rest says.', zh: '在图片上手绘：画笔添加，橡皮去除，优先于其他设置。' },
    },
    foreheadPercent: {
      kind: 'number', initial: 100, min: 0, max: 100, step: 5, integer: true, unit: '%', title: { en: 'Forehead', zh: '额头' },
      help: { en: 'How far the face reaches from the brows (0) to the hairline (100). Lower it where a fringe hangs over the forehead.', zh: '面部从眉毛（0）到发际线（100）的范围。刘海遮住额头时请调低。' },
    },
    growPercent: { kind: 'number', initial: 0, min: -20, max: 20, step: 0.1, unit: '%', title: { en: 'Grow', zh: '扩张' }, help: { en: 'Percent of the smaller side of the picture; negative shrinks.', zh: '占图片短边的百分比；负值为收缩。' } },
    featherPercent: { kind: 'number', initial: 1, min: 0, max: 10, step: 0.1, unit: '%', title: { en: 'Feather', zh: '羽化' }, help: { en: 'Standard deviation of the soft edge, percent of the smaller side; it fades inwards.', zh: '柔边的标准差，占短边的百分比；向内淡出。' } },
  },
  infer: (inputs, params) => ({
    outputs: { mask: maskType(inputs.labels ?? inputs.visible) },
    problems: parseStrokes(params.strokes) ? [] : [{ param: 'strokes', message: { en: 'The painted strokes cannot be read. Clear them and paint anew.', zh: '无法读取手绘笔画。请清除后重画。' } }],
  }),
});
