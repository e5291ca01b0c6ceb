import type { BothLanguages } from '../../../runtime/define';
import type { HifiFaceVariant } from './contract';

/** What a person reads for each variant of HifiFace. */
export const VARIANT_TITLES: Readonly<Record<HifiFaceVariant, BothLanguages>> = {
  hififace: { en: 'HifiFace (SFF)', zh: 'HifiFace（SFF）' },
  'hififace-n3d': { en: 'Without 3D shape', zh: '无三维形状' },
  'sff-bare': { en: 'Bare: no fusion', zh: 'Bare：无融合' },
  'sff-blend': { en: 'Blend: image mask only', zh: 'Blend：仅图像级蒙版' },
  'sff-concat': { en: 'Concat: features joined', zh: 'Concat：特征拼接' },
};

/** The param that says whose weights a block has. */
export const VARIANT_PARAM = {
  kind: 'choice', initial: 'hififace', title: { en: 'Variant', zh: '变体' }, options: VARIANT_TITLES,
  help: { en: 'Whose weights; the same in all nodes of a swap.', zh: '使用哪组权重；同一次换脸的各节点应一致。' },
} as const;
