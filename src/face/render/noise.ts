/** Hashes and smooth noise for painting: pure functions of position and seed, the same on every machine. */

/** Integer hash to 0..1 (finaliser of MurmurHash3). */
export function hash3(x: number, y: number, z: number, seed: number): number {
  let h = Math.imul(x, 0x8da6b343) ^ Math.imul(y, 0xd8163841) ^ Math.imul(z, 0xcb1ab31f) ^ Math.imul(seed, 0x9e3779b1);
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return ((h ^ (h >>> 16)) >>> 0) / 4294967296;
}

const fade = (t: number): number => t * t * (3 - 2 * t);

/** Value noise of a point, one lattice cell a unit, −1..1. */
export function noise3(x: number, y: number, z: number, seed: number): number {
  const ix = Math.floor(x), iy = Math.floor(y), iz = Math.floor(z);
  const u = fade(x - ix), v = fade(y - iy), w = fade(z - iz);
  const a = hash3(ix, iy, iz, seed), b = hash3(ix + 1, iy, iz, seed), c = hash3(ix, iy + 1, iz, seed), d = hash3(ix + 1, iy + 1, iz, seed);
  const e = hash3(ix, iy, iz + 1, seed), f = hash3(ix + 1, iy, iz + 1, seed), g = hash3(ix, iy + 1, iz + 1, seed), h = hash3(ix + 1, iy + 1, iz + 1, seed);
  const ab = a + (b - a) * u, cd = c + (d - c) * u, ef = e + (f - e) * u, gh = g + (h - g) * u;
  const near = ab + (cd - ab) * v, far = ef + (gh - ef) * v;
  return 2 * (near + (far - near) * w) - 1;
}

/** As `noise3`, with its gradient: writes value, d/dx, d/dy, d/dz into out[0..3]. */
export function noise3Gradient(x: number, y: number, z: number, seed: number, out: Float64Array): void {
  const ix = Math.floor(x), iy = Math.floor(y), iz = Math.floor(z);
  const fx = x - ix, fy = y - iy, fz = z - iz;
  const u = fade(fx), v = fade(fy), w = fade(fz);
  const du = 6 * fx * (1 - fx), dv = 6 * fy * (1 - fy), dw = 6 * fz * (1 - fz);
  const a = hash3(ix, iy, iz, seed), b = hash3(ix + 1, iy, iz, seed), c = hash3(ix, iy + 1, iz, seed), d = hash3(ix + 1, iy + 1, iz, seed);
  const e = hash3(ix, iy, iz + 1, seed), f = hash3(ix + 1, iy, iz + 1, seed), g = hash3(ix, iy + 1, iz + 1, seed), h = hash3(ix + 1, iy + 1, iz + 1, seed);
  const kx = b - a, ky = c - a, kz = e - a, kxy = a - b - c + d, kyz = a - c - e + g, kzx = a - b - e + f, kxyz = -a + b + c - d + e - f - g + h;
  out[0] = 2 * (a + kx * u + ky * v + kz * w + kxy * u * v + kyz * v * w + kzx * w * u + kxyz * u * v * w) - 1;
  out[1] = 2 * du * (kx + kxy * v + kzx * w + kxyz * v * w);
  out[2] = 2 * dv * (ky + kyz * w + kxy * u + kxyz * w * u);
  out[3] = 2 * dw * (kz + kzx * u + kyz * v + kxyz * u * v);
}

/** Hermite step: 0 below `from`, 1 above `to` (which may be the smaller one). */
export function smoothstep(from: number, to: number, x: number): number {
  const t = Math.min(1, Math.max(0, (x - from) / (to - from)));
  return t * t * (3 - 2 * t);
}
