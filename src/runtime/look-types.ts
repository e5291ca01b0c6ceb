import type { FeaturesValue } from './values';

/** Level of an output: 0 for a plain value, the level's index in a pyramid. */
export interface Place { readonly node: string; readonly port: string; readonly level: number }

export interface LevelView {
  readonly channels: number;
  readonly height: number;
  readonly width: number;
  readonly meaning: FeaturesValue['meaning'];
  readonly net: string;
  readonly layer: string;
  /** It says what a normalising layer did to its channels. */
  readonly statistics: boolean;
}

/** Numbers of each channel over its finite values, [C] each. */
export interface ChannelNumbers {
  readonly min: Float32Array;
  readonly max: Float32Array;
  readonly mean: Float32Array;
  readonly std: Float32Array;
  /** √mean x². */
  readonly rms: Float32Array;
  /** Counts. */
  readonly nonFinite: Float32Array;
  /** Largest |x| of all channels, and the bound that holds 99.5 % of all finite |x|, estimated from at least 32,768 of them. */
  readonly largest: number;
  readonly robust: number;
}

export interface NormNumbers {
  readonly muIn: Float32Array;
  readonly sigmaIn: Float32Array;
  readonly gamma: Float32Array;
  readonly beta: Float32Array;
  readonly muOut: Float32Array;
  readonly sigmaOut: Float32Array;
}

export interface Projection {
  readonly width: number;
  readonly height: number;
  /** One RGB picture (4 bytes a pixel, opaque) a tensor, on one common basis and range. */
  readonly pictures: readonly Uint8ClampedArray[];
  /** Share of the variance along each of the three components, 0..1. */
  readonly explained: readonly number[];
  /** Value at each component that is drawn as 0 and as 255. */
  readonly ranges: readonly (readonly [number, number])[];
}

/** How far apart two values are, or why that cannot be said; `own`, `other` and `shape` are shapes in words. */
export type Divergence =
  | { readonly comparable: true; /** 0 equal, √2 unrelated, 2 opposite. */ readonly relativeL2: number; readonly shape: string }
  | { readonly comparable: false; readonly why: 'kinds' | 'shapes' | 'not-numbers' | 'no-result'; readonly own: string; readonly other: string };

/** What a viewer can ask of tensors where they are; only small things come back. */
export interface Looks {
  readonly levels: { readonly request: undefined; readonly answer: readonly LevelView[] };
  readonly channels: { readonly request: { readonly level: number }; readonly answer: ChannelNumbers };
  readonly statistics: { readonly request: { readonly level: number }; readonly answer: NormNumbers | undefined };
  /** Counts in 128 even bins from low to high, then below and above: of one channel, or of all. */
  readonly histogram: { readonly request: { readonly level: number; readonly channel: number | undefined; readonly low: number; readonly high: number }; readonly answer: Float32Array };
  /** Steps 0..255 from low to high of each tile, 256 below, 257 above, 258 no number; tile after tile. */
  readonly tiles: { readonly request: { readonly level: number; readonly channels: readonly number[]; readonly lows: readonly number[]; readonly highs: readonly number[]; readonly height: number; readonly width: number }; readonly answer: Uint16Array };
  /** The numbers of one channel, row after row. */
  readonly plane: { readonly request: { readonly level: number; readonly channel: number }; readonly answer: Float32Array };
  /** Mean |A − B| of each channel; undefined when the shapes differ. */
  readonly differences: { readonly request: { readonly level: number; readonly other: Place }; readonly answer: Float32Array | undefined };
  /** Principal components fitted on all tensors together; undefined when channels differ. */
  readonly projection: { readonly request: { readonly level: number; readonly other: Place | undefined }; readonly answer: Projection | undefined };
  /** How far this value is from another of its kind, of any kind that holds numbers. */
  readonly divergence: { readonly request: { readonly other: Omit<Place, 'level'> }; readonly answer: Divergence };
}
