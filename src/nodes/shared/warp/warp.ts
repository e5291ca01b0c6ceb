import type { RunContext } from '../../../runtime/define';
import { NodeError } from '../../../runtime/errors';
import type { Tensor } from '../../../runtime/tensor';
import { facingOf } from '../face/facing';
import { fullMask, planesOf } from '../picture/pictures';
import type { ProjectedMesh } from '../raster/draw';
import { drawMesh } from '../raster/draw';
import { sampleMap } from '../resample/kernels';
import { mergeTextures, visibleTexture } from './kernels';

/** How far behind the nearest surface a texture still counts as seen, cm: half the rounding of lips and lids. */
const SLACK_CM = 0.25;
/** Cosines towards the camera between which texture fades in: below the first it is too stretched to be used. */
const FACING_FROM = 0.08;
const FACING_TO = 0.4;
const MOST_SAMPLES = 4;

export interface Texture {
  /** [3, h, w]. */
  readonly pixels: Tensor;
  /** The mesh as it lies in the texture's picture. */
  readonly mesh: ProjectedMesh;
  /** [1, h, w] on the texture's pixels: 0 where it does not show the face. */
  readonly use?: Tensor;
}

export interface Textured {
  /** [3, H, W]; 0 where there is nothing. */
  readonly pixels: Tensor;
  /** [1, H, W]: how well each drawn pixel was seen in the texture. */
  readonly weight: Tensor;
}

/** What of a mesh to draw, and how to fill what the texture hides. */
export interface DrawingOptions {
  /** For each vertex its mirror image on the other half of the face. */
  readonly mirror?: Uint32Array;
  /** The triangles to draw; all of the mesh when absent. */
  readonly triangles?: Uint32Array;
}

/**
 * Draws `mesh` with the texture of a picture in which the same mesh (same vertices, another shape or pose) was seen: an inverse warp, piecewise over the
 * mesh's triangles, correct in perspective. With `mirror`, what the texture hides is taken from the other half of the face.
 * @throws NodeError when the meshes have different numbers of vertices.
 */
export async function drawTextured(context: RunContext, mesh: ProjectedMesh, texture: Texture, options: DrawingOptions): Promise<Textured> {
  const count = texture.mesh.projected.depthCm.length;
  if (mesh.projected.depthCm.length !== count) {
    throw new NodeError({
      en: `The two meshes do not correspond: one has ${count} vertices, the other ${mesh.projected.depthCm.length}. Take both from the same face model.`,
      zh: `两个网格不对应：一个有 ${count} 个顶点，另一个有 ${mesh.projected.depthCm.length} 个。请使用同一人脸模型的网格。`,
    }, { code: 'mesh', port: 'mesh' });
  }
  const { width, height } = mesh.projected;
  const [, textureHeight, textureWidth] = texture.pixels.shape as [number, number, number];
  const drawn = await drawMesh(context, mesh, { attributes: textureAttributes(texture.mesh, options.mirror), ...(options.triangles ? { triangles: options.triangles } : {}) });
  const nearest = await drawMesh(context, texture.mesh, {});
  const shape = [3, height, width];
  const [straight, mirrored] = await context.kernel(visibleTexture, {
    inputs: [drawn, nearest, texture.use ?? fullMask(textureWidth, textureHeight)],
    uniforms: { width, height, textureWidth, textureHeight, sides: options.mirror ? 2 : 1, slackCm: SLACK_CM, facingFrom: FACING_FROM, facingTo: FACING_TO },
    outputs: [shape, shape],
  });
  const samples = samplesFor(texture.mesh, mesh);
  const lookUp = async (map: Tensor): Promise<Tensor> => {
    const [found] = await context.kernel(sampleMap, {
      inputs: [texture.pixels, map], uniforms: { channels: 3, inWidth: textureWidth, inHeight: textureHeight, outWidth: width, outHeight: height, mapChannels: 3, samples }, outputs: [shape],
    });
    return found!;
  };
  if (!options.mirror) return { pixels: await lookUp(straight!), weight: await planesOf(context, straight!, 2, 1) };
  const [pixels, weight] = await context.kernel(mergeTextures, {
    inputs: [await lookUp(straight!), straight!, await lookUp(mirrored!), mirrored!], uniforms: { pixels: width * height }, outputs: [shape, [1, height, width]],
  });
  return { pixels: pixels!, weight: weight! };
}

/** Per vertex: position, depth and facing in the textured picture, of itself and, if wanted, of its mirror image. */
function textureAttributes(textured: ProjectedMesh, mirror: Uint32Array | undefined): readonly Float32Array[] {
  const { points, depthCm } = textured.projected, facing = facingOf(textured);
  const x = new Float32Array(depthCm.length), y = new Float32Array(depthCm.length);
  for (let i = 0; i < depthCm.length; i++) { x[i] = points[2 * i]!; y[i] = points[2 * i + 1]!; }
  const straight = [x, y, depthCm, facing];
  if (!mirror) return straight;
  return [...straight, ...straight.map((values) => Float32Array.from(mirror, (vertex) => values[vertex]!))];
}

/** Points a side and pixel that average the texture where the drawn mesh is smaller than the textured one. */
function samplesFor(textured: ProjectedMesh, drawn: ProjectedMesh): number {
  const shrink = Math.sqrt(extent(textured) / Math.max(1e-6, extent(drawn)));
  return Math.min(MOST_SAMPLES, Math.max(1, Math.ceil(shrink - 0.3)));
}

/** Sum of the projected triangles' areas, px². */
function extent(mesh: ProjectedMesh): number {
  const { points } = mesh.projected, { triangles } = mesh;
  let sum = 0;
  for (let t = 0; t < triangles.length; t += 3) {
    const a = 2 * triangles[t]!, b = 2 * triangles[t + 1]!, c = 2 * triangles[t + 2]!;
    const area = Math.abs((points[b]! - points[a]!) * (points[c + 1]! - points[a + 1]!) - (points[c]! - points[a]!) * (points[b + 1]! - points[a + 1]!));
    if (Number.isFinite(area)) sum += area;
  }
  return sum;
}
