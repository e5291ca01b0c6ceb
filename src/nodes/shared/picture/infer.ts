import type { InferProblem } from '../../../runtime/define';
import type { WireType } from '../../../runtime/values';

/** An image type of the given size; unknown sides stay unknown. */
export function imageType(like: Pick<WireType, 'width' | 'height'> | undefined): WireType {
  return { kind: 'image', channels: 3, range: 'unit', ...sides(like) };
}

export function maskType(like: Pick<WireType, 'width' | 'height'> | undefined): WireType {
  return { kind: 'mask', channels: 1, range: 'unit', ...sides(like) };
}

/** The known sides of a type, ready to be spread into another. */
export function sides(like: Pick<WireType, 'width' | 'height'> | undefined): { readonly width?: number; readonly height?: number } {
  return { ...(like?.width === undefined ? {} : { width: like.width }), ...(like?.height === undefined ? {} : { height: like.height }) };
}

/** A refusal when both sizes are known and differ. */
export function sizeProblems(port: string, value: WireType | undefined, referencePort: string, reference: WireType | undefined): readonly InferProblem[] {
  if (value?.width === undefined || value.height === undefined || reference?.width === undefined || reference.height === undefined) return [];
  if (value.width === reference.width && value.height === reference.height) return [];
  return [{
    port,
    message: {
      en: `"${port}" is ${value.width}×${value.height} px, but "${referencePort}" is ${reference.width}×${reference.height} px; they must be on the same pixel grid.`,
      zh: `“${port}”为 ${value.width}×${value.height} 像素，而“${referencePort}”为 ${reference.width}×${reference.height} 像素；两者必须在同一像素网格上。`,
    },
    converter: 'resize-image',
  }];
}
