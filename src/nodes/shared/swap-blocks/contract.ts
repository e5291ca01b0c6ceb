/** What the trained blocks take and give: the numbers that `training/swaptrain/blocks.py` fixes, for `infer` and for checks before anything runs. */

/** The aligned crop that every block works on. */
export const SWAP_CROP = { template: 'ffhq_512', sizePx: 128 } as const;
/** The crop of recognisers. A square in the middle of `SWAP_CROP` (from pixel 14 to 114) shows the same. */
export const RECOGNISER_CROP = { template: 'arcface_112_v2', sizePx: 112, firstPx: 14, endPx: 114 } as const;

export const IDENTITY_DIM = 128;
/** Tags of identity vectors: whose they are. v_sid is the vector with the shape coefficients in front. */
export const RECOGNISERS = { identity: 'swapgraph-identity', judge: 'swapgraph-identity-judge', shapeAware: 'swapgraph-v_sid' } as const;
export type RecogniserBlock = 'identity' | 'identity-judge';
export const RECOGNISER_OF: Readonly<Record<RecogniserBlock, string>> = { identity: RECOGNISERS.identity, 'identity-judge': RECOGNISERS.judge };

/** Lengths of the parts of v_sid = [alpha, beta, pose / 30°, z_id] (HifiFace, section 3.1). */
export const SID_PARTS = { alpha: 88, beta: 47, pose: 3, identity: IDENTITY_DIM } as const;
export const SID_DIM = SID_PARTS.alpha + SID_PARTS.beta + SID_PARTS.pose + SID_PARTS.identity;
/** Pose enters v_sid in units of this many degrees, so that all parts have like size. */
export const POSE_SCALE_DEG = 30;

export interface AadLevelShape {
  /** Side of h, z_att and masks at this level, px. */
  readonly sizePx: number;
  /** Channels that come in, of z_att, and that go out. */
  readonly channels: number;
  readonly attributes: number;
  readonly next: number;
}

/** FaceShifter's seven levels for 128 px, the coarsest first. Level k > 1 doubles the size of what comes in. */
export const AAD_LEVELS: readonly AadLevelShape[] = [
  { sizePx: 2, channels: 160, attributes: 128, next: 160 }, { sizePx: 4, channels: 160, attributes: 256, next: 144 },
  { sizePx: 8, channels: 144, attributes: 224, next: 112 }, { sizePx: 16, channels: 112, attributes: 160, next: 64 },
  { sizePx: 32, channels: 64, attributes: 96, next: 32 }, { sizePx: 64, channels: 32, attributes: 48, next: 16 },
  { sizePx: 128, channels: 16, attributes: 24, next: 16 },
];

export interface AdainBlockShape { readonly sizePx: number; readonly channels: number; readonly nextSizePx: number; readonly next: number }

/** The four AdaIN blocks of HifiFace's decoder for 128 px. */
export const ADAIN_BLOCKS: readonly AdainBlockShape[] = [
  { sizePx: 8, channels: 112, nextSizePx: 8, next: 112 }, { sizePx: 8, channels: 112, nextSizePx: 8, next: 112 },
  { sizePx: 8, channels: 112, nextSizePx: 16, next: 96 }, { sizePx: 16, channels: 96, nextSizePx: 32, next: 80 },
];
/** z_enc, z_dec, z_fuse and M_low. */
export const FUSION = { sizePx: 32, channels: 80 } as const;

export const FACESHIFTER = 'faceshifter';
/** The encoder that all HifiFace variants share. */
export const HIFIFACE_ENCODER = 'hififace-encoder';

/** HifiFace and the paper's ablations (figure 8), by the prefix of their blocks. */
export const HIFIFACE_VARIANTS = {
  hififace: { shapeAware: true, blends: true },
  'hififace-n3d': { shapeAware: false, blends: true },
  'sff-bare': { shapeAware: true, blends: false },
  'sff-blend': { shapeAware: true, blends: true },
  'sff-concat': { shapeAware: true, blends: false },
} as const satisfies Readonly<Record<string, { /** Takes v_sid; else z_id alone. */ readonly shapeAware: boolean; /** I_r is mixed by M_r; else it is I_out. */ readonly blends: boolean }>>;
export type HifiFaceVariant = keyof typeof HIFIFACE_VARIANTS;
export const VARIANT_NAMES = Object.keys(HIFIFACE_VARIANTS) as readonly HifiFaceVariant[];

/** The recogniser tag of the vector that a variant's decoder takes. */
export function recogniserFor(variant: HifiFaceVariant): string {
  return HIFIFACE_VARIANTS[variant].shapeAware ? RECOGNISERS.shapeAware : RECOGNISERS.identity;
}

/** Manifest names of the blocks of a whole range, for `models` of a definition. */
export const aadBlock = (level: number): string => `faceshifter-aad-${level}`;
export const adainBlock = (variant: string, block: number): string => `${variant}-adain-${block}`;
