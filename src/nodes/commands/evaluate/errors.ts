/** Errors between pictures [3, H, W] in 0..1 under masks [H·W]. */

/** Sums over fewer pixels say nothing. */
const FEWEST_PIXELS = 8;
/** Stands for infinity in decibels: equal to the last of eight bits and beyond. */
export const PERFECT_DB = 100;

/** Mean absolute difference where the mask is 1; NaN where it is nowhere. */
export function maskedL1(a: Float32Array, b: Float32Array, mask: Uint8Array): number {
  return maskedMean(a, b, mask, Math.abs);
}

/** Peak signal-to-noise ratio under the mask, decibels, at most PERFECT_DB. */
export function maskedPsnr(a: Float32Array, b: Float32Array, mask: Uint8Array): number {
  const meanSquare = maskedMean(a, b, mask, (d) => d * d);
  return Number.isNaN(meanSquare) ? NaN : Math.min(PERFECT_DB, -10 * Math.log10(Math.max(meanSquare, 1e-12)));
}

function maskedMean(a: Float32Array, b: Float32Array, mask: Uint8Array, of: (difference: number) => number): number {
  const plane = mask.length;
  let sum = 0, count = 0;
  for (let i = 0; i < plane; i++) {
    if (mask[i] !== 1) continue;
    for (let c = 0; c < 3; c++) sum += of(a[c * plane + i]! - b[c * plane + i]!);
    count++;
  }
  return count < FEWEST_PIXELS ? NaN : sum / (3 * count);
}

/** Structural similarity (Wang et al. 2004) of luma in windows of 7 × 7, averaged over the mask's pixels. */
export function maskedSsim(a: Float32Array, b: Float32Array, mask: Uint8Array, width: number): number {
  const [ya, yb] = [luma(a), luma(b)];
  const height = mask.length / width, radius = 3, c1 = 0.01 ** 2, c2 = 0.03 ** 2;
  let total = 0, count = 0;
  for (let y = radius; y < height - radius; y++) for (let x = radius; x < width - radius; x++) {
    if (mask[y * width + x] !== 1) continue;
    let sa = 0, sb = 0, saa = 0, sbb = 0, sab = 0;
    for (let dy = -radius; dy <= radius; dy++) for (let dx = -radius; dx <= radius; dx++) {
      const i = (y + dy) * width + x + dx, p = ya[i]!, q = yb[i]!;
      sa += p; sb += q; saa += p * p; sbb += q * q; sab += p * q;
    }
    const n = (2 * radius + 1) ** 2, ma = sa / n, mb = sb / n;
    const va = saa / n - ma * ma, vb = sbb / n - mb * mb, cov = sab / n - ma * mb;
    total += ((2 * ma * mb + c1) * (2 * cov + c2)) / ((ma * ma + mb * mb + c1) * (va + vb + c2));
    count++;
  }
  return count < FEWEST_PIXELS ? NaN : total / count;
}

function luma(picture: Float32Array): Float32Array {
  const plane = picture.length / 3;
  return Float32Array.from({ length: plane }, (_, i) => 0.299 * picture[i]! + 0.587 * picture[plane + i]! + 0.114 * picture[2 * plane + i]!);
}

/** 1 where a label is among `parts`, grown by `growPx` pixels in a square. */
export function partMask(labels: Uint8Array, parts: readonly number[], width: number, growPx: number): Uint8Array {
  const height = labels.length / width, mask = new Uint8Array(labels.length);
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) {
    if (!parts.includes(labels[y * width + x]!)) continue;
    for (let v = Math.max(0, y - growPx); v <= Math.min(height - 1, y + growPx); v++) mask.fill(1, v * width + Math.max(0, x - growPx), v * width + Math.min(width, x + growPx + 1));
  }
  return mask;
}

export function cosine(a: Float32Array, b: Float32Array): number {
  let dot = 0, aa = 0, bb = 0;
  for (let i = 0; i < a.length; i++) { dot += a[i]! * b[i]!; aa += a[i]! ** 2; bb += b[i]! ** 2; }
  return dot / Math.sqrt(aa * bb);
}

/** Yaw, pitch, roll in degrees → the angle between two rotations R = Rz(roll) Ry(yaw) Rx(−pitch), degrees. */
export function angleBetweenDeg(a: readonly number[], b: readonly number[]): number {
  const p = rotation(a), q = rotation(b);
  const trace = p.reduce((sum, value, i) => sum + value * q[i]!, 0);
  return (Math.acos(Math.min(1, Math.max(-1, (trace - 1) / 2))) * 180) / Math.PI;
}

function rotation([yawDeg, pitchDeg, rollDeg]: readonly number[]): readonly number[] {
  const rad = Math.PI / 180, cy = Math.cos(yawDeg! * rad), sy = Math.sin(yawDeg! * rad), cx = Math.cos(-pitchDeg! * rad), sx = Math.sin(-pitchDeg! * rad), cz = Math.cos(rollDeg! * rad), sz = Math.sin(rollDeg! * rad);
  return [cz * cy, cz * sy * sx - sz * cx, cz * sy * cx + sz * sx, sz * cy, sz * sy * sx + cz * cx, sz * sy * cx - cz * sx, -sy, cy * sx, cy * cx];
}
