import type { RunContext } from '../../../runtime/define';
import type { Tensor } from '../../../runtime/tensor';
import { cpuTensor } from '../../../runtime/tensor';
import type { MeshValue } from '../../../runtime/values';
import type { DrawnFaces } from './bins';
import { TILE_PX, binTriangles } from './bins';
import { rasterise } from './kernels';

/** A mesh that has been projected into a picture. */
export type ProjectedMesh = MeshValue & { readonly projected: NonNullable<MeshValue['projected']> };

export function isProjected(mesh: MeshValue): mesh is ProjectedMesh {
  return mesh.projected !== undefined;
}

/**
 * Draws a projected mesh with attributes (each one number a vertex) into a picture of `width` × `height`, which may be the projection's size times `scale`.
 * @returns [K + 2, H, W]: attributes, depth in cm (0 = nothing), coverage 0 or 1.
 */
export async function drawMesh(
  context: RunContext, mesh: ProjectedMesh,
  options: { readonly attributes?: readonly Float32Array[]; readonly triangles?: Uint32Array; readonly faces?: DrawnFaces; readonly scale?: number },
): Promise<Tensor> {
  const attributes = options.attributes ?? [], scale = options.scale ?? 1, faces = options.faces ?? 'front';
  const width = mesh.projected.width * scale, height = mesh.projected.height * scale;
  const stride = 3 + attributes.length, count = mesh.projected.points.length / 2;
  const vertices = cpuTensor([count, stride]);
  for (let i = 0; i < count; i++) {
    const at = i * stride;
    vertices.data[at] = mesh.projected.points[2 * i]! * scale;
    vertices.data[at + 1] = mesh.projected.points[2 * i + 1]! * scale;
    vertices.data[at + 2] = mesh.projected.depthCm[i]!;
    for (let k = 0; k < attributes.length; k++) vertices.data[at + 3 + k] = attributes[k]![i]!;
  }
  const list = options.triangles ?? mesh.triangles;
  const triangles = cpuTensor([list.length / 3, 3], Float32Array.from(list));
  const bins = binTriangles(vertices, triangles, width, height, faces);
  const [drawn] = await context.kernel(rasterise, {
    inputs: [vertices, triangles, bins.starts, bins.listed],
    uniforms: { width, height, stride, tileSize: TILE_PX, tilesAcross: Math.ceil(width / TILE_PX) },
    outputs: [[attributes.length + 2, height, width]],
  });
  return drawn!;
}
