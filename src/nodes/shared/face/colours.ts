import { srgbToLinear } from '../../../face/colour/convert';
import type { CpuTensor } from '../../../runtime/tensor';
import type { ProjectedMesh } from '../raster/draw';
import { facingOf } from './facing';

/** What a vertex turned away from the camera is given: a light skin grey, linear RGB. */
const UNSEEN = 0.35;

/** Linear RGB of each vertex as the picture [3, H, W] (sRGB) shows it; vertices turned away or outside the picture get a neutral grey. */
export function seenColours(mesh: ProjectedMesh, picture: CpuTensor): Float32Array {
  const [, height, width] = picture.shape as [number, number, number];
  const facing = facingOf(mesh), { points } = mesh.projected, plane = width * height;
  const colours = new Float32Array(facing.length * 3).fill(UNSEEN);
  for (let i = 0; i < facing.length; i++) {
    const x = Math.floor(points[2 * i]!), y = Math.floor(points[2 * i + 1]!);
    if (!(facing[i]! > 0.05 && x >= 0 && y >= 0 && x < width && y < height)) continue;
    for (let c = 0; c < 3; c++) colours[3 * i + c] = srgbToLinear(picture.data[c * plane + y * width + x]!);
  }
  return colours;
}
