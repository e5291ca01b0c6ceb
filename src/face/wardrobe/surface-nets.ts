import type { Vec3 } from './vector';

export interface NetSurface {
  /** 3 a vertex, cm. */
  readonly positions: Float32Array;
  readonly normals: Float32Array;
  readonly triangles: Uint32Array;
}

/**
 * The zero surface of a distance field (negative inside) in a box, as a mesh: naive surface nets (Gibson 1998), one vertex in each
 * cell that the surface crosses, normals from the field's gradient.
 */
export function surfaceNets(field: (x: number, y: number, z: number) => number, low: Vec3, high: Vec3, cellCm: number): NetSurface {
  const size = [0, 1, 2].map((axis) => Math.ceil((high[axis]! - low[axis]!) / cellCm) + 2) as [number, number, number];
  const [nx, ny, nz] = size;
  const values = new Float32Array(nx * ny * nz);
  const step = [1, nx, nx * ny] as const;
  for (let k = 0; k < nz; k++) for (let j = 0; j < ny; j++) for (let i = 0; i < nx; i++) {
    values[i + j * nx + k * nx * ny] = field(low[0] + i * cellCm, low[1] + j * cellCm, low[2] + k * cellCm);
  }
  const indexOf = new Int32Array(values.length).fill(-1);
  const positions: number[] = [];
  const corners = [0, 1, 2, 3, 4, 5, 6, 7].map((corner) => (corner & 1) * step[0] + ((corner >> 1) & 1) * step[1] + ((corner >> 2) & 1) * step[2]);
  for (let k = 0; k + 1 < nz; k++) for (let j = 0; j + 1 < ny; j++) for (let i = 0; i + 1 < nx; i++) {
    const cell = i + j * nx + k * nx * ny;
    let inside = 0;
    for (const corner of corners) if (values[cell + corner]! < 0) inside++;
    if (inside === 0 || inside === 8) continue;
    let [sx, sy, sz, count] = [0, 0, 0, 0];
    for (let axis = 0; axis < 3; axis++) {
      for (let corner = 0; corner < 8; corner++) {
        if ((corner >> axis) & 1) continue;
        const a = values[cell + corners[corner]!]!, b = values[cell + corners[corner | (1 << axis)]!]!;
        if (a < 0 === b < 0) continue;
        const t = a / (a - b);
        sx += (corner & 1) + (axis === 0 ? t : 0);
        sy += ((corner >> 1) & 1) + (axis === 1 ? t : 0);
        sz += ((corner >> 2) & 1) + (axis === 2 ? t : 0);
        count++;
      }
    }
    indexOf[cell] = positions.length / 3;
    positions.push(low[0] + (i + sx / count) * cellCm, low[1] + (j + sy / count) * cellCm, low[2] + (k + sz / count) * cellCm);
  }
  const triangles: number[] = [];
  for (let k = 1; k + 1 < nz; k++) for (let j = 1; j + 1 < ny; j++) for (let i = 1; i + 1 < nx; i++) {
    const cell = i + j * nx + k * nx * ny;
    for (let axis = 0; axis < 3; axis++) {
      const a = values[cell]!, b = values[cell + step[axis as 0]]!;
      if (a < 0 === b < 0) continue;
      const one = step[((axis + 1) % 3) as 0], two = step[((axis + 2) % 3) as 0];
      const [p, q, r, s] = [indexOf[cell]!, indexOf[cell - one]!, indexOf[cell - one - two]!, indexOf[cell - two]!];
      if (a < 0) triangles.push(p, q, r, p, r, s);
      else triangles.push(p, r, q, p, s, r);
    }
  }
  const normals = new Float32Array(positions.length);
  const e = 0.04;
  for (let v = 0; v < positions.length; v += 3) {
    const [x, y, z] = [positions[v]!, positions[v + 1]!, positions[v + 2]!];
    const gx = field(x + e, y, z) - field(x - e, y, z), gy = field(x, y + e, z) - field(x, y - e, z), gz = field(x, y, z + e) - field(x, y, z - e);
    const length = Math.hypot(gx, gy, gz) + 1e-9;
    normals.set([gx / length, gy / length, gz / length], v);
  }
  return { positions: Float32Array.from(positions), normals, triangles: Uint32Array.from(triangles) };
}
