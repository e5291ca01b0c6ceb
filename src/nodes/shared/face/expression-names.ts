import type { BothLanguages } from '../../../runtime/define';

const SIDES: readonly (readonly [string, string, string])[] = [['Left', ' left', '（左）'], ['Right', ' right', '（右）']];

const paired = (name: string, en: string, zh: string): readonly [string, BothLanguages][] =>
  SIDES.map(([suffix, enSide, zhSide]) => [`${name}${suffix}`, { en: `${en},${enSide}`, zh: `${zh}${zhSide}` }]);
const single = (name: string, en: string, zh: string): readonly [string, BothLanguages][] => [[name, { en, zh }]];

/** ARKit's names of the expression modes and what a person reads for them. Left and right are the subject's own. */
export const EXPRESSION_TITLES: readonly (readonly [name: string, title: BothLanguages])[] = [
  ...single('browInnerUp', 'Inner brows up', '眉心上扬'),
  ...paired('browDown', 'Brow down', '皱眉'),
  ...paired('browOuterUp', 'Outer brow up', '眉尾上扬'),
  ...paired('eyeBlink', 'Blink', '闭眼'),
  ...paired('eyeSquint', 'Squint', '眯眼'),
  ...paired('eyeWide', 'Eye wide', '睁大眼'),
  ...paired('eyeLookUp', 'Lid looking up', '上视眼睑'),
  ...paired('eyeLookDown', 'Lid looking down', '下视眼睑'),
  ...paired('cheekSquint', 'Cheek up', '脸颊上提'),
  ...paired('noseSneer', 'Sneer', '皱鼻'),
  ...single('cheekPuff', 'Cheeks puffed', '鼓腮'),
  ...single('jawOpen', 'Jaw open', '张嘴'),
  ...single('jawLeft', 'Jaw left', '下颌左移'),
  ...single('jawRight', 'Jaw right', '下颌右移'),
  ...single('jawForward', 'Jaw forward', '下颌前伸'),
  ...paired('mouthSmile', 'Smile', '微笑'),
  ...paired('mouthFrown', 'Frown', '嘴角下垂'),
  ...paired('mouthDimple', 'Dimple', '酒窝'),
  ...paired('mouthStretch', 'Mouth stretched', '嘴角拉伸'),
  ...paired('mouthPress', 'Lips pressed', '抿嘴'),
  ...paired('mouthUpperUp', 'Upper lip up', '上唇上提'),
  ...paired('mouthLowerDown', 'Lower lip down', '下唇下拉'),
  ...single('mouthPucker', 'Pucker', '撅嘴'),
  ...single('mouthFunnel', 'Funnel', '圆嘴'),
  ...single('mouthRollUpper', 'Upper lip rolled in', '上唇内卷'),
  ...single('mouthRollLower', 'Lower lip rolled in', '下唇内卷'),
  ...single('mouthShrugUpper', 'Upper lip shrug', '上唇耸起'),
  ...single('mouthShrugLower', 'Lower lip shrug', '下唇耸起'),
  ...single('mouthLeft', 'Mouth left', '嘴左移'),
  ...single('mouthRight', 'Mouth right', '嘴右移'),
  ...single('tongueOut', 'Tongue out', '吐舌'),
];
