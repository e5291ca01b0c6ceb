import type { JsonObject } from '../graph/types';
import type { Tensor } from './tensor';

/** What travels on wires. Each kind has a value (while running) and a type (before anything runs: the value's tags, unknown sides left out). */
export const KINDS = ['image', 'mask', 'faces', 'crop', 'identity', 'coefficients', 'mesh', 'features', 'pyramid', 'flow', 'number', 'table'] as const;
export type Kind = (typeof KINDS)[number];

export type ValueRange = 'unit' | 'signed';
export type PointScheme = '5' | '68' | 'mediapipe-478';

/** Similarity in picture coordinates (pixels, pixel centres at +0.5): x' = a·x − b·y + tx, y' = b·x + a·y + ty. */
export interface Similarity { readonly a: number; readonly b: number; readonly tx: number; readonly ty: number }

/** RGB or RGBA (straight alpha), sRGB-encoded unless `colourSpace` says linear; unit = 0..1, signed = −1..1. */
export interface ImageValue {
  readonly kind: 'image';
  readonly pixels: Tensor;
  readonly range: ValueRange;
  readonly colourSpace: 'srgb' | 'linear';
  /** Content key of the picture whose pixel grid this is: overlays and masks must have the same. */
  readonly frame: string;
}
/** [1, H, W], 0..1. */
export interface MaskValue { readonly kind: 'mask'; readonly pixels: Tensor; readonly frame: string }

export interface Face {
  /** x, y, width, height in pixels. */
  readonly box: readonly [number, number, number, number];
  readonly score: number;
  /** Always present: left eye, right eye (as seen in the picture), nose tip, left and right mouth corner; x, y interleaved, pixels. */
  readonly points5: Float32Array;
  /** Dense points of `scheme`, x, y interleaved, pixels. */
  readonly dense?: { readonly scheme: PointScheme; readonly points: Float32Array; readonly visible?: Uint8Array };
  readonly poseDeg?: { readonly yaw: number; readonly pitch: number; readonly roll: number };
}
export interface FacesValue { readonly kind: 'faces'; readonly faces: readonly Face[]; readonly width: number; readonly height: number; readonly frame: string }

export interface CropValue {
  readonly kind: 'crop';
  readonly image: ImageValue;
  readonly template: string;
  /** Picture pixels → crop pixels. */
  readonly toCrop: Similarity;
  /** Size and frame of the picture it was cut from. */
  readonly source: { readonly width: number; readonly height: number; readonly frame: string };
}
/** Unit vector [D] of a named recogniser; vectors of two recognisers never meet. */
export interface IdentityValue {
  readonly kind: 'identity';
  readonly vector: Tensor;
  readonly recogniser: string;
  /** Length of the recogniser's own vector before it was made a unit vector, where it is known: some public networks want that one. */
  readonly rawLength?: number;
}

export interface CoefficientsValue {
  readonly kind: 'coefficients';
  readonly model: { readonly name: string; readonly version: string };
  readonly identity: Float32Array;
  readonly expression: Float32Array;
  /** Row-major 3×3 head → camera, translation in cm, focal length in pixels of a picture of the given size. */
  readonly pose?: { readonly rotation: Float64Array; readonly translationCm: readonly [number, number, number]; readonly focalPx: number; readonly width: number; readonly height: number };
  readonly frame?: string;
  /** The whole scene document of a synthetic face (hair, light, background …), for nodes that draw the person anew; photographs have none. */
  readonly scene?: JsonObject;
}
export interface MeshValue {
  readonly kind: 'mesh';
  /** 3 a vertex. */
  readonly positions: Float32Array;
  readonly triangles: Uint32Array;
  readonly uv?: Float32Array;
  /** Linear RGB 0..1, 3 a vertex. */
  readonly colours?: Float32Array;
  readonly units: 'cm';
  readonly frame: 'head' | 'camera';
  /** Vertices in pixels of the picture they belong to, 2 a vertex, and depth in cm, 1 a vertex. */
  readonly projected?: { readonly points: Float32Array; readonly depthCm: Float32Array; readonly width: number; readonly height: number; readonly picture: string };
  readonly model?: { readonly name: string; readonly version: string };
}
/**
 * What a normalising layer (AdaIN, AAD) did to each channel, [C] each. `gamma` is the whole factor of the normalised channel: a layer that learns γ − 1 puts
 * γ here. In AAD gamma and beta are those of the identity; σ is √(variance + ε) as the layer used it.
 */
export interface ChannelStatistics {
  readonly muIn: Tensor;
  readonly sigmaIn: Tensor;
  readonly gamma: Tensor;
  readonly beta: Tensor;
  readonly muOut: Tensor;
  readonly sigmaOut: Tensor;
}
export interface FeaturesValue {
  readonly kind: 'features';
  /** [C, H, W]. */
  readonly tensor: Tensor;
  readonly meaning: 'signed' | 'unit' | 'mask';
  readonly net: string;
  readonly layer: string;
  readonly statistics?: ChannelStatistics;
}
export interface PyramidValue { readonly kind: 'pyramid'; readonly levels: readonly FeaturesValue[]; readonly net: string }
/** [2, H, W] in pixels; direction says which picture's pixel is displaced to which. */
export interface FlowValue { readonly kind: 'flow'; readonly tensor: Tensor; readonly direction: 'target-to-source' | 'source-to-target' }
export interface NumberValue { readonly kind: 'number'; readonly value: number; readonly unit: string; readonly better: 'higher' | 'lower' | 'neither'; readonly name: string }
export interface TableValue {
  readonly kind: 'table';
  readonly columns: readonly { readonly name: string; readonly unit: string; readonly better: 'higher' | 'lower' | 'neither' }[];
  readonly rows: readonly (readonly (string | number)[])[];
}

export type Value = ImageValue | MaskValue | FacesValue | CropValue | IdentityValue | CoefficientsValue | MeshValue | FeaturesValue | PyramidValue | FlowValue | NumberValue | TableValue;
export type ValueOf<K extends Kind> = Extract<Value, { kind: K }>;

/** What is known of a value before it exists. An absent field is unknown. */
export interface WireType {
  readonly kind: Kind;
  readonly width?: number;
  readonly height?: number;
  readonly channels?: number;
  readonly range?: ValueRange;
  readonly template?: string;
  readonly recogniser?: string;
  readonly model?: string;
  readonly net?: string;
  readonly layer?: string;
  readonly levels?: readonly { readonly channels: number; readonly width: number; readonly height: number }[];
}
