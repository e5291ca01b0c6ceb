import type { BothLanguages, RunContext } from '../../../runtime/define';
import { NodeError } from '../../../runtime/errors';
import type { Tensor } from '../../../runtime/tensor';
import { cpuTensor } from '../../../runtime/tensor';
import type { CropValue, ImageValue, MaskValue } from '../../../runtime/values';
import type { MaskOperation } from './kernels';
import { MASK_OPERATIONS, combineMasks, maskLine, mixPictures, spreadPlane, takePlanes, toRgb } from './kernels';

/** Width and height in pixels of a tensor [C, H, W]. */
export function sizeOf(tensor: Tensor): { readonly channels: number; readonly height: number; readonly width: number } {
  const [channels, height, width] = tensor.shape as [number, number, number];
  return { channels, height, width };
}

/** The picture of an image or of an aligned crop. */
export function pictureOf(value: ImageValue | CropValue): ImageValue {
  return value.kind === 'crop' ? value.image : value;
}

/** An sRGB picture 0..1 on the pixel grid `frame`. */
export function imageValue(pixels: Tensor, frame: string): ImageValue {
  return { kind: 'image', pixels, range: 'unit', colourSpace: 'srgb', frame };
}

/** The pixels of a picture as [3, H, W], sRGB-encoded 0..1, whatever its range, colour space and alpha. */
export async function rgbPixels(context: RunContext, value: ImageValue | CropValue): Promise<Tensor> {
  const image = pictureOf(value);
  const { channels, height, width } = sizeOf(image.pixels);
  if (channels === 3 && image.range === 'unit' && image.colourSpace === 'srgb') return image.pixels;
  const signed = image.range === 'signed';
  const [rgb] = await context.kernel(toRgb, {
    inputs: [image.pixels],
    uniforms: { pixels: width * height, linear: image.colourSpace === 'linear' ? 1 : 0, scale: signed ? 0.5 : 1, offset: signed ? 0.5 : 0 },
    outputs: [[3, height, width]],
  });
  return rgb!;
}

/** A mask [1, H, W] of ones. */
export function fullMask(width: number, height: number): Tensor {
  const mask = cpuTensor([1, height, width]);
  mask.data.fill(1);
  return mask;
}

/** Joins two masks of one size. */
export async function joinMasks(context: RunContext, first: Tensor, second: Tensor, operation: MaskOperation): Promise<Tensor> {
  const { width, height } = sizeOf(first);
  const [joined] = await context.kernel(combineMasks, { inputs: [first, second], uniforms: { pixels: width * height, operation: MASK_OPERATIONS[operation] }, outputs: [first.shape] });
  return joined!;
}

/** Lays one picture [3, H, W] over another where the mask says. */
export async function layOver(context: RunContext, foreground: Tensor, background: Tensor, mask: Tensor, opacity = 1): Promise<Tensor> {
  const { width, height } = sizeOf(background);
  const [mixed] = await context.kernel(mixPictures, { inputs: [foreground, background, mask], uniforms: { pixels: width * height, opacity }, outputs: [[3, height, width]] });
  return mixed!;
}

/**
 * Checks that two pictures or masks lie on one pixel grid.
 * @throws NodeError at `port` when their sizes differ, naming *Resize image*; warns when the sizes agree but the grids are of different pictures.
 */
export function requireSameGrid(context: RunContext, value: ImageValue | MaskValue, reference: ImageValue | MaskValue, port: string, names: { readonly value: BothLanguages; readonly reference: BothLanguages }): void {
  const a = sizeOf(value.pixels), b = sizeOf(reference.pixels);
  if (a.width !== b.width || a.height !== b.height) {
    throw new NodeError({
      en: `The ${names.value.en} has ${a.width}×${a.height} pixels, but the ${names.reference.en} has ${b.width}×${b.height}. Insert "Resize image", or take both from the same picture.`,
      zh: `${names.value.zh}为 ${a.width}×${a.height} 像素，而${names.reference.zh}为 ${b.width}×${b.height}。请插入“调整图像大小”，或让两者来自同一张图片。`,
    }, { code: 'size', port, converter: 'resize-image' });
  }
  if (value.frame !== reference.frame) {
    context.warn({
      en: `The ${names.value.en} and the ${names.reference.en} have the same size but belong to different pictures; they are laid on each other pixel by pixel.`,
      zh: `${names.value.zh}与${names.reference.zh}大小相同，但属于不同的图片；将按像素直接叠加。`,
    });
  }
}

/** Planes `first` .. `first` + `count` − 1 of [C, H, W] as a tensor of their own. */
export async function planesOf(context: RunContext, tensor: Tensor, first: number, count: number): Promise<Tensor> {
  const { width, height } = sizeOf(tensor);
  const [planes] = await context.kernel(takePlanes, { inputs: [tensor], uniforms: { pixels: width * height, first, count }, outputs: [[count, height, width]] });
  return planes!;
}

/** A mask [1, H, W] through value · gain + offset, clipped to 0..1. */
export async function maskThrough(context: RunContext, mask: Tensor, gain: number, offset: number): Promise<Tensor> {
  const { width, height } = sizeOf(mask);
  const [result] = await context.kernel(maskLine, { inputs: [mask], uniforms: { pixels: width * height, gain, offset }, outputs: [mask.shape] });
  return result!;
}

/** A mask [1, H, W] as a grey picture [3, H, W]. */
export async function spreadMask(context: RunContext, mask: Tensor): Promise<Tensor> {
  const { width, height } = sizeOf(mask);
  const [grey] = await context.kernel(spreadPlane, { inputs: [mask], uniforms: { pixels: width * height }, outputs: [[3, height, width]] });
  return grey!;
}
