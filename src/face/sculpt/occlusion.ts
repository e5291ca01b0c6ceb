/** Directions spread evenly over the sphere (Fibonacci spiral), 3 a direction. */
function directions(count: number): Float64Array {
  const out = new Float64Array(count * 3);
  const golden = Math.PI * (3 - Math.sqrt(5));
  for (let i = 0; i < count; i += 1) {
    const y = 1 - (2 * i + 1) / count;
    const r = Math.sqrt(1 - y * y);
    out.set([r * Math.cos(golden * i), y, r * Math.sin(golden * i)], 3 * i);
  }
  return out;
}

const MAP_SIZE = 320;
const MAP_HALF_CM = 19;

/** Depth of the nearest surface along −direction over a square map; a parallel projection that looks at the head from `d`. */
function depthMap(positions: Float32Array, triangles: ArrayLike<number>, u: readonly number[], v: readonly number[], d: readonly number[]): { depth: Float32Array; flat: Float32Array } {
  const count = positions.length / 3;
  const flat = new Float32Array(count * 3);
  const scale = MAP_SIZE / (2 * MAP_HALF_CM);
  for (let i = 0; i < count; i += 1) {
    const x = positions[3 * i]!;
    const y = positions[3 * i + 1]! + 2;
    const z = positions[3 * i + 2]! + 6;
    flat[3 * i] = (x * u[0]! + y * u[1]! + z * u[2]!) * scale + MAP_SIZE / 2;
    flat[3 * i + 1] = (x * v[0]! + y * v[1]! + z * v[2]!) * scale + MAP_SIZE / 2;
    flat[3 * i + 2] = x * d[0]! + y * d[1]! + z * d[2]!;
  }
  const depth = new Float32Array(MAP_SIZE * MAP_SIZE).fill(-1e9);
  for (let t = 0; t < triangles.length; t += 3) {
    const [a, b, c] = [triangles[t]! * 3, triangles[t + 1]! * 3, triangles[t + 2]! * 3];
    const [ax, ay, bx, by, cx, cy] = [flat[a]!, flat[a + 1]!, flat[b]!, flat[b + 1]!, flat[c]!, flat[c + 1]!];
    const area = (bx - ax) * (cy - ay) - (by - ay) * (cx - ax);
    if (Math.abs(area) < 1e-9) continue;
    const x0 = Math.max(0, Math.floor(Math.min(ax, bx, cx)));
    const x1 = Math.min(MAP_SIZE - 1, Math.floor(Math.max(ax, bx, cx)));
    const y0 = Math.max(0, Math.floor(Math.min(ay, by, cy)));
    const y1 = Math.min(MAP_SIZE - 1, Math.floor(Math.max(ay, by, cy)));
    for (let y = y0; y <= y1; y += 1) {
      for (let x = x0; x <= x1; x += 1) {
        const w0 = ((bx - x - 0.5) * (cy - y - 0.5) - (by - y - 0.5) * (cx - x - 0.5)) / area;
        const w1 = ((cx - x - 0.5) * (ay - y - 0.5) - (cy - y - 0.5) * (ax - x - 0.5)) / area;
        const w2 = 1 - w0 - w1;
        if (w0 < -0.02 || w1 < -0.02 || w2 < -0.02) continue;
        const z = w0 * flat[a + 2]! + w1 * flat[b + 2]! + w2 * flat[c + 2]!;
        if (z > depth[y * MAP_SIZE + x]!) depth[y * MAP_SIZE + x] = z;
      }
    }
  }
  return { depth, flat };
}

/**
 * Share of the sky each vertex sees, weighted by the cosine to its normal: for each of `samples` directions a depth map of the whole model
 * tells which vertices lie open. A vertex is tested a little off its surface so that it does not hide itself.
 */
export function ambientOcclusion(positions: Float32Array, normals: Float32Array, triangles: ArrayLike<number>, samples = 192): Float32Array {
  const count = positions.length / 3;
  const open = new Float64Array(count);
  const whole = new Float64Array(count);
  const lifted = positions.map((p, i) => p + 0.12 * normals[i]!);
  const sky = directions(samples);
  for (let s = 0; s < samples; s += 1) {
    const d = [sky[3 * s]!, sky[3 * s + 1]!, sky[3 * s + 2]!];
    const helper = Math.abs(d[1]!) < 0.9 ? [0, 1, 0] : [1, 0, 0];
    const cross = (a: readonly number[], b: readonly number[]): number[] => [a[1]! * b[2]! - a[2]! * b[1]!, a[2]! * b[0]! - a[0]! * b[2]!, a[0]! * b[1]! - a[1]! * b[0]!];
    const raw = cross(helper, d);
    const size = Math.hypot(raw[0]!, raw[1]!, raw[2]!);
    const u = raw.map((value) => value / size);
    const v = cross(d, u);
    const { depth } = depthMap(positions, triangles, u, v, d);
    const scale = MAP_SIZE / (2 * MAP_HALF_CM);
    for (let i = 0; i < count; i += 1) {
      const facing = normals[3 * i]! * d[0]! + normals[3 * i + 1]! * d[1]! + normals[3 * i + 2]! * d[2]!;
      if (facing <= 0.05) continue;
      whole[i] = whole[i]! + facing;
      const [x, y, z] = [lifted[3 * i]!, lifted[3 * i + 1]! + 2, lifted[3 * i + 2]! + 6];
      const px = Math.floor((x * u[0]! + y * u[1]! + z * u[2]!) * scale + MAP_SIZE / 2);
      const py = Math.floor((x * v[0]! + y * v[1]! + z * v[2]!) * scale + MAP_SIZE / 2);
      const near = px < 0 || py < 0 || px >= MAP_SIZE || py >= MAP_SIZE ? -1e9 : depth[py * MAP_SIZE + px]!;
      if (x * d[0]! + y * d[1]! + z * d[2]! > near - 0.06) open[i] = open[i]! + facing;
    }
  }
  return Float32Array.from(open, (value, i) => (whole[i]! > 0 ? value / whole[i]! : 0));
}
