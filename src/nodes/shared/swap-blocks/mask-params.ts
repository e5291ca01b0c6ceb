import type { Json } from '../../../graph/types';
import type { InferProblem } from '../../../runtime/define';
import type { WireType } from '../../../runtime/values';
import { SWAP_CROP } from './contract';

/** Params of nodes whose learnt mask can be replaced. */
export const MASK_PARAMS = {
  mask: {
    kind: 'choice', initial: 'learnt', title: { en: 'Mask', zh: '蒙版' },
    options: {
      learnt: { en: 'As learnt', zh: '按学习所得' }, zero: { en: 'All 0', zh: '全 0' }, one: { en: 'All 1', zh: '全 1' },
      painted: { en: 'Painted', zh: '手绘' }, wire: { en: 'From the wire', zh: '取自连线' },
    },
  },
  maskShare: { kind: 'number', initial: 1, min: 0, max: 1, step: 0.01, title: { en: 'How much of it', zh: '替换程度' }, help: { en: '0 keeps the learnt mask, 1 replaces it.', zh: '0 保留学习所得的蒙版，1 完全替换。' } },
  /** Strokes are {"points": [[x, y], …], "radius": r, "value": 0..1}, in fractions of the crop; "rest" is the value elsewhere. */
  painted: {
    kind: 'json', initial: { strokes: [], rest: 0 }, shownAs: 'painting', title: { en: 'Painted mask', zh: '手绘蒙版' },
    help: {
      en: 'Painted on the crop with a brush, and in use from the first stroke on. 1 is the new face.',
      zh: '用画笔在裁剪上绘制，落下第一笔即启用。1 表示新脸。',
    },
  },
} as const;

export interface Stroke { readonly points: readonly (readonly [x: number, y: number])[]; readonly radius: number; readonly value: number }
export interface Painting { readonly strokes: readonly Stroke[]; readonly rest: number }

/** Reads a painted mask; undefined when it is not one. */
export function paintingOf(json: Json): Painting | undefined {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return undefined;
  const { strokes, rest } = json as Readonly<Record<string, Json | undefined>>;
  if (!Array.isArray(strokes) || (rest !== undefined && typeof rest !== 'number')) return undefined;
  const read: Stroke[] = [];
  for (const stroke of strokes as readonly Json[]) {
    if (typeof stroke !== 'object' || stroke === null || Array.isArray(stroke)) return undefined;
    const { points, radius, value } = stroke as Readonly<Record<string, Json | undefined>>;
    if (!Array.isArray(points) || typeof radius !== 'number' || !(radius > 0)) return undefined;
    const places = (points as readonly Json[]).map((point) => (Array.isArray(point) && typeof point[0] === 'number' && typeof point[1] === 'number' ? [point[0], point[1]] as const : undefined));
    if (places.includes(undefined)) return undefined;
    read.push({ points: places as (readonly [number, number])[], radius, value: typeof value === 'number' ? value : 1 });
  }
  return { strokes: read, rest: typeof rest === 'number' ? rest : 0 };
}

/** Refuses a mask from the wire that is not there or not of the crop, and a painting that cannot be read. */
export function maskProblems(params: { readonly mask: string; readonly painted: Json }, wire: WireType | undefined): readonly InferProblem[] {
  if (params.mask === 'painted' && !paintingOf(params.painted)) {
    return [{ param: 'painted', message: {
      en: 'The painted mask cannot be read. Write {"strokes": [{"points": [[0.5, 0.4]], "radius": 0.2, "value": 1}], "rest": 0}.',
      zh: '无法读取手绘蒙版。请写成 {"strokes": [{"points": [[0.5, 0.4]], "radius": 0.2, "value": 1}], "rest": 0}。',
    } }];
  }
  if (params.mask !== 'wire') return [];
  if (!wire) return [{ port: 'mask', message: { en: 'The mask shall come from the wire, but nothing is linked to "mask". Link a mask, or choose another kind.', zh: '蒙版应取自连线，但“mask”未连接。请连接一个蒙版，或选择其他方式。' } }];
  const { sizePx } = SWAP_CROP;
  if ((wire.width ?? sizePx) === sizePx && (wire.height ?? sizePx) === sizePx) return [];
  return [{ port: 'mask', message: {
    en: `The mask is ${wire.width ?? '?'}×${wire.height ?? '?'} px, but it must lie on the crop: ${sizePx}×${sizePx} px. Make it from the crop, for instance by "Parse face".`,
    zh: `蒙版为 ${wire.width ?? '?'}×${wire.height ?? '?'} 像素，但它必须位于裁剪上：${sizePx}×${sizePx} 像素。请由裁剪生成，例如用“解析人脸”。`,
  } }];
}
