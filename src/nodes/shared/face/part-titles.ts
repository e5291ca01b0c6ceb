import type { Part } from '../../../face/model/types';
import type { BothLanguages } from '../../../runtime/define';

/** What a person reads for each part of the label pictures. */
export const PART_TITLES: Readonly<Record<Part, BothLanguages>> = {
  background: { en: 'Background', zh: '背景' }, skin: { en: 'Skin', zh: '皮肤' }, brows: { en: 'Brows', zh: '眉' }, eyes: { en: 'Eyes', zh: '眼' },
  nose: { en: 'Nose', zh: '鼻' }, lips: { en: 'Lips', zh: '唇' }, mouth: { en: 'Mouth', zh: '口腔' }, ears: { en: 'Ears', zh: '耳' },
  hair: { en: 'Hair', zh: '头发' }, neck: { en: 'Neck', zh: '颈' }, clothes: { en: 'Clothes', zh: '衣服' }, glasses: { en: 'Glasses', zh: '眼镜' },
  hat: { en: 'Hat', zh: '帽子' }, occluder: { en: 'Thing before the face', zh: '遮挡物' },
};
