import type { InputPort, InputPorts, OutputPorts } from '../../runtime/define';
import { defineNode } from '../../runtime/define';
import type { HifiFaceVariant } from '../shared/swap-blocks/contract';
import { FUSION, SWAP_CROP, recogniserFor } from '../shared/swap-blocks/contract';
import { SWAP_CROP_TYPE, cropProblems, featuresType, identityProblems, shapeProblems } from '../shared/swap-blocks/infer';
import { MASK_PARAMS, maskProblems } from '../shared/swap-blocks/mask-params';
import { VARIANT_PARAM } from '../shared/swap-blocks/variant-param';

const INPUTS = {
  decoder: { kind: 'features', optional: true, title: { en: 'Decoder features', zh: '解码器特征' }, help: { en: 'z_dec, the last block of "AdaIN injection".', zh: 'z_dec，即“AdaIN 注入”的末块。' } },
  encoder: { kind: 'features', optional: true, title: { en: 'Encoder features', zh: '编码器特征' }, help: { en: 'z_enc of "Face encoder".', zh: '“人脸编码器”的 z_enc。' } },
  identity: { kind: 'identity', optional: true, title: { en: 'v_sid', zh: 'v_sid 向量' } },
  picture: { kind: 'crop', optional: true, title: { en: 'Face I_out', zh: '人脸 I_out' }, help: { en: 'Of "Upsample face".', zh: '来自“上采样人脸”。' } },
  learnt: { kind: 'mask', optional: true, title: { en: 'Mask M_r', zh: '蒙版 M_r' }, help: { en: 'Of "Upsample face".', zh: '来自“上采样人脸”。' } },
  target: { kind: 'crop', title: { en: 'Target', zh: '目标' } },
  mask: { kind: 'mask', optional: true, title: { en: 'Mask', zh: '蒙版' }, help: { en: 'On the crop’s pixels; 1 is the new face. Used when "Mask" says so.', zh: '位于裁剪像素上；1 表示新脸。在“蒙版”选择时使用。' } },
} as const satisfies InputPorts;

const OUTPUTS = {
  features: { kind: 'features', title: { en: 'Fused features', zh: '融合特征' }, help: { en: 'z_fuse, for "Upsample face".', zh: 'z_fuse，供“上采样人脸”使用。' } },
  low: { kind: 'crop', title: { en: 'Small picture I_low', zh: '小图 I_low' } },
  crop: { kind: 'crop', title: { en: 'Swap', zh: '换脸结果' } },
  mask: { kind: 'mask', title: { en: 'Mask', zh: '蒙版' }, help: { en: 'M_low or M_r as used.', zh: '实际使用的 M_low 或 M_r。' } },
} as const satisfies OutputPorts;

const needed = ({ kind, title, ...more }: InputPort): InputPort => ({ kind, title, ...('help' in more && more.help ? { help: more.help } : {}) });

/** Bare and Blend fuse no features, so their networks have no input for z_enc. */
function usesEncoder(variant: string): boolean {
  return variant !== 'sff-bare' && variant !== 'sff-blend';
}

export default defineNode({
  type: 'sff-mask',
  version: 1,
  category: 'hififace',
  title: { en: 'SFF mask', zh: 'SFF 蒙版' },
  summary: { en: 'HifiFace’s semantic facial fusion: new face inside, target outside, among features or in the picture.', zh: 'HifiFace 的语义面部融合：内为新脸，外为目标，可在特征级或图像级进行。' },
  synonyms: ['sff', 'semantic facial fusion', 'm_low', 'm_r', 'blend', 'dilate', '语义融合', '蒙版', '膨胀'],
  inputs: INPUTS,
  outputs: OUTPUTS,
  params: {
    level: { kind: 'choice', initial: 'feature', title: { en: 'Level', zh: '级别' }, options: { feature: { en: 'Features (M_low)', zh: '特征（M_low）' }, image: { en: 'Picture (M_r)', zh: '图像（M_r）' } } },
    variant: VARIANT_PARAM,
    dilatePercent: { kind: 'number', initial: 0, min: -20, max: 20, step: 0.5, unit: '%', title: { en: 'Dilate', zh: '膨胀' }, help: { en: 'Grows the mask by this much of the crop’s side and makes it hard; negative shrinks, 0 leaves it.', zh: '按裁剪边长的百分比扩张蒙版并使其变硬；负值为收缩，0 为不变。' } },
    ...MASK_PARAMS,
  },
  ports: (params) => (params['level'] === 'image'
    ? { inputs: { picture: needed(INPUTS.picture), learnt: needed(INPUTS.learnt), target: INPUTS.target, mask: INPUTS.mask }, outputs: { crop: OUTPUTS.crop, mask: OUTPUTS.mask } }
    : {
        inputs: { decoder: needed(INPUTS.decoder), ...(usesEncoder(String(params['variant'] ?? 'hififace')) ? { encoder: needed(INPUTS.encoder) } : {}), identity: needed(INPUTS.identity), target: INPUTS.target, mask: INPUTS.mask },
        outputs: { features: OUTPUTS.features, mask: OUTPUTS.mask, low: OUTPUTS.low },
      }),
  models: (params) => (params.level === 'image' ? [] : [`${params.variant}-styles`, `${params.variant}-sff`]),
  equation: 'z_{fuse}=M_{low}\\odot z_{dec}+(1-M_{low})\\odot\\sigma(z_{enc}),\\quad I_r=M_r\\odot I_{out}+(1-M_r)\\odot I_t',
  infer: (inputs, params) => {
    const linked = Object.keys(inputs).length > 0, masks = linked ? maskProblems(params, inputs.mask) : [];
    const mask = (sizePx: number) => ({ kind: 'mask' as const, channels: 1, width: sizePx, height: sizePx });
    if (params.level === 'image') {
      return { outputs: { crop: SWAP_CROP_TYPE, mask: mask(SWAP_CROP.sizePx) }, problems: [...cropProblems('picture', inputs.picture), ...cropProblems('target', inputs.target), ...masks] };
    }
    const variant = params.variant as HifiFaceVariant;
    const from = { en: 'Link the last block of "AdaIN injection".', zh: '请连接“AdaIN 注入”的末块。' };
    return {
      outputs: { features: featuresType(variant, 'z_fuse', FUSION.channels, FUSION.sizePx), mask: mask(FUSION.sizePx), low: { ...SWAP_CROP_TYPE, width: FUSION.sizePx, height: FUSION.sizePx } },
      problems: [
        ...shapeProblems('decoder', inputs.decoder, FUSION, from), ...shapeProblems('encoder', inputs.encoder, FUSION, { en: 'Link z_enc of "Face encoder".', zh: '请连接“人脸编码器”的 z_enc。' }),
        ...cropProblems('target', inputs.target), ...masks,
        ...identityProblems('identity', inputs.identity, recogniserFor(variant), variant === 'hififace-n3d' ? { en: 'Link "Embed identity".', zh: '请连接“提取身份”。' } : { en: 'Link "Shape-aware identity".', zh: '请连接“形状感知身份”。' }),
      ],
    };
  },
});
