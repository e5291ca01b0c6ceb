import { defineNode } from '../../runtime/define';
import { RECOGNISERS } from '../shared/swap-blocks/contract';
import { identityProblems, whose } from '../shared/swap-blocks/infer';

export default defineNode({
  type: 'mix-identity',
  version: 1,
  category: 'identity',
  title: { en: 'Mix identities', zh: '混合身份' },
  summary: { en: 'c times one identity plus d times another, brought back to length 1.', zh: 'c 倍的一个身份加 d 倍的另一个身份，再归一到长度 1。' },
  synonyms: ['interpolate', 'blend', 'z_id', 'slider', '插值', '身份混合'],
  inputs: {
    source: { kind: 'identity', title: { en: 'Source', zh: '源' } },
    target: { kind: 'identity', title: { en: 'Target', zh: '目标' } },
  },
  outputs: { identity: { kind: 'identity', title: { en: 'Identity', zh: '身份' } } },
  params: {
    c: { kind: 'number', initial: 0.5, min: -2, max: 2, step: 0.01, title: { en: 'c, of the source', zh: 'c（源的份额）' } },
    d: { kind: 'number', initial: 0.5, min: -2, max: 2, step: 0.01, title: { en: 'd, of the target', zh: 'd（目标的份额）' } },
  },
  equation: '\\upsilon=\\frac{c\\,\\upsilon_s+d\\,\\upsilon_t}{\\lVert c\\,\\upsilon_s+d\\,\\upsilon_t\\rVert}',
  infer: (inputs, params) => {
    const { source, target } = inputs;
    const shaped = (['source', 'target'] as const).filter((port) => inputs[port]?.recogniser === RECOGNISERS.shapeAware).map((port) => ({ port, message: {
      en: `"${port}" carries ${whose(RECOGNISERS.shapeAware).en}, which holds coefficients too and is not a direction. Mix z_id before "Shape-aware identity", and the shape by "Mix shape".`,
      zh: `“${port}”上是${whose(RECOGNISERS.shapeAware).zh}，其中还含有系数，不是一个方向。请在“形状感知身份”之前混合 z_id，并用“混合形状”混合脸型。`,
    } }));
    const nothing = params.c === 0 && params.d === 0 ? [{ param: 'c', message: { en: 'Both shares are 0, so no direction is left. Set c or d.', zh: '两个份额均为 0，没有方向可言。请设置 c 或 d。' } }] : [];
    const recogniser = source?.recogniser ?? target?.recogniser;
    return {
      outputs: { identity: { kind: 'identity', ...(recogniser === undefined ? {} : { recogniser }) } },
      problems: [...shaped, ...nothing, ...(shaped.length > 0 || source?.recogniser === undefined ? [] : identityProblems('target', target, source.recogniser, { en: 'Choose the same recogniser in both "Embed identity".', zh: '请在两个“提取身份”中选择同一识别网络。' }))],
    };
  },
});
