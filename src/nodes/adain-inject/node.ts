import type { InferProblem } from '../../runtime/define';
import { defineNode } from '../../runtime/define';
import type { WireType } from '../../runtime/values';
import type { HifiFaceVariant } from '../shared/swap-blocks/contract';
import { ADAIN_BLOCKS, adainBlock, recogniserFor } from '../shared/swap-blocks/contract';
import { featuresType, identityProblems, pyramidType, rangeProblems, shapeProblems } from '../shared/swap-blocks/infer';
import { VARIANT_PARAM } from '../shared/swap-blocks/variant-param';

const LAST = ADAIN_BLOCKS.length;

function chosen(params: { readonly from: number; readonly to: number }): readonly number[] {
  return ADAIN_BLOCKS.map((_, i) => i + 1).filter((block) => block >= params.from && block <= params.to);
}

/** Channel counts that a wire's statistics may have: unknown ones are undefined. */
function offered(type: WireType): readonly (number | undefined)[] {
  return type.kind === 'pyramid' ? type.levels?.map(({ channels }) => channels) ?? [undefined] : [type.channels];
}

function statisticsProblems(type: WireType | undefined, wanted: readonly number[]): readonly InferProblem[] {
  if (!type || wanted.length === 0 || offered(type).some((channels) => channels === undefined || wanted.includes(channels))) return [];
  const has = [...new Set(offered(type))].join(', '), needs = [...new Set(wanted)].join(', ');
  return [{ port: 'statistics', message: {
    en: `The statistics on "statistics" have ${has} channels, but the normalised maps here have ${needs}; a mean and a deviation belong to one channel each, so the counts must agree. Link another level or block.`,
    zh: `“statistics”上的统计量有 ${has} 个通道，而此处被归一化的特征图有 ${needs} 个；均值与标准差逐通道对应，数量必须一致。请连接其他层或模块。`,
  } }];
}

export default defineNode({
  type: 'adain-inject',
  version: 1,
  category: 'hififace',
  title: { en: 'AdaIN injection', zh: 'AdaIN 注入' },
  summary: { en: 'HifiFace’s decoder, any range of its four blocks: gives every channel the mean and deviation that the new person asks for.', zh: 'HifiFace 解码器的任意几块：把每个通道的均值与标准差设为新人物所要求的值。' },
  synonyms: ['adain', 'decoder', 'style', 'instance norm', 'mean', 'deviation', '解码器', '风格', '实例归一化', '统计量'],
  inputs: {
    h: { kind: 'features', title: { en: 'Maps', zh: '特征图' }, help: { en: 'The bottleneck for block 1, else the block before.', zh: '第 1 块用瓶颈特征，其余用前一块。' } },
    identity: { kind: 'identity', optional: true, title: { en: 'v_sid', zh: 'v_sid 向量' }, help: { en: 'From "Shape-aware identity"; "Embed identity" for the variant without 3D.', zh: '来自“形状感知身份”；无三维的变体用“提取身份”。' } },
    statistics: { kind: ['features', 'pyramid'], optional: true, title: { en: 'Statistics', zh: '统计量' }, help: { en: 'Maps whose statistics take the place of the learnt ones.', zh: '其统计量取代学习所得统计量的特征图。' } },
  },
  outputs: {
    h: { kind: 'features', title: { en: 'Last block', zh: '末块' }, help: { en: 'z_dec after block 4.', zh: '第 4 块之后即 z_dec。' } },
    blocks: { kind: 'pyramid', title: { en: 'Every block', zh: '各块' }, help: { en: 'With μ and σ before and after, γ and β of its second AdaIN.', zh: '带第二个 AdaIN 前后的 μ、σ 以及 γ、β。' } },
  },
  params: {
    variant: { ...VARIANT_PARAM, options: { ...VARIANT_PARAM.options, plain: { en: 'AdaIN alone, no network', zh: '仅 AdaIN，无网络' } } },
    from: { kind: 'number', initial: 1, min: 1, max: LAST, integer: true, title: { en: 'From block', zh: '从第几块' } },
    to: { kind: 'number', initial: LAST, min: 1, max: LAST, integer: true, title: { en: 'To block', zh: '至第几块' } },
    strength: { kind: 'number', initial: 1, min: -1, max: 3, step: 0.01, title: { en: 'Strength', zh: '强度' }, help: { en: 'Scales γ − 1 and β of the identity; 0 only normalises.', zh: '缩放身份的 γ − 1 与 β；0 表示只归一化。' } },
    share: { kind: 'number', initial: 1, min: 0, max: 1, step: 0.01, title: { en: 'Share of the wire', zh: '连线统计量的份额' }, help: { en: '0 uses the learnt statistics, 1 those of the wire.', zh: '0 用学习所得的统计量，1 用连线的统计量。' } },
    statisticsAs: {
      kind: 'choice', initial: 'measured', title: { en: 'Statistics as', zh: '统计量取法' },
      options: { measured: { en: 'Mean and deviation', zh: '均值与标准差' }, factors: { en: 'γ and β of the layer', zh: '该层的 γ 与 β' } },
      help: { en: 'Mean and deviation after the layer, or of the maps themselves; or what the layer was told.', zh: '该层之后（或特征图自身）的均值与标准差；或该层所用的系数。' },
    },
  },
  models: (params) => (params.variant === 'plain' ? [] : [`${params.variant}-styles`, ...chosen(params).map((block) => adainBlock(params.variant, block))]),
  equation: '\\mathrm{AdaIN}(h)=\\gamma\\,\\frac{h-\\mu(h)}{\\sigma(h)}+\\beta,\\quad(\\gamma,\\beta)=W\\upsilon_{sid}+b',
  infer: (inputs, params) => {
    const { h, identity, statistics } = inputs, plain = params.variant === 'plain';
    if (plain) {
      const missing = h !== undefined && statistics === undefined ? [{ port: 'statistics', message: { en: 'AdaIN alone takes its statistics from the wire, but nothing is linked to "statistics". Link feature maps, or choose a variant with weights.', zh: '仅 AdaIN 时统计量取自连线，但“statistics”未连接。请连接特征图，或选择带权重的变体。' } }] : [];
      return {
        outputs: { h: { ...(h ?? {}), kind: 'features' }, blocks: { kind: 'pyramid' } },
        problems: [...missing, ...statisticsProblems(statistics, h?.channels === undefined ? [] : [h.channels])],
      };
    }
    const variant = params.variant as HifiFaceVariant, blocks = chosen(params), first = ADAIN_BLOCKS[params.from - 1]!, last = ADAIN_BLOCKS[(blocks.at(-1) ?? 1) - 1]!;
    const missing = h !== undefined && identity === undefined ? [{ port: 'identity', message: { en: 'The blocks take their statistics from an identity, but nothing is linked to "identity". Link "Shape-aware identity" ("Embed identity" for the variant without 3D).', zh: '各块的统计量来自身份，但“identity”未连接。请连接“形状感知身份”（无三维的变体用“提取身份”）。' } }] : [];
    return {
      outputs: { h: featuresType(variant, `adain-${params.to}`, last.next, last.nextSizePx), blocks: pyramidType(variant, blocks.map((block) => ({ channels: ADAIN_BLOCKS[block - 1]!.next, sizePx: ADAIN_BLOCKS[block - 1]!.nextSizePx }))) },
      problems: [
        ...rangeProblems(params.from, params.to), ...missing,
        ...shapeProblems('h', h, { channels: first.channels, sizePx: first.sizePx }, params.from === 1 ? { en: 'Link the bottleneck of "Face encoder".', zh: '请连接“人脸编码器”的瓶颈特征。' } : { en: `Link an AdaIN injection that ends at block ${params.from - 1}.`, zh: `请连接止于第 ${params.from - 1} 块的 AdaIN 注入。` }),
        ...identityProblems('identity', identity, recogniserFor(variant), variant === 'hififace-n3d' ? { en: 'Link "Embed identity".', zh: '请连接“提取身份”。' } : { en: 'Link "Shape-aware identity".', zh: '请连接“形状感知身份”。' }),
        ...statisticsProblems(statistics, blocks.flatMap((block) => [ADAIN_BLOCKS[block - 1]!.channels, ADAIN_BLOCKS[block - 1]!.next])),
      ],
    };
  },
});
