/** Reflection models, all with the cosine of the light multiplied in and normalised so that 1 means a full mirror of the lobe. */

/**
 * GGX microfacet reflection with Smith's height-correlated shadowing in its fast form, times n·l (Walter 2007; Hammon 2017).
 * `roughness` is perceptual (α = roughness²); cosines clamped to 0..1. Without Fresnel. In units of radiance per π irradiance.
 */
export function ggx(nl: number, nv: number, nh: number, roughness: number): number {
  if (nl <= 0) return 0;
  const alpha = roughness * roughness, a2 = alpha * alpha;
  const d = nh * nh * (a2 - 1) + 1;
  const distribution = a2 / (d * d);
  const visibility = 0.5 / (2 * nl * nv * (1 - alpha) + (nl + nv) * alpha + 1e-5);
  return distribution * visibility * nl;
}

/** Schlick's approximation of Fresnel reflection. */
export function fresnel(f0: number, cosine: number): number {
  const m = 1 - Math.min(1, Math.max(0, cosine)), m2 = m * m;
  return f0 + (1 - f0) * m2 * m2 * m;
}

/** Lambert's cosine, wrapped round the terminator by `wrap` 0..1 slightly dimmed to keep its energy. */
export function wrapped(cosine: number, wrap: number): number {
  const w = (cosine + wrap) / (1 + wrap);
  return w > 0 ? w / (1 + 0.35 * wrap) : 0;
}

/** Share of the environment's mirror image that a rough surface returns: Karis' fit of the split-sum integral (2014). */
export function environmentReflectance(f0: number, nv: number, roughness: number): number {
  const x = 1 - roughness, y = -0.0275 * roughness + 0.0425, z = -0.572 * roughness + 1.04, w = 0.022 * roughness - 0.04;
  const a004 = Math.min(x * x, 2 ** (-9.28 * nv)) * x + y;
  return Math.max(0, f0 * (-1.04 * a004 + z) + (1.04 * a004 + w));
}
