import type { Rgb, Scene } from '../scene/types';

const RADIANS = Math.PI / 180;

/** A distant light, camera frame. `radiance` is what a white matte surface that faces it sends back, linear. */
export interface DistantLight {
  readonly direction: readonly [number, number, number];
  readonly radiance: Rgb;
}

/** The lights of a scene with the exposure multiplied in. */
export interface LightRig {
  readonly key: DistantLight;
  readonly fill: DistantLight;
  readonly rim: DistantLight;
  /** Half the angle under which the key light is seen, tangent of it: penumbra width per cm of distance. */
  readonly keySpread: number;
  readonly sky: Rgb;
  readonly horizon: Rgb;
  readonly ground: Rgb;
}

/** Unit vector towards azimuth (+ picture right) and elevation (+ up), camera frame. */
export function lightDirection(azimuthDeg: number, elevationDeg: number): readonly [number, number, number] {
  const ce = Math.cos(elevationDeg * RADIANS);
  return [Math.sin(azimuthDeg * RADIANS) * ce, Math.sin(elevationDeg * RADIANS), Math.cos(azimuthDeg * RADIANS) * ce];
}

export function lightRig(light: Scene['light']): LightRig {
  const exposure = 2 ** light.exposureStops;
  const scaled = (c: Rgb, by: number): Rgb => [c[0] * by * exposure, c[1] * by * exposure, c[2] * by * exposure];
  const distant = (l: Scene['light']['fill']): DistantLight => ({
    direction: lightDirection(l.azimuthDeg, l.elevationDeg), radiance: scaled(l.colour, l.intensity),
  });
  return {
    key: distant(light.key), fill: distant(light.fill), rim: distant(light.rim),
    keySpread: Math.tan((Math.max(0.2, light.key.sizeDeg) / 2) * RADIANS),
    sky: scaled(light.sky, 1), horizon: scaled(light.horizon, 1), ground: scaled(light.ground, 1),
  };
}

/**
 * Light from the environment on a matte surface whose normal has this height: the quadratic Bernstein blend of ground, horizon and
 * sky, which a cosine lobe over a three-band dome comes close to. Channel 0..2.
 */
export function environmentDiffuse(rig: LightRig, normalY: number, channel: 0 | 1 | 2): number {
  const u = 0.5 + 0.5 * normalY, d = 1 - u;
  return rig.ground[channel] * d * d + rig.horizon[channel] * 2 * u * d + rig.sky[channel] * u * u;
}

/** The environment as a mirror of this roughness sees it in a direction of this height. */
export function environmentMirror(rig: LightRig, directionY: number, roughness: number, channel: 0 | 1 | 2): number {
  const softness = 0.18 + 0.8 * roughness;
  const up = Math.min(1, Math.max(0, directionY / softness)), down = Math.min(1, Math.max(0, -directionY / softness));
  const s = up * up * (3 - 2 * up), g = down * down * (3 - 2 * down);
  return rig.horizon[channel] + (rig.sky[channel] - rig.horizon[channel]) * s + (rig.ground[channel] - rig.horizon[channel]) * g;
}
