import { linearToSrgb } from '../../face/colour/convert';
import { facingOf, projectedNormals } from '../shared/face/facing';
import type { ProjectedMesh } from '../shared/raster/draw';

/** How a mesh without a texture is coloured. */
export type Shade = 'colours' | 'clay' | 'normals' | 'depth';

const CLAY = [0.62, 0.55, 0.5] as const;

/** sRGB colour of each vertex, 3 attribute lists for the rasteriser. */
export function shadeVertices(mesh: ProjectedMesh, shade: Shade): readonly Float32Array[] {
  const count = mesh.projected.depthCm.length;
  const channels = [0, 1, 2].map(() => new Float32Array(count));
  const set = (i: number, rgb: readonly number[]): void => { for (let c = 0; c < 3; c++) channels[c]![i] = rgb[c]!; };
  if (shade === 'colours' && mesh.colours) {
    for (let i = 0; i < count; i++) set(i, [0, 1, 2].map((c) => linearToSrgb(mesh.colours![3 * i + c]!)));
    return channels;
  }
  if (shade === 'depth') {
    const { depthCm } = mesh.projected;
    let near = Infinity, far = -Infinity;
    for (const depth of depthCm) { near = Math.min(near, depth); far = Math.max(far, depth); }
    for (let i = 0; i < count; i++) { const value = 1 - (depthCm[i]! - near) / Math.max(1e-6, far - near); set(i, [value, value, value]); }
    return channels;
  }
  if (shade === 'normals') {
    const normals = projectedNormals(mesh);
    for (let i = 0; i < count; i++) set(i, [0, 1, 2].map((c) => 0.5 + 0.5 * normals[3 * i + c]!));
    return channels;
  }
  const facing = facingOf(mesh);
  for (let i = 0; i < count; i++) {
    const light = 0.12 + 0.88 * Math.max(0, facing[i]!);
    set(i, CLAY.map((part) => linearToSrgb(part * light)));
  }
  return channels;
}
