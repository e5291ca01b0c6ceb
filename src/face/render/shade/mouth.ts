import { AT_AMBIENT, AT_CAVITY, AT_FILL, AT_NORMAL, AT_REST } from '../geometry';
import type { Frame, Shaded } from '../frame';
import { environmentDiffuse } from '../light';
import { noise3, smoothstep } from '../noise';
import { softShadow } from '../shadow-map';
import { ggx } from './brdf';

/** Bodies inside the mouth. */
export const MOUTH_CAVITY = 0;
export const MOUTH_UPPER_TEETH = 1;
export const MOUTH_LOWER_TEETH = 2;
export const MOUTH_TONGUE = 3;

const ENAMEL = [0.7, 0.635, 0.53] as const;
const GUM = [0.36, 0.13, 0.12] as const;
const TONGUE = [0.34, 0.12, 0.11] as const;
const CAVITY = [0.27, 0.075, 0.065] as const;

/** Teeth, gums, tongue and the mouth's walls: wet, and darker towards the throat. `enamelShare` is 1 on a crown, 0 on the gum. */
export function shadeMouth(frame: Frame, values: Float64Array, body: number, enamelShare: number, out: Shaded): void {
  const { rig, shadow } = frame;
  const x = values[AT_REST]!, y = values[AT_REST + 1]!, z = values[AT_REST + 2]!;
  const { albedo, light } = out;
  let colour: readonly [number, number, number] = CAVITY, gloss = 0.6, wrap = 0.25;
  if (body === MOUTH_TONGUE) {
    colour = TONGUE;
    gloss = 1;
  }
  for (let c = 0; c < 3; c++) albedo[c] = colour[c]!;
  if (body === MOUTH_UPPER_TEETH || body === MOUTH_LOWER_TEETH) {
    const enamel = smoothstep(0.3, 0.75, enamelShare);
    const stain = 1 - 0.1 * smoothstep(1, 0.6, enamelShare) - 0.04 * frame.scene.identity.ageLines;
    for (let c = 0; c < 3; c++) albedo[c] = GUM[c]! * (1 - enamel) + ENAMEL[c]! * stain * (c === 2 ? 1 - 0.12 * frame.scene.identity.ageLines : 1) * enamel;
    gloss = 1.2;
    wrap = 0.4;
  }
  const nx = values[AT_NORMAL]!, ny = values[AT_NORMAL + 1]!, nz = values[AT_NORMAL + 2]!;
  const px = values[0]!, py = values[1]!, pz = values[2]!;
  const toEye = -1 / Math.sqrt(px * px + py * py + pz * pz);
  const vx = px * toEye, vy = py * toEye, vz = pz * toEye;
  const kd = rig.key.direction;
  // Light that lips and gums scatter keeps the teeth from going black.
  const least = body === MOUTH_UPPER_TEETH || body === MOUTH_LOWER_TEETH ? 0.22 : 0.08;
  const visible = least + (1 - least) * softShadow(shadow, px + 0.15 * nx, py + 0.15 * ny, pz + 0.15 * nz, Math.max(0.15, rig.keySpread), 0.15);
  const nl = nx * kd[0] + ny * kd[1] + nz * kd[2];
  // Depth inside the mouth: from the teeth backwards hardly any light arrives.
  const inside = body === MOUTH_CAVITY ? 0.1 + 0.5 * smoothstep(-3.5, 2.2, z) : 0.2 + 0.8 * smoothstep(-3, 1.2, z);
  const ambient = (0.4 + 0.6 * values[AT_AMBIENT]!) * (0.5 + 0.5 * values[AT_CAVITY]!) * inside;
  let hx = kd[0] + vx, hy = kd[1] + vy, hz = kd[2] + vz;
  const length = 1 / Math.sqrt(hx * hx + hy * hy + hz * hz + 1e-9);
  hx *= length;
  hy *= length;
  hz *= length;
  const wobble = 1 + 0.3 * noise3(x * 8, y * 8, z * 8, 5);
  const shine = 0.045 * gloss * wobble * ggx(Math.max(0, nl), Math.max(0.05, nx * vx + ny * vy + nz * vz), Math.max(0, nx * hx + ny * hy + nz * hz), 0.3) * visible;
  for (let c = 0; c < 3; c++) {
    const channel = c as 0 | 1 | 2;
    const diffuse = rig.key.radiance[channel] * Math.max(0, (nl + wrap) / (1 + wrap)) * visible * (0.3 + 0.7 * inside)
      + 0.5 * rig.fill.radiance[channel] * values[AT_FILL]! * inside + environmentDiffuse(rig, ny, channel) * ambient * (c === 0 ? 1.1 : 1);
    out.irradiance[c] = diffuse;
    light[c] = albedo[c]! * diffuse + shine * rig.key.radiance[channel];
    out.normal[c] = values[AT_NORMAL + c]!;
  }
  out.subsurface = false;
  out.paintedPart = 0;
}
