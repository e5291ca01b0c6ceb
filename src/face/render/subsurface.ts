/** Light that has travelled under the skin: a screen-space blur of the irradiance, widest in red (Jimenez 2009, d'Eon 2007). */

/** Two Gaussians a channel that come close to the diffusion profile of skin: share of the wide one, and both standard deviations in cm. */
const PROFILE = [
  { wideShare: 0.38, narrowCm: 0.06, wideCm: 0.27 },
  { wideShare: 0.2, narrowCm: 0.04, wideCm: 0.16 },
  { wideShare: 0.12, narrowCm: 0.03, wideCm: 0.1 },
] as const;

export interface SubsurfacePlanes {
  /** Irradiance times coverage, 3 a pixel; blurred in place. */
  readonly irradiance: Float32Array;
  /** Coverage of the pixel by skin, 0..1. */
  readonly coverage: Float32Array;
  /** Distance of the skin, cm; 0 where there is none. */
  readonly depthCm: Float32Array;
  readonly scratch: Float32Array;
}

/** Light does not travel between surfaces that lie farther apart than this. */
const DEPTH_REACH_CM = 0.7;

/**
 * Blurs the irradiance along rows, then columns; pixels without skin neither give nor get. The kernel is the channel's two
 * Gaussians with standard deviations turned to pixels by `pixelsPerCm`. Afterwards `irradiance` is per unit of coverage.
 */
export function diffuseUnderSkin(planes: SubsurfacePlanes, width: number, height: number, pixelsPerCm: number, strength: number): void {
  const { irradiance, coverage, depthCm, scratch } = planes;
  const radius = Math.min(40, Math.ceil(2.2 * PROFILE[0].wideCm * pixelsPerCm * strength));
  const taps = 2 * radius + 1;
  const kernels = PROFILE.map(({ wideShare, narrowCm, wideCm }) => {
    const kernel = new Float64Array(taps);
    const add = (sigmaCm: number, share: number): void => {
      const sigma = Math.max(0.25, sigmaCm * pixelsPerCm * strength);
      let sum = 0;
      for (let i = -radius; i <= radius; i++) sum += Math.exp((-i * i) / (2 * sigma * sigma));
      for (let i = -radius; i <= radius; i++) kernel[i + radius]! += (share * Math.exp((-i * i) / (2 * sigma * sigma))) / sum;
    };
    add(narrowCm, 1 - wideShare);
    add(wideCm, wideShare);
    return kernel;
  });
  blur(irradiance, scratch, coverage, depthCm, width, height, 1, width, radius, kernels, false);
  blur(scratch, irradiance, coverage, depthCm, height, width, width, 1, radius, kernels, true);
}

/** One direction: `length` pixels a line with `step` between them, `lines` lines with `lineStep` between them. The first pass divides by coverage weights, so its output is per coverage. */
function blur(
  from: Float32Array, to: Float32Array, coverage: Float32Array, depth: Float32Array, length: number, lines: number, step: number, lineStep: number,
  radius: number, kernels: readonly Float64Array[], perCoverage: boolean,
): void {
  const [kr, kg, kb] = [kernels[0]!, kernels[1]!, kernels[2]!];
  for (let line = 0; line < lines; line++) {
    for (let i = 0; i < length; i++) {
      const at = line * lineStep + i * step;
      if (coverage[at]! <= 0) continue;
      const z = depth[at]!;
      let r = 0, g = 0, b = 0, wr = 0, wg = 0, wb = 0;
      const first = Math.max(-radius, -i), last = Math.min(radius, length - 1 - i);
      for (let k = first; k <= last; k++) {
        const p = at + k * step;
        const c = coverage[p]!;
        if (c <= 0) continue;
        const apart = (depth[p]! - z) / DEPTH_REACH_CM;
        if (apart > 1 || apart < -1) continue;
        const near = 1 - apart * apart;
        const amount = perCoverage ? c : 1, weight = c * near;
        const fr = kr[k + radius]! * near, fg = kg[k + radius]! * near, fb = kb[k + radius]! * near;
        r += fr * amount * from[3 * p]!;
        g += fg * amount * from[3 * p + 1]!;
        b += fb * amount * from[3 * p + 2]!;
        wr += kr[k + radius]! * weight;
        wg += kg[k + radius]! * weight;
        wb += kb[k + radius]! * weight;
      }
      to[3 * at] = wr > 0 ? r / wr : 0;
      to[3 * at + 1] = wg > 0 ? g / wg : 0;
      to[3 * at + 2] = wb > 0 ? b / wb : 0;
    }
  }
}
