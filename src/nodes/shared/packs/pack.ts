import type { TemplateName } from '../../../face/align/templates';
import type { BothLanguages } from '../../../runtime/define';
import type { NetworkRange } from '../network/ranges';

/** What a network is for; each kind is run by one node type. */
export const PACK_KINDS = ['recogniser', 'converter', 'swapper', 'masker', 'restorer', 'detector', 'landmarker'] as const;
export type PackKind = (typeof PACK_KINDS)[number];

/** How the values of a picture are numbered and laid out. */
export interface PictureContract { readonly range: NetworkRange; readonly order: 'rgb' | 'bgr'; readonly layout: 'nchw' | 'nhwc' }

/** One picture that goes in: a square of `sizePx`, or any size. With a template, the five points of the face lie where the template says. */
export interface PictureInput extends PictureContract {
  readonly name: string;
  readonly is: 'picture';
  /** Which picture of a swap: `source` gives the identity, `target` everything else; `face` is the one face of other networks, `image` any picture. */
  readonly of: 'target' | 'source' | 'face' | 'image';
  readonly sizePx: number | 'any';
  readonly template?: TemplateName;
}

/** An identity that goes in. */
export interface EmbeddingInput {
  readonly name: string;
  readonly is: 'embedding';
  /** Whose vectors the network was trained with. */
  readonly recogniser: string;
  readonly length: number;
  /** `unit`: of length 1. `raw`: as long as the recogniser made it. */
  readonly treatment: 'unit' | 'raw';
  /** A square matrix among the file's weights that the vector (a row) is multiplied by first; `then` says whether it is made a unit vector again. */
  readonly matrix?: { readonly weight: string; readonly then: 'unit' | 'as-is' };
}

/** A number from 0 to 1 that goes in, such as CodeFormer's fidelity. */
export interface WeightInput { readonly name: string; readonly is: 'weight'; readonly initial: number }
export type PackInput = PictureInput | EmbeddingInput | WeightInput;

/** What comes out; by name, or by its place where the file calls it otherwise. */
export type PackOutput =
  | ({ readonly name: string; readonly is: 'picture'; /** Size of the result, in sides of the input. */ readonly scale?: number } & PictureContract)
  | { readonly name: string; readonly is: 'mask'; readonly layout: 'nchw' | 'nhwc' }
  /** One map a class, unnormalised; a pixel is of the class of its largest value. `include` are those that make the mask. */
  | { readonly name: string; readonly is: 'labels'; readonly classes: readonly string[]; readonly include: readonly string[] }
  | { readonly name: string; readonly is: 'embedding'; readonly recogniser: string; readonly length: number }
  | { readonly name: string; readonly is: 'detections' };

/** A public network: who made it, under which terms, where it is, and the contract that its inputs and outputs keep. Data only. */
export interface Pack {
  readonly id: string;
  readonly kind: PackKind;
  readonly title: BothLanguages;
  readonly about: BothLanguages;
  readonly file: {
    readonly name: string;
    readonly url: string;
    /** Where the publisher's figures are known. */
    readonly bytes?: number;
    readonly sha256?: string;
    /** The host lets no page of another origin read it: the user fetches it and chooses the file. */
    readonly fromFileOnly?: boolean;
  };
  readonly licence: { readonly name: string; /** Whether it allows commercial use. */ readonly commercial: boolean; readonly terms: BothLanguages; readonly url?: string };
  readonly inputs: readonly PackInput[];
  readonly outputs: readonly PackOutput[];
  /** Masks are blurred by `sigmaPx` (pixels of the picture they belong to) and stretched from `from`..1 to 0..1. */
  readonly smooth?: { readonly sigmaPx: number; readonly from: number };
}

/** The input of a pack that is a picture of this role. */
export function pictureInput(pack: Pack, of: PictureInput['of']): PictureInput | undefined {
  return pack.inputs.find((input): input is PictureInput => input.is === 'picture' && input.of === of);
}

export function embeddingInput(pack: Pack): EmbeddingInput | undefined {
  return pack.inputs.find((input): input is EmbeddingInput => input.is === 'embedding');
}

/** The first output of a kind, and its place. */
export function outputOf<I extends PackOutput['is']>(pack: Pack, is: I): (Extract<PackOutput, { is: I }> & { readonly place: number }) | undefined {
  const place = pack.outputs.findIndex((output) => output.is === is);
  return place < 0 ? undefined : { ...pack.outputs[place] as Extract<PackOutput, { is: I }>, place };
}
