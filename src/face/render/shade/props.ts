import { AT_AMBIENT, AT_COLOUR, AT_FILL, AT_NORMAL, AT_RIM, AT_TANGENT } from '../geometry';
import type { Frame, Shaded } from '../frame';
import { environmentDiffuse, environmentMirror, type DistantLight } from '../light';
import { noise3, smoothstep } from '../noise';
import { softShadow, transmittance } from '../shadow-map';
import type { PropMaterial } from '../types';
import { environmentReflectance, fresnel, ggx } from './brdf';

interface Gloss {
  readonly f0: number;
  readonly roughness: number;
  /** Metal tints its mirror image and has no matte light. */
  readonly metal: boolean;
  readonly wrap: number;
}

const GLOSS: Readonly<Record<Exclude<PropMaterial, 'hair' | 'skin'>, Gloss>> = {
  cloth: { f0: 0.02, roughness: 0.9, metal: false, wrap: 0.2 },
  plastic: { f0: 0.045, roughness: 0.28, metal: false, wrap: 0 },
  glass: { f0: 0.045, roughness: 0.1, metal: false, wrap: 0 },
  metal: { f0: 0.6, roughness: 0.3, metal: true, wrap: 0 },
};

const soft = (cosine: number, wrap: number): number => Math.max(0, (cosine + wrap) / (1 + wrap));

/** Cloth, plastic, metal and glass. For glass `light` holds only what the surface adds; the tint is the compositor's. */
export function shadeProp(frame: Frame, material: Exclude<PropMaterial, 'hair' | 'skin'>, values: Float64Array, out: Shaded): void {
  const { rig, shadow } = frame;
  const { f0, roughness, metal, wrap } = GLOSS[material];
  const px = values[0]!, py = values[1]!, pz = values[2]!;
  const toEye = -1 / Math.sqrt(px * px + py * py + pz * pz);
  const vx = px * toEye, vy = py * toEye, vz = pz * toEye;
  let nx = values[AT_NORMAL]!, ny = values[AT_NORMAL + 1]!, nz = values[AT_NORMAL + 2]!;
  if (nx * vx + ny * vy + nz * vz < 0) {
    nx = -nx;
    ny = -ny;
    nz = -nz;
  }
  const { albedo, light, irradiance, normal } = out;
  let weave = 1;
  if (material === 'cloth' && frame.pixelCm < 0.2) weave += 0.12 * smoothstep(0.2, 0.05, frame.pixelCm) * noise3(px * 14, py * 14, pz * 14, 3);
  for (let c = 0; c < 3; c++) albedo[c] = values[AT_COLOUR + c]! * weave;
  normal[0] = nx;
  normal[1] = ny;
  normal[2] = nz;
  out.subsurface = false;
  out.paintedPart = 0;
  const nv = Math.max(0.03, nx * vx + ny * vy + nz * vz);
  const kd = rig.key.direction;
  const keyNl = nx * kd[0] + ny * kd[1] + nz * kd[2];
  const visible = keyNl > -wrap ? softShadow(shadow, px + 0.25 * nx, py + 0.25 * ny, pz + 0.25 * nz, rig.keySpread, 0.12) : 0;
  const fillNl = nx * rig.fill.direction[0] + ny * rig.fill.direction[1] + nz * rig.fill.direction[2];
  const rimNl = nx * rig.rim.direction[0] + ny * rig.rim.direction[1] + nz * rig.rim.direction[2];
  const ambient = values[AT_AMBIENT]!;
  const grazing = material === 'cloth' ? 0.25 * (1 - nv) ** 3 : 0;
  for (let c = 0; c < 3; c++) {
    const channel = c as 0 | 1 | 2;
    const arriving = rig.key.radiance[channel] * soft(keyNl, wrap) * visible + rig.fill.radiance[channel] * soft(fillNl, wrap) * values[AT_FILL]!
      + rig.rim.radiance[channel] * soft(rimNl, wrap) * values[AT_RIM]! + environmentDiffuse(rig, ny, channel) * ambient;
    irradiance[c] = arriving;
    light[c] = material === 'glass' || metal ? 0 : albedo[c]! * arriving * (1 + grazing);
  }
  const mirrorY = 2 * nv * ny - vy;
  const reflectance = environmentReflectance(f0, nv, roughness) * (0.3 + 0.7 * ambient);
  const strength = specular(rig.key, visible, nx, ny, nz, vx, vy, vz, nv, roughness, f0), second = specular(rig.fill, values[AT_FILL]!, nx, ny, nz, vx, vy, vz, nv, roughness, f0);
  const third = specular(rig.rim, values[AT_RIM]!, nx, ny, nz, vx, vy, vz, nv, roughness, f0);
  for (let c = 0; c < 3; c++) {
    const channel = c as 0 | 1 | 2;
    const tint = metal ? Math.min(1, 0.25 + albedo[c]! / (0.3 * (albedo[0]! + albedo[1]! + albedo[2]!) + 0.1)) : 1;
    light[c]! += tint * (Math.min(4, strength) * rig.key.radiance[channel] + Math.min(4, second) * rig.fill.radiance[channel] + Math.min(4, third) * rig.rim.radiance[channel]
      + reflectance * environmentMirror(rig, mirrorY, roughness, channel));
  }
}

function specular(lamp: DistantLight, visible: number, nx: number, ny: number, nz: number, vx: number, vy: number, vz: number, nv: number, roughness: number, f0: number): number {
  const [lx, ly, lz] = lamp.direction;
  const nl = nx * lx + ny * ly + nz * lz;
  if (nl <= 0 || visible <= 0) return 0;
  const hx = lx + vx, hy = ly + vy, hz = lz + vz;
  const length = 1 / Math.sqrt(hx * hx + hy * hy + hz * hz + 1e-9);
  const nh = Math.max(0, (nx * hx + ny * hy + nz * hz) * length);
  return ggx(nl, nv, nh, roughness) * fresnel(f0, (vx * hx + vy * hy + vz * hz) * length) * visible;
}

/** The least cosine between a strand's normal and the direction to the eye. */
const GRAZING = 0.1;

/**
 * Hair after Kajiya & Kay (1989) with the two highlights of Marschner (2003): a white one shifted to the tip and a coloured one
 * shifted to the root. Light fades exponentially through the mass of hair instead of being cut off.
 */
export function shadeHair(frame: Frame, values: Float64Array, ofHead: boolean, out: Shaded): void {
  const { rig, shadow } = frame;
  const px = values[0]!, py = values[1]!, pz = values[2]!;
  const toEye = -1 / Math.sqrt(px * px + py * py + pz * pz);
  const vx = px * toEye, vy = py * toEye, vz = pz * toEye;
  let nx = values[AT_NORMAL]!, ny = values[AT_NORMAL + 1]!, nz = values[AT_NORMAL + 2]!;
  // At the outline of the hair smooth normals look away from the eye. Lifting them to grazing keeps them outward; turning them round would paint dark dots.
  const facing = nx * vx + ny * vy + nz * vz;
  if (facing < GRAZING) {
    nx += (GRAZING - facing) * vx;
    ny += (GRAZING - facing) * vy;
    nz += (GRAZING - facing) * vz;
    const size = 1 / Math.sqrt(nx * nx + ny * ny + nz * nz);
    nx *= size;
    ny *= size;
    nz *= size;
  }
  let tx = values[AT_TANGENT]!, ty = values[AT_TANGENT + 1]!, tz = values[AT_TANGENT + 2]!;
  const tl = Math.sqrt(tx * tx + ty * ty + tz * tz);
  if (tl > 1e-6) {
    tx /= tl;
    ty /= tl;
    tz /= tl;
  } else {
    tx = 0;
    ty = -1;
    tz = 0;
  }
  const { albedo, light, irradiance, normal } = out;
  // Fine strands: noise that is stretched along the strand by sampling across it.
  const bx = ny * tz - nz * ty, by = nz * tx - nx * tz, bz = nx * ty - ny * tx;
  const across = px * bx + py * by + pz * bz;
  const strand = frame.pixelCm < 0.25 ? smoothstep(0.25, 0.06, frame.pixelCm) * noise3(across * 9, (px + py + pz) * 0.35, 0, 41) : 0;
  // Roots are painted darker, but deep hair is never black: strands around scatter their colour into it.
  const hair = frame.scene.identity.hair.colour;
  for (let c = 0; c < 3; c++) albedo[c] = Math.max(values[AT_COLOUR + c]!, ofHead ? 0.4 * hair[c as 0] : 0) * (1 + 0.28 * strand);
  // Light that other strands scatter reaches every depth.
  const through = 0.1 + 0.9 * transmittance(shadow, px, py, pz, 1.3, 0.35);
  const ambient = 0.3 + 0.7 * values[AT_AMBIENT]!;
  const shiftNoise = 0.09 * strand;
  irradiance.fill(0);
  light.fill(0);
  strandLight(rig.key, through, albedo, tx, ty, tz, nx, ny, nz, vx, vy, vz, shiftNoise, out);
  strandLight(rig.fill, values[AT_FILL]!, albedo, tx, ty, tz, nx, ny, nz, vx, vy, vz, shiftNoise, out);
  strandLight(rig.rim, values[AT_RIM]!, albedo, tx, ty, tz, nx, ny, nz, vx, vy, vz, shiftNoise, out);
  for (let c = 0; c < 3; c++) {
    const around = environmentDiffuse(rig, 0.55 * ny + 0.15, c as 0 | 1 | 2) * ambient;
    irradiance[c]! += around;
    light[c]! += (0.85 * albedo[c]! + 0.006) * around;
  }
  normal[0] = nx;
  normal[1] = ny;
  normal[2] = nz;
  out.subsurface = false;
  out.paintedPart = 0;
}

function strandLight(
  lamp: DistantLight, visible: number, albedo: Float64Array, tx: number, ty: number, tz: number, nx: number, ny: number, nz: number,
  vx: number, vy: number, vz: number, shift: number, out: Shaded,
): void {
  if (visible <= 0.002) return;
  const [lx, ly, lz] = lamp.direction;
  const tdl = tx * lx + ty * ly + tz * lz, tdv = tx * vx + ty * vy + tz * vz;
  const sinL = Math.sqrt(Math.max(0, 1 - tdl * tdl)), sinV = Math.sqrt(Math.max(0, 1 - tdv * tdv));
  const facing = nx * lx + ny * ly + nz * lz;
  const front = Math.max(0, 0.35 + 0.65 * facing);
  // Angle between the cone of mirror directions and the viewer, with each highlight's shift.
  const first = lobe(tdl, tdv, sinL, sinV, -0.12 + shift, 0.13), second = lobe(tdl, tdv, sinL, sinV, 0.14 + shift, 0.26);
  const gate = Math.min(1, Math.max(0, facing * 1.6 + 0.45));
  const matte = sinL * front * 0.7;
  // Back light scatters forward through the outer strands.
  const forward = Math.max(0, -(lx * vx + ly * vy + lz * vz)) ** 3 * 0.5;
  const peak = Math.max(albedo[0]!, albedo[1]!, albedo[2]!, 0.02);
  for (let c = 0; c < 3; c++) {
    const radiance = lamp.radiance[c as 0] * visible;
    out.irradiance[c]! += radiance * matte;
    const tint = albedo[c]! / peak;
    out.light[c]! += radiance * (albedo[c]! * matte + 0.085 * first * gate * (0.35 + 0.65 * tint) + second * gate * (0.7 * albedo[c]! + 0.02 * tint) + albedo[c]! * forward);
  }
}

/** Gaussian in the difference of the angles to the plane across the strand. */
function lobe(tdl: number, tdv: number, sinL: number, sinV: number, shift: number, width: number): number {
  // sin(θl + θv) of the two inclinations.
  const s = tdl * sinV + sinL * tdv;
  const d = (s - 2 * shift) / (2 * width);
  return Math.exp(-d * d);
}
