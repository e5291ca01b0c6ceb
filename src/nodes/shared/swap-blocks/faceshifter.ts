import type { Tensor } from '../../../runtime/tensor';
import { cpuTensor } from '../../../runtime/tensor';
import type { ChannelStatistics } from '../../../runtime/values';
import { AAD_LEVELS, aadBlock } from './contract';
import type { BlockHost } from './host';
import { runBlock, scalar } from './host';
import { scaledDifference } from './kernels';
import { scaleStyle, statisticsOf } from './statistics';

/** Blocks of AEI-Net, as the manifest names them. */
export const AEI_BLOCKS: readonly string[] = ['faceshifter-attributes', 'faceshifter-styles', ...AAD_LEVELS.map((_, i) => aadBlock(i + 1)), 'faceshifter-to-picture'];

/** X_t [3, 128, 128], −1..1 → z_att¹ .. z_att⁷ (FaceShifter, section 3.1). */
export async function attributesOf(host: BlockHost, target: Tensor): Promise<readonly Tensor[]> {
  const outputs = await runBlock<string>(host, 'faceshifter-attributes', { x: target });
  return AAD_LEVELS.map((_, i) => outputs[`z_att_${i + 1}`]!);
}

/** z_id [128] → the generator's first map h₀ [160, 2, 2], and each level's style vector. */
export async function identityStyles(host: BlockHost, zId: Tensor): Promise<{ readonly h0: Tensor; readonly styles: readonly Tensor[] }> {
  const outputs = await runBlock<string>(host, 'faceshifter-styles', { z_id: zId });
  return { h0: outputs['h_0']!, styles: AAD_LEVELS.map((_, i) => outputs[`style_${i + 1}`]!) };
}

export interface AadSettings {
  /** Scale of γ_att − 1 and β_att, and of γ_id − 1 and β_id; 1 is what was learnt. */
  readonly attributeStrength: number;
  readonly identityStrength: number;
  /** M of a level instead of the learnt one, [1, s, s]; `share` goes from learnt (0) to this (1). Absent: learnt. */
  readonly mask?: { readonly of: (level: number) => Promise<Tensor> | Tensor; readonly share: number };
}
export const AS_LEARNT: AadSettings = { attributeStrength: 1, identityStrength: 1 };

/** What a level computes. `mask`, `a`, `i` and `sum` = (1 − M)·A + M·I are those of its second AAD; `maskFirst` is the first one's M. */
export interface AadLevel {
  readonly level: number;
  readonly h: Tensor;
  readonly mask: Tensor;
  readonly maskFirst: Tensor;
  readonly a: Tensor;
  readonly i: Tensor;
  readonly sum: Tensor;
  readonly statistics: ChannelStatistics;
}

/** What can be had of a level beside its map; `sum` comes with the statistics. */
export type AadPart = 'mask' | 'maskFirst' | 'a' | 'i' | 'sum';
/** A level of which only some parts were asked for. */
export type AadLevelParts = Pick<AadLevel, 'level' | 'h'> & { readonly [P in AadPart | 'statistics']: AadLevel[P] | undefined };

type AadOutput = 'h_out' | 'mask' | 'mask_first' | 'a' | 'i' | 'sum' | 'mu_in' | 'sigma_in' | 'mu_out' | 'sigma_out';

const OUTPUTS_OF: Readonly<Record<AadPart, readonly AadOutput[]>> = { mask: ['mask'], maskFirst: ['mask_first'], a: ['a'], i: ['i'], sum: ['sum', 'mu_in', 'sigma_in', 'mu_out', 'sigma_out'] };
const ALL_PARTS: ReadonlySet<AadPart> = new Set(Object.keys(OUTPUTS_OF) as AadPart[]);

/** One AAD residual block, 1..7 (FaceShifter, equations 2 to 5). `h` is what the level before gave, h₀ for level 1. */
async function aadLevel(host: BlockHost, level: number, h: Tensor, zAtt: Tensor, style: Tensor, settings: AadSettings, parts: ReadonlySet<AadPart>): Promise<AadLevelParts> {
  const { sizePx, channels } = AAD_LEVELS[level - 1]!, { mask } = settings;
  const scaled = await scaleStyle(host, style, settings.identityStrength);
  const out: Partial<Record<AadOutput, Tensor>> & { readonly h_out: Tensor } = await runBlock<AadOutput>(host, aadBlock(level), {
    h_in: h, z_att: zAtt, style: scaled, attribute_strength: scalar(settings.attributeStrength),
    mask_override: mask ? await mask.of(level) : cpuTensor([1, sizePx, sizePx]), mask_mix: scalar(mask?.share ?? 0),
  }, ['h_out', ...[...parts].flatMap((part) => OUTPUTS_OF[part])]);
  const { mu_in, sigma_in, mu_out, sigma_out } = out;
  const statistics = mu_in && sigma_in && mu_out && sigma_out && await statisticsOf(host, { mu_in, sigma_in, mu_out, sigma_out }, scaled, channels);
  return { level, h: out.h_out, mask: out.mask, maskFirst: out.mask_first, a: out.a, i: out.i, sum: out.sum, statistics };
}

/** Levels `from` to `to` with all their parts; `start` is the map before them, h₀ of the identity when absent. `zAtt` is the whole pyramid, by level − 1. */
export async function aadLevels(host: BlockHost, range: { readonly from: number; readonly to: number }, zId: Tensor, zAtt: readonly (Tensor | undefined)[], settings: AadSettings, start?: Tensor): Promise<readonly AadLevel[]> {
  return await aadLevelParts(host, range, zId, zAtt, settings, ALL_PARTS, start) as readonly AadLevel[];
}

/** The same with some of their parts: networks hand over only what is asked for. */
export async function aadLevelParts(host: BlockHost, range: { readonly from: number; readonly to: number }, zId: Tensor, zAtt: readonly (Tensor | undefined)[], settings: AadSettings, parts: ReadonlySet<AadPart>, start?: Tensor): Promise<readonly AadLevelParts[]> {
  const { h0, styles } = await identityStyles(host, zId);
  const levels: AadLevelParts[] = [];
  let h = start ?? h0;
  for (let level = range.from; level <= range.to; level++) {
    const z = zAtt[level - 1];
    if (!z) throw new RangeError(`Level ${level} has no z_att.`);
    const done = await aadLevel(host, level, h, z, styles[level - 1]!, settings, parts);
    levels.push(done);
    h = done.h;
    host.progress?.(levels.length / (range.to - range.from + 1));
  }
  return levels;
}

/** The last level's map [16, 128, 128] → Y [3, 128, 128], −1..1. */
export async function toPicture(host: BlockHost, h: Tensor): Promise<Tensor> {
  const { y } = await runBlock<'y'>(host, 'faceshifter-to-picture', { h });
  return y;
}

export interface FaceShifterSwap {
  /** Ŷ_st [3, 128, 128], −1..1. */
  readonly picture: Tensor;
  readonly attributes: readonly Tensor[];
  readonly levels: readonly AadLevel[];
}

/** AEI-Net: X_t [3, 128, 128], −1..1, and z_id [128] of the source → the swap. `attributes` of an earlier swap of the same target may be handed in. */
export async function runFaceShifter(host: BlockHost, target: Tensor, zId: Tensor, settings: AadSettings = AS_LEARNT, attributes?: readonly Tensor[]): Promise<FaceShifterSwap> {
  const zAtt = attributes ?? await attributesOf(host, target);
  const levels = await aadLevels(host, { from: 1, to: AAD_LEVELS.length }, zId, zAtt, settings);
  return { picture: await toPicture(host, levels.at(-1)!.h), attributes: zAtt, levels };
}

/** HEAR-Net: Ŷ_st and the heuristic error ΔY_t = X_t − Ŷ_tt → Y_st; all [3, 128, 128], pictures −1..1, the error −2..2 (FaceShifter, section 3.2). */
export async function refine(host: BlockHost, swap: Tensor, target: Tensor, reconstruction: Tensor): Promise<{ readonly picture: Tensor; readonly error: Tensor }> {
  const [error] = await host.kernel(scaledDifference, { inputs: [target, reconstruction], uniforms: { count: target.shape.reduce((product, side) => product * side, 1), gain: 1 }, outputs: [target.shape] });
  const { y_st } = await runBlock<'y_st'>(host, 'hear', { y_hat_st: swap, error: error! });
  return { picture: y_st, error: error! };
}

/** Both stages: the swap, the target's reconstruction with its own identity, and the refined swap. */
export async function runFaceShifterWithHear(host: BlockHost, target: Tensor, zIdSource: Tensor, zIdTarget: Tensor): Promise<FaceShifterSwap & { readonly refined: Tensor; readonly reconstruction: Tensor; readonly error: Tensor }> {
  const swap = await runFaceShifter(host, target, zIdSource);
  const { picture: reconstruction } = await runFaceShifter(host, target, zIdTarget, AS_LEARNT, swap.attributes);
  const { picture: refined, error } = await refine(host, swap.picture, target, reconstruction);
  return { ...swap, refined, reconstruction, error };
}
