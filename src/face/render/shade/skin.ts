import { PARTS } from '../../model/types';
import { AT_AMBIENT, AT_CAVITY, AT_FILL, AT_MASKS, AT_NORMAL, AT_REST, AT_RIM } from '../geometry';
import type { Frame, Shaded } from '../frame';
import { environmentDiffuse, environmentMirror, type DistantLight } from '../light';
import { noise3 } from '../noise';
import { softShadow } from '../shadow-map';
import { paintSkin } from '../skin/paint';
import { REGION_EAR, REGION_LID } from '../skin/regions';
import { environmentReflectance, fresnel, ggx, wrapped } from './brdf';

/** How far light seems to bend round the terminator, a channel: red travels farthest in skin. */
const WRAP = [0.3, 0.16, 0.11] as const;
/** Light lost in cavities bounces between red walls: exponents of the occlusion a channel. */
const CAVITY_TINT = [0.9, 1.03, 1.08] as const;
const BROWS = PARTS.indexOf('brows'), LIPS = PARTS.indexOf('lips');
const SPECULAR_F0 = 0.028;
const INSIDE = [0.24, 0.13, 0.115] as const;

/** Skin of the head. `part` is the triangle's part. */
export function shadeSkin(frame: Frame, values: Float64Array, part: number, out: Shaded): void {
  const material = frame.material;
  paintSkin(frame.skin, values, part, frame.pixelCm, material);
  const r = frame.pose.rotation, slope = material.slope;
  let nx = values[AT_NORMAL]!, ny = values[AT_NORMAL + 1]!, nz = values[AT_NORMAL + 2]!;
  if (nx * values[0]! + ny * values[1]! + nz * values[2]! > 0.55 * Math.hypot(values[0]!, values[1]!, values[2]!)) {
    shadeInside(frame, values, out);
    return;
  }
  // The slope lives in the rest frame, which the head's rotation brings near enough to the camera frame.
  const gx = r[0]! * slope[0]! + r[1]! * slope[1]! + r[2]! * slope[2]!;
  const gy = r[3]! * slope[0]! + r[4]! * slope[1]! + r[5]! * slope[2]!;
  const gz = r[6]! * slope[0]! + r[7]! * slope[1]! + r[8]! * slope[2]!;
  const along = gx * nx + gy * ny + gz * nz;
  nx -= gx - along * nx;
  ny -= gy - along * ny;
  nz -= gz - along * nz;
  const length = 1 / Math.sqrt(nx * nx + ny * ny + nz * nz);
  nx *= length;
  ny *= length;
  nz *= length;
  // Between lid and eyeball light is scattered by the wet rim itself.
  const cavity = Math.max(values[AT_CAVITY]!, 0.75 * material.rim, 0.62 * values[AT_MASKS + REGION_LID]!);
  const shine = 1 + 0.25 * noise3(values[AT_REST]! * 6, values[AT_REST + 1]! * 6, values[AT_REST + 2]! * 6, frame.skin.seed + 3);
  for (let c = 0; c < 3; c++) out.albedo[c] = material.albedo[c]!;
  out.paintedPart = material.brow > 0.5 ? BROWS : material.lip > 0.25 ? LIPS : 0;
  const open = Math.max(values[AT_AMBIENT]!, 0.5 * values[AT_MASKS + REGION_LID]!);
  lightSkin(frame, values, nx, ny, nz, open, cavity, material.roughness, material.gloss * shine, values[AT_MASKS + REGION_EAR]! * (1 - 0.75 * frame.skin.identity.skin.melanin), 1 - material.hair, out);
}

/** The inside of the head, seen through a gap such as the corner of an eye: dim flesh. */
function shadeInside(frame: Frame, values: Float64Array, out: Shaded): void {
  for (let c = 0; c < 3; c++) {
    out.albedo[c] = INSIDE[c as 0];
    out.irradiance[c] = 0.4 * environmentDiffuse(frame.rig, 0.3, c as 0 | 1 | 2) + 0.08 * frame.rig.key.radiance[c as 0];
    out.light[c] = INSIDE[c as 0] * out.irradiance[c]!;
    out.normal[c] = -values[AT_NORMAL + c]!;
  }
  out.subsurface = false;
  out.paintedPart = 0;
}

/** Skin of a prop (a hand): colours from the mesh, no painting. */
export function shadePlainSkin(frame: Frame, values: Float64Array, colourAt: number, out: Shaded): void {
  for (let c = 0; c < 3; c++) out.albedo[c] = values[colourAt + c]!;
  out.paintedPart = 0;
  lightSkin(frame, values, values[AT_NORMAL]!, values[AT_NORMAL + 1]!, values[AT_NORMAL + 2]!, values[AT_AMBIENT]!, 1, 0.55, 0.9, 0, 1, out);
}

function lightSkin(
  frame: Frame, values: Float64Array, nx: number, ny: number, nz: number, open: number, cavity: number, roughness: number, gloss: number, thin: number, fuzz: number, out: Shaded,
): void {
  const { rig, shadow } = frame;
  const px = values[0]!, py = values[1]!, pz = values[2]!;
  const toEye = -1 / Math.sqrt(px * px + py * py + pz * pz);
  const vx = px * toEye, vy = py * toEye, vz = pz * toEye;
  const sx = values[AT_NORMAL]!, sy = values[AT_NORMAL + 1]!, sz = values[AT_NORMAL + 2]!;
  const nv = Math.max(0.02, nx * vx + ny * vy + nz * vz);
  const ambient = open * (0.35 + 0.65 * cavity);
  const { light, irradiance } = out;
  out.subsurface = true;
  out.normal[0] = nx;
  out.normal[1] = ny;
  out.normal[2] = nz;

  const kd = rig.key.direction;
  const smooth = sx * kd[0] + sy * kd[1] + sz * kd[2];
  let visible = 0;
  if (smooth > -0.35) {
    const lift = 0.12 + 0.22 * (1 - Math.min(1, Math.max(0, smooth)));
    visible = softShadow(shadow, px + sx * lift, py + sy * lift, pz + sz * lift, rig.keySpread, 0.12);
  }
  const keyNl = nx * kd[0] + ny * kd[1] + nz * kd[2];
  const fillNl = nx * rig.fill.direction[0] + ny * rig.fill.direction[1] + nz * rig.fill.direction[2];
  const rimNl = nx * rig.rim.direction[0] + ny * rig.rim.direction[1] + nz * rig.rim.direction[2];
  const cavityKey = 0.65 + 0.35 * cavity;
  const fillVisible = values[AT_FILL]! * cavity, rimVisible = values[AT_RIM]! * cavity;
  // Light from behind shines through thin ears.
  const through = thin > 0 ? thin * Math.max(0, -smooth) * 0.22 : 0;
  const grazing = (1 - nv) ** 4 * fuzz;
  for (let c = 0; c < 3; c++) {
    const channel = c as 0 | 1 | 2;
    const w = WRAP[channel];
    // The penumbra lets red through first.
    const shade = c === 0 ? visible ** 0.86 : visible;
    const key = rig.key.radiance[channel] * (wrapped(keyNl, w) * shade * cavityKey + (c === 0 ? through : 0.18 * through));
    const fill = rig.fill.radiance[channel] * wrapped(fillNl, w) * fillVisible;
    const rim = rig.rim.radiance[channel] * wrapped(rimNl, 0.05) * rimVisible;
    const around = environmentDiffuse(rig, ny, channel) * ambient ** CAVITY_TINT[channel];
    irradiance[c] = key + fill + rim + around;
    // Downy hair scatters light at grazing angles.
    light[c] = grazing * 0.1 * (key + fill + 1.5 * rim + around);
  }
  addSpecular(frame, rig.key, visible * cavityKey, nx, ny, nz, vx, vy, vz, nv, roughness, gloss, light);
  addSpecular(frame, rig.fill, fillVisible, nx, ny, nz, vx, vy, vz, nv, roughness + 0.08, gloss, light);
  addSpecular(frame, rig.rim, rimVisible, nx, ny, nz, vx, vy, vz, nv, roughness, gloss * 0.8, light);
  const mirrorY = 2 * (nx * vx + ny * vy + nz * vz) * ny - vy;
  const reflectance = environmentReflectance(SPECULAR_F0, nv, roughness) * gloss * ambient * ambient;
  for (let c = 0; c < 3; c++) light[c]! += reflectance * environmentMirror(rig, mirrorY, roughness, c as 0 | 1 | 2);
}

/** Two lobes, a broad and a tight one, as measured on skin (Weyrich 2006). */
function addSpecular(
  frame: Frame, lamp: DistantLight, visible: number, nx: number, ny: number, nz: number, vx: number, vy: number, vz: number, nv: number, roughness: number, gloss: number, light: Float64Array,
): void {
  const [lx, ly, lz] = lamp.direction;
  const nl = nx * lx + ny * ly + nz * lz;
  if (nl <= 0 || visible <= 0) return;
  let hx = lx + vx, hy = ly + vy, hz = lz + vz;
  const length = 1 / Math.sqrt(hx * hx + hy * hy + hz * hz + 1e-9);
  hx *= length;
  hy *= length;
  hz *= length;
  const nh = Math.max(0, nx * hx + ny * hy + nz * hz), vh = vx * hx + vy * hy + vz * hz;
  const lobes = 0.8 * ggx(nl, nv, nh, roughness) + 0.2 * ggx(nl, nv, nh, roughness * 0.68);
  const strength = lobes * fresnel(SPECULAR_F0, vh) * gloss * visible;
  for (let c = 0; c < 3; c++) light[c]! += strength * lamp.radiance[c as 0];
}
