import type { Tensor } from '../../../runtime/tensor';
import { cpuTensor } from '../../../runtime/tensor';
import type { ChannelStatistics } from '../../../runtime/values';
import { mixPictures } from '../picture/kernels';
import { ADAIN_BLOCKS, FUSION, HIFIFACE_ENCODER, HIFIFACE_VARIANTS, adainBlock } from './contract';
import type { HifiFaceVariant } from './contract';
import type { BlockHost } from './host';
import { runBlock, scalar } from './host';
import type { StyleSource } from './statistics';
import { scaleStyle, statisticsOf, withForeignStatistics } from './statistics';

/** Blocks of a variant, as the manifest names them. */
export function hififaceBlocks(variant: HifiFaceVariant): readonly string[] {
  return [HIFIFACE_ENCODER, `${variant}-styles`, ...ADAIN_BLOCKS.map((_, i) => adainBlock(variant, i + 1)), `${variant}-sff`, `${variant}-upsample`];
}

/** I_t [3, 128, 128], −1..1 → the bottleneck [112, 8, 8] and z_enc [80, 32, 32] (HifiFace, section 3.1). */
export async function encodeFace(host: BlockHost, target: Tensor): Promise<{ readonly bottom: Tensor; readonly zEnc: Tensor }> {
  const { bottom, z_enc } = await runBlock<'bottom' | 'z_enc'>(host, HIFIFACE_ENCODER, { x: target });
  return { bottom, zEnc: z_enc };
}

/** v_sid (z_id alone for `hififace-n3d`) → the style vector of each AdaIN block and of the fusion. */
export async function sidStyles(host: BlockHost, variant: HifiFaceVariant, vector: Tensor): Promise<{ readonly styles: readonly Tensor[]; readonly fuse: Tensor }> {
  const outputs = await runBlock<string>(host, `${variant}-styles`, { v_sid: vector });
  return { styles: ADAIN_BLOCKS.map((_, i) => outputs[`style_${i + 1}`]!), fuse: outputs['style_fuse']! };
}

/** What an AdaIN residual block computes; the statistics are those of its second AdaIN. */
export interface AdainBlock { readonly block: number; readonly h: Tensor; readonly statistics: ChannelStatistics }

export interface AdainSettings {
  /** Scale of γ − 1 and β; 1 is what was learnt. */
  readonly strength: number;
  /** Statistics of another layer or picture for a block, and how much of them (0..1). */
  readonly foreign?: { readonly of: (block: number) => StyleSource | undefined; readonly share: number };
}

/** One AdaIN residual block, 1..4 (HifiFace, figure 9). */
export async function adainResidual(host: BlockHost, variant: HifiFaceVariant, block: number, h: Tensor, style: Tensor, settings: AdainSettings): Promise<AdainBlock> {
  const shape = ADAIN_BLOCKS[block - 1]!, source = settings.foreign?.of(block);
  let used = await scaleStyle(host, style, settings.strength);
  if (source && settings.foreign) used = await withForeignStatistics(host, used, shape, source, settings.foreign.share);
  const out = await runBlock<'h_out' | 'mu_in' | 'sigma_in' | 'mu_out' | 'sigma_out'>(host, adainBlock(variant, block), { h_in: h, style: used });
  return { block, h: out.h_out, statistics: await statisticsOf(host, out, used, shape.next) };
}

/** Blocks `from` to `to` on the map before them: the bottleneck for block 1. The last of all four gives z_dec. */
export async function adainResiduals(host: BlockHost, variant: HifiFaceVariant, range: { readonly from: number; readonly to: number }, h: Tensor, vector: Tensor, settings: AdainSettings): Promise<readonly AdainBlock[]> {
  const { styles } = await sidStyles(host, variant, vector);
  const blocks: AdainBlock[] = [];
  let map = h;
  for (let block = range.from; block <= range.to; block++) {
    const done = await adainResidual(host, variant, block, map, styles[block - 1]!, settings);
    blocks.push(done);
    map = done.h;
    host.progress?.(blocks.length / (range.to - range.from + 1));
  }
  return blocks;
}

/** A mask instead of the learnt one; `share` goes from learnt (0) to this (1). */
export interface MaskOverride { readonly mask: Tensor; readonly share: number }

export interface Fused {
  /** [80, 32, 32]. */
  readonly zFuse: Tensor;
  /** M_low [1, 32, 32]. */
  readonly mLow: Tensor;
  /** I_low [3, 32, 32], −1..1. */
  readonly iLow: Tensor;
}

/** Semantic facial fusion at feature level (HifiFace, section 3.2): z_fuse = M_low·z_dec + (1 − M_low)·σ(z_enc), refined by an AdaIN block. */
export async function fuseFeatures(host: BlockHost, variant: HifiFaceVariant, inputs: { readonly zDec: Tensor; readonly zEnc: Tensor; readonly target: Tensor; readonly vector: Tensor }, override?: MaskOverride, strength = 1): Promise<Fused> {
  const { fuse } = await sidStyles(host, variant, inputs.vector);
  const { z_fuse, m_low, i_low } = await runBlock<'z_fuse' | 'm_low' | 'i_low'>(host, `${variant}-sff`, {
    z_dec: inputs.zDec, z_enc: inputs.zEnc, i_t: inputs.target, style: await scaleStyle(host, fuse, strength),
    mask_override: override?.mask ?? cpuTensor([1, FUSION.sizePx, FUSION.sizePx]), mask_mix: scalar(override?.share ?? 0),
  });
  return { zFuse: z_fuse, mLow: m_low, iLow: i_low };
}

/** F_up: z_fuse → I_out [3, 128, 128], −1..1, and M_r [1, 128, 128]. */
export async function upsampleFace(host: BlockHost, variant: HifiFaceVariant, zFuse: Tensor): Promise<{ readonly iOut: Tensor; readonly mR: Tensor }> {
  const { i_out, m_r } = await runBlock<'i_out' | 'm_r'>(host, `${variant}-upsample`, { z_fuse: zFuse });
  return { iOut: i_out, mR: m_r };
}

/** I_r = M_r·I_out + (1 − M_r)·I_t, pictures [3, H, W] of one range. */
export async function composite(host: BlockHost, iOut: Tensor, target: Tensor, mR: Tensor): Promise<Tensor> {
  const [, height, width] = iOut.shape as [number, number, number];
  const [mixed] = await host.kernel(mixPictures, { inputs: [iOut, target, mR], uniforms: { pixels: height * width, opacity: 1 }, outputs: [iOut.shape] });
  return mixed!;
}

export interface HifiFaceSwap extends Fused {
  /** The result [3, 128, 128], −1..1: mixed by M_r for variants with image-level fusion, else I_out. */
  readonly picture: Tensor;
  readonly iOut: Tensor;
  readonly mR: Tensor;
  readonly bottom: Tensor;
  readonly zEnc: Tensor;
  readonly zDec: Tensor;
  readonly blocks: readonly AdainBlock[];
}

/** A whole swap: I_t [3, 128, 128], −1..1, and v_sid [266] (z_id [128] for `hififace-n3d`). `encoded` of an earlier swap of the same target may be handed in. */
export async function runHifiFace(host: BlockHost, variant: HifiFaceVariant, target: Tensor, vector: Tensor, encoded?: { readonly bottom: Tensor; readonly zEnc: Tensor }): Promise<HifiFaceSwap> {
  const { bottom, zEnc } = encoded ?? await encodeFace(host, target);
  const blocks = await adainResiduals(host, variant, { from: 1, to: ADAIN_BLOCKS.length }, bottom, vector, { strength: 1 });
  const zDec = blocks.at(-1)!.h;
  const fused = await fuseFeatures(host, variant, { zDec, zEnc, target, vector });
  const { iOut, mR } = await upsampleFace(host, variant, fused.zFuse);
  const picture = HIFIFACE_VARIANTS[variant].blends ? await composite(host, iOut, target, mR) : iOut;
  return { ...fused, picture, iOut, mR, bottom, zEnc, zDec, blocks };
}
