import type { InferProblem } from '../../runtime/define';
import { defineNode } from '../../runtime/define';
import type { WireType } from '../../runtime/values';
import { AAD_LEVELS, FACESHIFTER, RECOGNISERS, aadBlock } from '../shared/swap-blocks/contract';
import { featuresType, identityProblems, pyramidType, rangeProblems, shapeProblems } from '../shared/swap-blocks/infer';
import { MASK_PARAMS, maskProblems } from '../shared/swap-blocks/mask-params';

const LAST = AAD_LEVELS.length;

function chosen(params: { readonly from: number; readonly to: number }): readonly number[] {
  return AAD_LEVELS.map((_, i) => i + 1).filter((level) => level >= params.from && level <= params.to);
}

/** Refuses attributes of another encoder, with the reason, and maps of other sizes. */
function attributeProblems(type: WireType | undefined, levels: readonly number[]): readonly InferProblem[] {
  if (!type) return [];
  if (type.net !== undefined && type.net !== FACESHIFTER) {
    return [{ port: 'attributes', message: {
      en: `AAD turns z_att into γ_att and β_att by 1×1 convolutions trained on FaceShifter’s attribute encoder; "attributes" carries ${type.layer ?? 'maps'} of "${type.net}", whose channels mean other things${type.kind === 'features' ? ' and which is one level, not seven' : ''}. Link "Attribute encoder".`,
      zh: `AAD 用在 FaceShifter 属性编码器上训练的 1×1 卷积把 z_att 变成 γ_att 与 β_att；“attributes”上是“${type.net}”的 ${type.layer ?? '特征图'}，其通道含义不同${type.kind === 'features' ? '，而且只有一层而非七层' : ''}。请连接“属性编码器”。`,
    } }];
  }
  const remedy = { en: 'Link "Attribute encoder", or the level of it that this node works on.', zh: '请连接“属性编码器”，或其中与本节点对应的一层。' };
  if (type.kind === 'pyramid') {
    return type.levels === undefined ? [] : levels.flatMap((level) => {
      const { attributes, sizePx } = AAD_LEVELS[level - 1]!;
      return shapeProblems('attributes', type.levels![level - 1] ?? { channels: 0, width: 0, height: 0 }, { channels: attributes, sizePx }, remedy);
    }).slice(0, 1);
  }
  if (levels.length > 1) {
    return [{ port: 'attributes', message: {
      en: `One level of attributes came in, but levels ${levels[0]} to ${levels.at(-1)} are to be fused. Link the whole pyramid, or set "From" and "To" to that one level.`,
      zh: `只输入了一层属性，但要融合第 ${levels[0]} 到 ${levels.at(-1)} 层。请连接整个金字塔，或把“从”“至”设为该层。`,
    } }];
  }
  return levels.flatMap((level) => { const { attributes, sizePx } = AAD_LEVELS[level - 1]!; return shapeProblems('attributes', type, { channels: attributes, sizePx }, remedy); });
}

function startProblems(type: WireType | undefined, from: number): readonly InferProblem[] {
  if (!type) {
    return from === 1 ? [] : [{ port: 'h', message: {
      en: `Level ${from} goes on from level ${from - 1}, but nothing is linked to "h". Link "h" of an AAD fusion that ends at level ${from - 1}, or begin at level 1.`,
      zh: `第 ${from} 层接在第 ${from - 1} 层之后，但“h”未连接。请连接止于第 ${from - 1} 层的 AAD 融合的“h”，或从第 1 层开始。`,
    } }];
  }
  const { channels, sizePx } = AAD_LEVELS[from - 1]!;
  return shapeProblems('h', type, { channels, sizePx: from === 1 ? sizePx : sizePx / 2 }, { en: `Link what ends at level ${from - 1}.`, zh: `请连接止于第 ${from - 1} 层的输出。` });
}

export default defineNode({
  type: 'aad-fuse',
  version: 1,
  category: 'faceshifter',
  title: { en: 'AAD fusion', zh: 'AAD 融合' },
  summary: { en: 'FaceShifter’s generator, any range of its seven levels: decides pixel by pixel between identity and attributes.', zh: 'FaceShifter 生成器的任意几层：逐像素地在身份与属性之间取舍。' },
  synonyms: ['aad', 'aei', 'adaptive attentional denormalization', 'generator', 'mask', 'denormalisation', '生成器', '自适应', '去归一化', '注意力'],
  inputs: {
    identity: { kind: 'identity', title: { en: 'Identity', zh: '身份' } },
    attributes: { kind: ['pyramid', 'features'], title: { en: 'Attributes', zh: '属性' } },
    h: { kind: 'features', optional: true, title: { en: 'Level before', zh: '前一层' }, help: { en: 'Where the range does not begin at level 1.', zh: '范围不从第 1 层开始时使用。' } },
    mask: { kind: 'mask', optional: true, title: { en: 'Mask', zh: '蒙版' }, help: { en: 'On the crop’s pixels; 1 is identity. Used when "Mask" says so.', zh: '位于裁剪像素上；1 表示身份。在“蒙版”选择时使用。' } },
  },
  outputs: {
    h: { kind: 'features', title: { en: 'Last level', zh: '末层' } },
    sum: { kind: 'pyramid', lazy: true, title: { en: 'After AAD', zh: 'AAD 之后' }, help: { en: '(1 − M)·A + M·I of each level, with μ and σ before and after, γ and β.', zh: '各层的 (1 − M)·A + M·I，带前后的 μ、σ 以及 γ、β。' } },
    masks: { kind: 'pyramid', lazy: true, title: { en: 'Masks M', zh: '蒙版 M' }, help: { en: '1 takes the identity, 0 the attributes.', zh: '1 取身份，0 取属性。' } },
    a: { kind: 'pyramid', lazy: true, title: { en: 'Attribute path A', zh: '属性支路 A' } },
    i: { kind: 'pyramid', lazy: true, title: { en: 'Identity path I', zh: '身份支路 I' } },
  },
  params: {
    from: { kind: 'number', initial: 1, min: 1, max: LAST, integer: true, title: { en: 'From level', zh: '从第几层' }, help: { en: '1 is 2×2 px, 7 is 128×128 px.', zh: '1 为 2×2 像素，7 为 128×128 像素。' } },
    to: { kind: 'number', initial: LAST, min: 1, max: LAST, integer: true, title: { en: 'To level', zh: '至第几层' } },
    identityStrength: { kind: 'number', initial: 1, min: -1, max: 3, step: 0.01, title: { en: 'Identity strength', zh: '身份强度' }, help: { en: 'Scales γ_id − 1 and β_id.', zh: '缩放 γ_id − 1 与 β_id。' } },
    attributeStrength: { kind: 'number', initial: 1, min: -1, max: 3, step: 0.01, title: { en: 'Attribute strength', zh: '属性强度' }, help: { en: 'Scales γ_att − 1 and β_att; 0 leaves the attributes out.', zh: '缩放 γ_att − 1 与 β_att；0 表示不用属性。' } },
    ...MASK_PARAMS,
  },
  models: (params) => ['faceshifter-styles', ...chosen(params).map(aadBlock)],
  equation: 'h_{out}=(1-M)\\,(\\gamma_{att}\\,\\bar h+\\beta_{att})+M\\,(\\gamma_{id}\\,\\bar h+\\beta_{id}),\\quad \\bar h=\\tfrac{h-\\mu}{\\sigma},\\ M=\\operatorname{sigmoid}(\\mathrm{conv}(\\bar h))',
  infer: (inputs, params) => {
    const levels = chosen(params), last = AAD_LEVELS[(levels.at(-1) ?? 1) - 1]!;
    const pyramid = (channels: (level: number) => number): WireType => pyramidType(FACESHIFTER, levels.map((level) => ({ channels: channels(level), sizePx: AAD_LEVELS[level - 1]!.sizePx })));
    const inner = pyramid((level) => AAD_LEVELS[level - 1]!.channels);
    const linked = inputs.identity !== undefined || inputs.attributes !== undefined;
    return {
      outputs: { h: featuresType(FACESHIFTER, `h-${params.to}`, last.next, last.sizePx), sum: inner, masks: pyramid(() => 1), a: inner, i: inner },
      problems: [
        ...rangeProblems(params.from, params.to), ...attributeProblems(inputs.attributes, levels), ...(linked ? startProblems(inputs.h, params.from) : []),
        ...identityProblems('identity', inputs.identity, RECOGNISERS.identity, { en: 'Link "Embed identity" with the swappers’ own recogniser.', zh: '请连接使用换脸网络自有识别网络的“提取身份”。' }),
        ...(linked ? maskProblems(params, inputs.mask) : []),
      ],
    };
  },
});
