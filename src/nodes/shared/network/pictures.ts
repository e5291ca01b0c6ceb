import type { RunContext } from '../../../runtime/define';
import type { Tensor } from '../../../runtime/tensor';
import { packPicture, unpackPicture } from './kernels';
import { NETWORK_RANGES, type NetworkRange } from './ranges';

export interface PictureLayout {
  readonly range: NetworkRange;
  readonly order: 'rgb' | 'bgr';
  /** `nchw` = planes, `nhwc` = interleaved. */
  readonly layout: 'nchw' | 'nhwc';
}

function uniformsOf(pixels: number, { range, order, layout }: PictureLayout): Readonly<Record<string, number>> {
  const { scale, offset } = NETWORK_RANGES[range];
  return {
    pixels, bgr: order === 'bgr' ? 1 : 0, interleaved: layout === 'nhwc' ? 1 : 0,
    scale0: scale[0], scale1: scale[1], scale2: scale[2], offset0: offset[0], offset1: offset[1], offset2: offset[2],
  };
}

/** A picture [3, H, W], sRGB 0..1, as a network's input of one picture. */
export async function toNetwork(context: Pick<RunContext, 'kernel'>, picture: Tensor, layout: PictureLayout): Promise<Tensor> {
  const [, height, width] = picture.shape as [number, number, number];
  const shape = layout.layout === 'nhwc' ? [1, height, width, 3] : [1, 3, height, width];
  const [packed] = await context.kernel(packPicture, { inputs: [picture], uniforms: uniformsOf(width * height, layout), outputs: [shape] });
  return packed!;
}

/** A network's output picture, [1, 3, H, W] or [1, H, W, 3], as [3, H, W], sRGB 0..1. */
export async function fromNetwork(context: Pick<RunContext, 'kernel'>, packed: Tensor, layout: PictureLayout): Promise<Tensor> {
  const [height, width] = layout.layout === 'nhwc' ? [packed.shape[1]!, packed.shape[2]!] : [packed.shape[2]!, packed.shape[3]!];
  const [picture] = await context.kernel(unpackPicture, { inputs: [packed], uniforms: uniformsOf(width * height, layout), outputs: [[3, height, width]] });
  return picture!;
}
