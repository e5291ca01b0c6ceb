import { defineNode } from '../../runtime/define';
import { EXPRESSION_TITLES } from '../shared/face/expression-names';
import { FACE_MODEL_NAME } from '../shared/face/model-name';
import { imageType } from '../shared/picture/infer';
import { BACKGROUND_TITLES, HAIR_TITLES, OCCLUDER_TITLES } from './titles';

const drawn = { en: 'Drawn from the seed', zh: '由种子决定' };

export default defineNode({
  type: 'synthetic-face',
  version: 1,
  category: 'input',
  title: { en: 'Synthetic face', zh: '合成人脸' },
  summary: { en: 'A person who does not exist, drawn from a seed, with everything known about the picture.', zh: '由种子绘制的虚构人物，并给出图片的全部真值。' },
  synonyms: ['random person', 'generate', 'render', 'source', 'target', 'truth', 'ground truth', '随机', '生成', '虚拟人', '真值'],
  inputs: {},
  outputs: {
    image: { kind: 'image', title: { en: 'Image', zh: '图像' } },
    faces: { kind: 'faces', title: { en: 'True landmarks', zh: '真实特征点' }, help: { en: '68 points with visibility, and the five points of alignment.', zh: '带可见性的 68 点及对齐用的 5 点。' } },
    coefficients: { kind: 'coefficients', title: { en: 'Coefficients', zh: '系数' }, help: { en: 'Identity, expression and pose of the face model, and the scene itself.', zh: '人脸模型的身份、表情、姿态，以及完整场景。' } },
    mesh: { kind: 'mesh', title: { en: 'Mesh', zh: '网格' } },
    labels: { kind: 'features', title: { en: 'Part labels', zh: '部位标签' }, help: { en: 'One plane a part: background, skin, brows, eyes, nose, lips …', zh: '每个部位一张图：背景、皮肤、眉、眼、鼻、唇……' } },
  },
  params: {
    seed: { kind: 'seed', initial: 1, title: { en: 'Seed', zh: '种子' }, help: { en: 'Another number is another person.', zh: '换一个数字就是另一个人。' } },
    sizePx: { kind: 'number', initial: 512, min: 64, max: 1024, step: 16, integer: true, unit: 'px', title: { en: 'Size', zh: '尺寸' } },
    pose: { kind: 'choice', initial: 'drawn', options: { drawn, set: { en: 'As set below', zh: '使用下列数值' } }, title: { en: 'Head pose', zh: '头部姿态' } },
    yawDeg: { kind: 'number', initial: 0, min: -75, max: 75, step: 1, unit: '°', title: { en: 'Yaw', zh: '偏航' }, help: { en: 'Positive turns the face to the right of the picture.', zh: '正值使脸转向画面右侧。' } },
    pitchDeg: { kind: 'number', initial: 0, min: -35, max: 35, step: 1, unit: '°', title: { en: 'Pitch', zh: '俯仰' }, help: { en: 'Positive looks up.', zh: '正值为抬头。' } },
    rollDeg: { kind: 'number', initial: 0, min: -35, max: 35, step: 1, unit: '°', title: { en: 'Roll', zh: '翻滚' }, help: { en: 'Positive turns counter-clockwise in the picture.', zh: '正值为画面中逆时针。' } },
    expression: {
      kind: 'choice', initial: 'drawn', title: { en: 'Expression', zh: '表情' },
      options: { drawn, neutral: { en: 'Neutral', zh: '中性' }, set: { en: 'As set below', zh: '使用下列数值' } },
    },
    expressionValues: {
      kind: 'numbers', initial: {}, title: { en: 'Expression values', zh: '表情数值' },
      names: EXPRESSION_TITLES.map(([name, title]) => ({ name, title, min: 0, max: 1 })),
    },
    light: { kind: 'choice', initial: 'drawn', options: { drawn, set: { en: 'As set below', zh: '使用下列数值' } }, title: { en: 'Light', zh: '光照' } },
    lightAzimuthDeg: { kind: 'number', initial: -35, min: -180, max: 180, step: 1, unit: '°', title: { en: 'Light from the side', zh: '光源方位' }, help: { en: 'Positive: from the right of the picture.', zh: '正值：来自画面右侧。' } },
    lightElevationDeg: { kind: 'number', initial: 30, min: -90, max: 90, step: 1, unit: '°', title: { en: 'Light from above', zh: '光源仰角' } },
    lightIntensity: { kind: 'number', initial: 1.1, min: 0, max: 4, step: 0.05, title: { en: 'Light strength', zh: '光源强度' } },
    hair: { kind: 'choice', initial: 'drawn', options: { drawn, ...HAIR_TITLES }, title: { en: 'Hair', zh: '发型' } },
    accessories: { kind: 'boolean', initial: true, title: { en: 'Glasses and hats', zh: '眼镜与帽子' }, help: { en: 'Whether the seed may draw them.', zh: '是否允许种子生成它们。' } },
    occluder: { kind: 'choice', initial: 'none', options: { drawn, ...OCCLUDER_TITLES }, title: { en: 'Before the face', zh: '脸前遮挡物' } },
    background: { kind: 'choice', initial: 'drawn', options: { drawn, ...BACKGROUND_TITLES }, title: { en: 'Background', zh: '背景' } },
    cameraFaults: { kind: 'boolean', initial: false, advanced: true, title: { en: 'Blur, noise, compression', zh: '模糊、噪声与压缩' } },
    scene: {
      kind: 'json', initial: {}, advanced: true, title: { en: 'Scene', zh: '场景' },
      help: { en: 'Any fields of a scene document; they win over everything above.', zh: '场景文档的任意字段，优先于以上全部设置。' },
    },
  },
  // Smaller ones are drawn in less time than they take to hand over.
  heavy: ({ sizePx }) => sizePx >= 256,
  infer: (_inputs, params) => {
    const size = { width: params.sizePx, height: params.sizePx };
    return {
      outputs: {
        image: imageType(size), faces: { kind: 'faces', ...size }, coefficients: { kind: 'coefficients', model: FACE_MODEL_NAME },
        mesh: { kind: 'mesh', model: FACE_MODEL_NAME }, labels: { kind: 'features', channels: 14, ...size, net: FACE_MODEL_NAME, layer: 'parts' },
      },
    };
  },
});
