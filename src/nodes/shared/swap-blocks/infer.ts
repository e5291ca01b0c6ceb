import type { BothLanguages, InferProblem } from '../../../runtime/define';
import type { WireType } from '../../../runtime/values';
import { RECOGNISERS, RECOGNISER_CROP, SWAP_CROP } from './contract';

/** The type of a crop that the blocks take, and of the one they make. */
export const SWAP_CROP_TYPE: WireType = { kind: 'crop', template: SWAP_CROP.template, width: SWAP_CROP.sizePx, height: SWAP_CROP.sizePx, channels: 3, range: 'unit' };

/** Refuses a crop that is not the one the networks were trained on; what is unknown passes. */
export function cropProblems(port: string, type: WireType | undefined, also?: typeof RECOGNISER_CROP): readonly InferProblem[] {
  if (!type) return [];
  const fits = (wanted: { readonly template: string; readonly sizePx: number }): boolean =>
    (type.template ?? wanted.template) === wanted.template && (type.width ?? wanted.sizePx) === wanted.sizePx && (type.height ?? wanted.sizePx) === wanted.sizePx;
  if (fits(SWAP_CROP) || (also && fits(also))) return [];
  const has = `${type.template ?? '?'}, ${type.width ?? '?'}×${type.height ?? '?'} px`;
  const or = also ? { en: ` (or "${also.template}" with ${also.sizePx} px)`, zh: `（或“${also.template}”、${also.sizePx} 像素）` } : { en: '', zh: '' };
  return [{ port, message: {
    en: `The crop on "${port}" is ${has}, but the networks were trained on "${SWAP_CROP.template}" with ${SWAP_CROP.sizePx}×${SWAP_CROP.sizePx} px${or.en}. Set template and size of "Align face" so.`,
    zh: `“${port}”上的裁剪为 ${has}，而网络是用“${SWAP_CROP.template}”、${SWAP_CROP.sizePx}×${SWAP_CROP.sizePx} 像素${or.zh}训练的。请在“对齐人脸”中这样设置模板和尺寸。`,
  } }];
}

const WHOSE: Readonly<Record<string, BothLanguages>> = {
  [RECOGNISERS.identity]: { en: 'z_id of the recogniser "identity"', zh: '识别网络“identity”的 z_id' },
  [RECOGNISERS.judge]: { en: 'z_id of the judge "identity-judge"', zh: '评判网络“identity-judge”的 z_id' },
  [RECOGNISERS.shapeAware]: { en: 'v_sid, the shape-aware identity', zh: '形状感知身份 v_sid' },
};

/** What an identity vector is, in words. */
export function whose(recogniser: string): BothLanguages {
  return WHOSE[recogniser] ?? { en: `a vector of "${recogniser}"`, zh: `“${recogniser}”的向量` };
}

/** Refuses an identity vector of another recogniser. */
export function identityProblems(port: string, type: WireType | undefined, wanted: string, remedy: BothLanguages): readonly InferProblem[] {
  if (type?.recogniser === undefined || type.recogniser === wanted) return [];
  const has = whose(type.recogniser), needs = whose(wanted);
  return [{ port, message: {
    en: `"${port}" carries ${has.en}, but this network was trained on ${needs.en}; directions of two recognisers mean different things. ${remedy.en}`,
    zh: `“${port}”上是${has.zh}，而该网络是用${needs.zh}训练的；不同识别网络的方向含义不同。${remedy.zh}`,
  } }];
}

/** Refuses feature maps of another shape than a block takes. */
export function shapeProblems(port: string, type: Pick<WireType, 'channels' | 'width' | 'height'> | undefined, wanted: { readonly channels: number; readonly sizePx: number }, remedy: BothLanguages): readonly InferProblem[] {
  if (!type) return [];
  if ((type.channels ?? wanted.channels) === wanted.channels && (type.width ?? wanted.sizePx) === wanted.sizePx && (type.height ?? wanted.sizePx) === wanted.sizePx) return [];
  return [{ port, message: {
    en: `"${port}" carries ${type.channels ?? '?'} channels of ${type.width ?? '?'}×${type.height ?? '?'}, but this block takes ${wanted.channels} of ${wanted.sizePx}×${wanted.sizePx}. ${remedy.en}`,
    zh: `“${port}”上是 ${type.channels ?? '?'} 个 ${type.width ?? '?'}×${type.height ?? '?'} 的通道，而该模块需要 ${wanted.channels} 个 ${wanted.sizePx}×${wanted.sizePx} 的通道。${remedy.zh}`,
  } }];
}

export function featuresType(net: string, layer: string, channels: number, sizePx: number): WireType {
  return { kind: 'features', net, layer, channels, width: sizePx, height: sizePx };
}

export function pyramidType(net: string, levels: readonly { readonly channels: number; readonly sizePx: number }[]): WireType {
  return { kind: 'pyramid', net, levels: levels.map(({ channels, sizePx }) => ({ channels, width: sizePx, height: sizePx })) };
}

/** Refuses a range of levels or blocks that runs backwards. */
export function rangeProblems(from: number, to: number): readonly InferProblem[] {
  return from <= to ? [] : [{ param: 'to', message: { en: `The range ends (${to}) before it begins (${from}). Make "To" at least ${from}.`, zh: `范围的终点（${to}）在起点（${from}）之前。请把“至”设为至少 ${from}。` } }];
}
