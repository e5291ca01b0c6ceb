import type { CpuTensor } from '../../../runtime/tensor';
import { cpuTensor } from '../../../runtime/tensor';

/** Side of the square tiles for which triangles are listed, px. */
export const TILE_PX = 16;

/** Which way round a drawn triangle may be: `front` = counter-clockwise seen from outside, which is clockwise on a picture whose y points down. */
export type DrawnFaces = 'front' | 'both';

/**
 * Lists, tile by tile and in drawing order, the triangles [T, 3] whose bounding box touches the tile. A triangle with a corner that is not finite or not
 * before the camera is left out, so is one turned away when only `front` is asked for. Results: starts [tiles + 1] and listed [N ≥ 1].
 */
export function binTriangles(vertices: CpuTensor, triangles: CpuTensor, width: number, height: number, faces: DrawnFaces): { readonly starts: CpuTensor; readonly listed: CpuTensor } {
  const stride = vertices.shape[1]!, v = vertices.data, t = triangles.data;
  const across = Math.ceil(width / TILE_PX), down = Math.ceil(height / TILE_PX);
  const counts = new Uint32Array(across * down + 1);
  const spans = new Int32Array(t.length / 3 * 4).fill(-1);
  for (let i = 0; i < t.length; i += 3) {
    const a = t[i]! * stride, b = t[i + 1]! * stride, c = t[i + 2]! * stride;
    const ax = v[a]!, ay = v[a + 1]!, bx = v[b]!, by = v[b + 1]!, cx = v[c]!, cy = v[c + 1]!;
    if (!(v[a + 2]! > 0 && v[b + 2]! > 0 && v[c + 2]! > 0) || !Number.isFinite(ax + ay + bx + by + cx + cy)) continue;
    const area = (bx - ax) * (cy - ay) - (cx - ax) * (by - ay);
    if (faces === 'front' && area >= 0) continue;
    const x0 = Math.max(0, Math.floor(Math.min(ax, bx, cx) / TILE_PX)), x1 = Math.min(across - 1, Math.floor(Math.max(ax, bx, cx) / TILE_PX));
    const y0 = Math.max(0, Math.floor(Math.min(ay, by, cy) / TILE_PX)), y1 = Math.min(down - 1, Math.floor(Math.max(ay, by, cy) / TILE_PX));
    if (x0 > x1 || y0 > y1) continue;
    spans.set([x0, x1, y0, y1], i / 3 * 4);
    for (let y = y0; y <= y1; y++) for (let x = x0; x <= x1; x++) counts[y * across + x + 1]!++;
  }
  for (let i = 1; i < counts.length; i++) counts[i]! += counts[i - 1]!;
  const listed = new Float32Array(Math.max(1, counts[counts.length - 1]!));
  const next = counts.slice();
  for (let i = 0; i < spans.length; i += 4) {
    if (spans[i] === -1) continue;
    for (let y = spans[i + 2]!; y <= spans[i + 3]!; y++) for (let x = spans[i]!; x <= spans[i + 1]!; x++) listed[next[y * across + x]!++] = i / 4;
  }
  return { starts: cpuTensor([counts.length], Float32Array.from(counts)), listed: cpuTensor([listed.length], listed) };
}
