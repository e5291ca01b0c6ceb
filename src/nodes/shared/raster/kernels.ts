import type { Kernel } from '../../../runtime/kernel';
import { cpuTensor } from '../../../runtime/tensor';
import { TILE_PX, binTriangles } from './bins';
import rasteriseWgsl from './rasterise.wgsl?raw';

/** How far outside a triangle still counts, in barycentric coordinates: rounding must not leave a gap between two neighbours. */
const EDGE = 1e-6;

/**
 * Draws projected triangles. Inputs: vertices [V, 3 + K] (x px, y px, depth cm, K attributes), triangles [T, 3] (vertex indices), and the lists of triangles
 * per tile [tiles + 1], [N] of `binTriangles`. Output [K + 2, H, W]: the attributes interpolated with perspective, the depth (0 where nothing is), the
 * coverage (0 or 1), each at the pixel's centre (+0.5).
 */
export const rasterise: Kernel = {
  name: 'rasterise',
  wgsl: rasteriseWgsl,
  workgroup: [16, 16, 1],
  uniforms: { width: 'u32', height: 'u32', stride: 'u32', tileSize: 'u32', tilesAcross: 'u32' },
  threads: (_outputs, u) => [u.width!, u.height!, 1],
  cpu: ([vertexTensor, triangleTensor, starts, listed], u, [result]) => {
    const vertices = vertexTensor!.data, triangles = triangleTensor!.data, to = result!.data;
    const width = u.width!, height = u.height!, stride = u.stride!, attributes = stride - 3, plane = width * height;
    const depthPlane = attributes * plane, coverage = depthPlane + plane;
    // The lists name the drawn triangles; the order over the whole picture is the order within each tile.
    const drawn = new Uint8Array(triangles.length / 3);
    const count = starts!.data[starts!.data.length - 1]!;
    for (let i = 0; i < count; i++) drawn[listed!.data[i]!] = 1;
    for (let t = 0; t < drawn.length; t++) {
      if (drawn[t] === 0) continue;
      const a = triangles[3 * t]! * stride, b = triangles[3 * t + 1]! * stride, d = triangles[3 * t + 2]! * stride;
      const ax = vertices[a]!, ay = vertices[a + 1]!, bx = vertices[b]!, by = vertices[b + 1]!, dx = vertices[d]!, dy = vertices[d + 1]!;
      const area = (bx - ax) * (dy - ay) - (dx - ax) * (by - ay);
      if (area === 0) continue;
      const az = 1 / vertices[a + 2]!, bz = 1 / vertices[b + 2]!, dz = 1 / vertices[d + 2]!;
      const left = Math.max(0, Math.ceil(Math.min(ax, bx, dx) - 0.5)), right = Math.min(width - 1, Math.floor(Math.max(ax, bx, dx) - 0.5));
      const top = Math.max(0, Math.ceil(Math.min(ay, by, dy) - 0.5)), bottom = Math.min(height - 1, Math.floor(Math.max(ay, by, dy) - 0.5));
      const inverse = 1 / area, stepA = (by - dy) * inverse, stepB = (dy - ay) * inverse;
      for (let y = top; y <= bottom; y++) {
        const py = y + 0.5;
        // Both weights are linear along the row.
        const rowA = (bx * (dy - py) - dx * (by - py)) * inverse, rowB = (dx * (ay - py) - ax * (dy - py)) * inverse;
        for (let x = left; x <= right; x++) {
          const wa = rowA + stepA * (x + 0.5);
          if (wa < -EDGE) continue;
          const wb = rowB + stepB * (x + 0.5);
          const wd = 1 - wa - wb;
          if (wb < -EDGE || wd < -EDGE) continue;
          const at = y * width + x;
          const depth = 1 / (wa * az + wb * bz + wd * dz);
          if (to[coverage + at] === 1 && !(depth < to[depthPlane + at]!)) continue;
          const ka = wa * az * depth, kb = wb * bz * depth, kd = wd * dz * depth;
          for (let k = 0, out = at; k < attributes; k++, out += plane) to[out] = ka * vertices[a + 3 + k]! + kb * vertices[b + 3 + k]! + kd * vertices[d + 3 + k]!;
          to[depthPlane + at] = depth;
          to[coverage + at] = 1;
        }
      }
    }
  },
  sample: () => {
    const width = 23, height = 19;
    // Two overlapping quads at different depths, coordinates off the pixel centres' grid.
    const vertices = cpuTensor([8, 5], Float32Array.of(
      2.13, 1.27, 50, 0.1, 10, 17.31, 2.91, 60, 0.9, 20, 15.77, 14.33, 55, 0.4, 30, 3.19, 13.71, 45, 0.6, 40,
      8.41, 6.83, 40, 0.2, 50, 21.23, 5.37, 52, 0.3, 60, 22.11, 17.59, 58, 0.8, 70, 9.07, 16.43, 62, 0.7, 80,
    ));
    const triangles = cpuTensor([4, 3], Float32Array.of(0, 1, 2, 0, 2, 3, 4, 5, 6, 4, 6, 7));
    const bins = binTriangles(vertices, triangles, width, height, 'both');
    return {
      inputs: [vertices, triangles, bins.starts, bins.listed],
      uniforms: { width, height, stride: 5, tileSize: TILE_PX, tilesAcross: Math.ceil(width / TILE_PX) },
      outputs: [[4, height, width]],
    };
  },
};
