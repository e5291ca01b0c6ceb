import type { RunContext } from '../../runtime/define';
import { defineRun } from '../../runtime/define';
import { NodeError } from '../../runtime/errors';
import type { Tensor } from '../../runtime/tensor';
import { imageValue, planesOf } from '../shared/picture/pictures';
import type { ProjectedMesh } from '../shared/raster/draw';
import { drawMesh } from '../shared/raster/draw';
import { resize } from '../shared/resample/resample';
import { drawFace, requireProjected } from '../shared/warp/textured';
import definition from './node';
import type { Shade } from './shades';
import { shadeVertices } from './shades';

/** Samples a pixel side of shaded drawings. */
const SUPERSAMPLE = 2;

export default defineRun(definition, async ({ mesh, texture, textureMesh, use }, params, context) => {
  const projected = requireProjected(mesh, 'mesh');
  const frame = projected.projected.picture;
  if (params.shading !== 'texture') return shaded(context, projected, params.shading as Shade, frame);
  if (texture === undefined || textureMesh === undefined) {
    if (texture === undefined && textureMesh === undefined) return shaded(context, projected, projected.colours ? 'colours' : 'clay', frame);
    throw new NodeError({ en: 'A texture needs both its image and the mesh in that image. Link both, or choose another shading.', zh: '贴图需要图像及其网格。请两者都连接，或选择其他着色。' }, { code: 'texture', port: texture === undefined ? 'texture' : 'textureMesh' });
  }
  const { pixels, weight } = await drawFace(context, projected, texture, requireProjected(textureMesh, 'textureMesh'), { mirror: params.hidden === 'mirror', meshPort: 'textureMesh', ...(use ? { use } : {}) });
  return { image: imageValue(pixels, frame), mask: { kind: 'mask', pixels: weight, frame } };
});

async function shaded(context: RunContext, mesh: ProjectedMesh, shade: Shade, frame: string) {
  const size = { width: mesh.projected.width, height: mesh.projected.height };
  const drawn: Tensor = await drawMesh(context, mesh, { attributes: shadeVertices(mesh, shade), scale: SUPERSAMPLE });
  const colour = await resize(context, await planesOf(context, drawn, 0, 3), size);
  const coverage = await resize(context, await planesOf(context, drawn, 4, 1), size);
  return { image: imageValue(colour, frame), mask: { kind: 'mask', pixels: coverage, frame } } as const;
}
