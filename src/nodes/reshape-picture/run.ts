import type { RunContext } from '../../runtime/define';
import { defineRun } from '../../runtime/define';
import { NodeError } from '../../runtime/errors';
import type { Tensor } from '../../runtime/tensor';
import { gaussianBlur, gaussianPyramid } from '../shared/filter/filters';
import { fullMask, imageValue, requireSameGrid, rgbPixels, sizeOf } from '../shared/picture/pictures';
import type { ProjectedMesh } from '../shared/raster/draw';
import { drawMesh } from '../shared/raster/draw';
import { sampleMap } from '../shared/resample/kernels';
import { resize } from '../shared/resample/resample';
import { requireProjected } from '../shared/warp/textured';
import { flowMap } from './kernels';
import definition from './node';

/** The displacement is worked out this many times halved: it is smooth. */
const HALVINGS = 3;
/** Certainty that far from the head nothing moves, against 1 on the head. */
const FADE = 0.08;

export default defineRun(definition, async ({ image, mesh, target, mask }, params, context) => {
  const from = requireProjected(mesh, 'mesh'), to = requireProjected(target, 'target');
  const pixels = await rgbPixels(context, image);
  const { width, height } = sizeOf(pixels);
  for (const [found, port] of [[from, 'mesh'], [to, 'target']] as const) {
    if (found.projected.width === width && found.projected.height === height && found.projected.depthCm.length === from.projected.depthCm.length) continue;
    throw new NodeError({
      en: `The mesh on "${port}" does not belong to this picture of ${width}×${height} px, or the two meshes have different vertices. Take both from the same picture and face model.`,
      zh: `“${port}”上的网格不属于这张 ${width}×${height} 像素的图片，或两个网格的顶点不同。请使用同一图片、同一人脸模型的网格。`,
    }, { code: 'mesh', port });
  }
  if (mask) requireSameGrid(context, mask, image, 'mask', { value: { en: 'mask', zh: '蒙版' }, reference: { en: 'image', zh: '图像' } });
  const map = await placesBefore(context, from, to, params.reachPercent / 100 * Math.min(width, height));
  const bent = async (picture: Tensor, channels: number): Promise<Tensor> => {
    const [result] = await context.kernel(sampleMap, {
      inputs: [picture, map], uniforms: { channels, inWidth: width, inHeight: height, outWidth: width, outHeight: height, mapChannels: 3, samples: 1 }, outputs: [[channels, height, width]],
    });
    return result!;
  };
  return {
    image: imageValue(await bent(pixels, 3), image.frame),
    mask: { kind: 'mask', pixels: mask ? await bent(mask.pixels, 1) : fullMask(width, height), frame: image.frame },
  };
});

/** Where each pixel of the reshaped picture was before, [3, H, W]: x, y, 1. */
async function placesBefore(context: RunContext, from: ProjectedMesh, to: ProjectedMesh, reachPx: number): Promise<Tensor> {
  const before = from.projected.points, after = to.projected.points, { width, height } = to.projected;
  const moves = [0, 1].map((axis) => Float32Array.from({ length: before.length / 2 }, (_, i) => before[2 * i + axis]! - after[2 * i + axis]!));
  const drawn = await drawMesh(context, to, { attributes: moves });
  const small = (await gaussianPyramid(context, drawn, HALVINGS + 1, 8)).at(-1)!;
  const smooth = await gaussianBlur(context, small, reachPx * sizeOf(small).width / width);
  const [map] = await context.kernel(flowMap, { inputs: [await resize(context, smooth, { width, height })], uniforms: { width, height, fade: FADE }, outputs: [[3, height, width]] });
  return map!;
}
