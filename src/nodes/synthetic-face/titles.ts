import type { BACKGROUNDS, HAIR_STYLES, OCCLUDERS } from '../../face/scene/types';
import type { BothLanguages } from '../../runtime/define';

export const HAIR_TITLES: Readonly<Record<(typeof HAIR_STYLES)[number], BothLanguages>> = {
  bald: { en: 'Bald', zh: '光头' }, buzz: { en: 'Buzz cut', zh: '寸头' }, short: { en: 'Short', zh: '短发' }, 'side-part': { en: 'Side part', zh: '偏分' },
  curly: { en: 'Curly', zh: '卷发' }, afro: { en: 'Afro', zh: '爆炸头' }, bob: { en: 'Bob', zh: '波波头' }, long: { en: 'Long', zh: '长发' },
  ponytail: { en: 'Ponytail', zh: '马尾' }, bun: { en: 'Bun', zh: '发髻' }, receding: { en: 'Receding', zh: '后移发际线' },
};

export const OCCLUDER_TITLES: Readonly<Record<(typeof OCCLUDERS)[number], BothLanguages>> = {
  none: { en: 'Nothing', zh: '无' }, mask: { en: 'Mask', zh: '口罩' }, hand: { en: 'Hand', zh: '手' }, ball: { en: 'Ball', zh: '球' },
  bar: { en: 'Bar', zh: '横杆' }, cup: { en: 'Cup', zh: '杯子' },
};

export const BACKGROUND_TITLES: Readonly<Record<(typeof BACKGROUNDS)[number], BothLanguages>> = {
  plain: { en: 'Plain', zh: '纯色' }, gradient: { en: 'Gradient', zh: '渐变' }, bokeh: { en: 'Bokeh', zh: '光斑' }, room: { en: 'Room', zh: '房间' }, foliage: { en: 'Foliage', zh: '树叶' },
};
