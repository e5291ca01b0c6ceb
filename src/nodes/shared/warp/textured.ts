import type { RunContext } from '../../../runtime/define';
import { NodeError } from '../../../runtime/errors';
import type { ImageValue, MaskValue, MeshValue } from '../../../runtime/values';
import { faceModel } from '../face/model';
import { faceTriangles } from '../face/swapped-region';
import type { ProjectedMesh } from '../raster/draw';
import { isProjected } from '../raster/draw';
import { requireSameGrid, rgbPixels, sizeOf } from '../picture/pictures';
import { mirrorVertices } from './mirror';
import type { Textured } from './warp';
import { drawTextured } from './warp';

/**
 * Draws the face of a mesh with the texture of a picture, filling what the picture hides from the other half of the face when `mirror` is set.
 * `use`, on the image's pixels, takes texture away from what is not the face.
 * @throws NodeError when the textured mesh lies in another picture than the image.
 */
export async function drawFace(context: RunContext, mesh: ProjectedMesh, image: ImageValue, textured: ProjectedMesh, options: { readonly mirror: boolean; readonly meshPort: string; readonly use?: MaskValue }): Promise<Textured> {
  const { width, height } = sizeOf(image.pixels);
  if (textured.projected.width !== width || textured.projected.height !== height) {
    throw new NodeError({
      en: `The mesh lies in a picture of ${textured.projected.width}×${textured.projected.height} px, but the image has ${width}×${height} px. Take image and mesh from the same picture.`,
      zh: `网格属于 ${textured.projected.width}×${textured.projected.height} 像素的图片，而图像为 ${width}×${height} 像素。请让图像与网格来自同一张图片。`,
    }, { code: 'size', port: options.meshPort });
  }
  if (textured.projected.picture !== image.frame) context.warn({ en: 'The mesh belongs to another picture of the same size.', zh: '网格属于另一张同样大小的图片。' });
  if (options.use) requireSameGrid(context, options.use, image, 'use', { value: { en: 'mask', zh: '蒙版' }, reference: { en: 'image', zh: '图像' } });
  const texture = { pixels: await rgbPixels(context, image), mesh: textured, ...(options.use ? { use: options.use.pixels } : {}) };
  const model = await faceModel(context);
  const own = model.vertexCount === textured.projected.depthCm.length;
  return drawTextured(context, mesh, texture, own ? {
    triangles: await context.resource('face-model-face-triangles', () => Promise.resolve(faceTriangles(model))),
    ...(options.mirror ? { mirror: await context.resource('face-model-mirror', () => Promise.resolve(mirrorVertices(model))) } : {}),
  } : {});
}

/** @throws NodeError at `port` when the mesh has not been projected into a picture. */
export function requireProjected(mesh: MeshValue, port: string): ProjectedMesh {
  if (isProjected(mesh)) return mesh;
  throw new NodeError({
    en: `The mesh on "${port}" does not lie in any picture: it has no pose. Take it from Fit 3D face, Synthetic face or Recombine coefficients.`,
    zh: `“${port}”上的网格没有姿态，不属于任何图片。请使用“拟合三维人脸”“合成人脸”或“重组系数”的网格。`,
  }, { code: 'no-pose', port });
}
