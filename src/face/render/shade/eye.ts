import { AT_AMBIENT, AT_FILL, AT_NORMAL } from '../geometry';
import { marginY, type Eyeball } from '../eyes/eye-frame';
import type { Frame, Shaded } from '../frame';
import { environmentDiffuse, environmentMirror } from '../light';
import { noise3, smoothstep } from '../noise';
import { softShadow } from '../shadow-map';

/** Radius of the cornea's sphere over that of the eyeball: the steeper dome that catches the light. */
const CORNEA_STEEPNESS = 1.55;
const PUPIL_SHARE = 0.36;
const SCLERA = [0.51, 0.465, 0.435] as const;

const iris = new Float64Array(3);

const soft = (cosine: number): number => Math.max(0, (cosine + 0.3) / 1.4);

/** A ring of fibres, lighter round the pupil, dark at the limbus. `share` 0 at the middle .. 1 at the edge. */
function paintIris(frame: Frame, share: number, angle: number, softness: number): void {
  const { irisColour, limbalRing } = frame.scene.identity.eyes;
  const seed = frame.eyes.seed;
  const ca = Math.cos(angle), sa = Math.sin(angle);
  const sharp = smoothstep(0.16, 0.04, frame.pixelCm);
  const fibres = sharp * (0.6 * noise3(ca * 9, sa * 9, share * 1.6, seed) + 0.4 * noise3(ca * 21, sa * 21, share * 2.5, seed + 1));
  const collarette = Math.exp(-(((share - 0.52 + 0.05 * noise3(ca * 5, sa * 5, 0, seed + 2)) / 0.13) ** 2));
  // Even pale irises are dark beside the sclera.
  const pale = Math.min(1, 0.17 / Math.max(irisColour[0], irisColour[1], irisColour[2], 1e-3));
  const brightness = pale * (1.35 + 0.6 * fibres + 0.35 * collarette) * (0.75 + 0.55 * smoothstep(0.3, 0.85, share));
  const limbus = smoothstep(0.74 - softness, 1.0 + softness, share);
  const dark = 1 - (0.45 + 0.5 * limbalRing) * limbus;
  const pupil = smoothstep(PUPIL_SHARE - 0.05 - softness, PUPIL_SHARE + 0.05 + softness, share);
  // Around the pupil most irises turn towards brown.
  const warm = collarette * 0.3;
  iris[0] = irisColour[0] * brightness * dark * (1 + 0.5 * warm) * pupil + 0.004;
  iris[1] = irisColour[1] * brightness * dark * (1 + 0.1 * warm) * pupil + 0.004;
  iris[2] = irisColour[2] * brightness * dark * (1 - 0.4 * warm) * pupil + 0.004;
}

/** Eyeball: sclera, iris behind a refracting cornea, shadow of the upper lid, tear film. `left` is the subject's. */
export function shadeEye(frame: Frame, values: Float64Array, left: boolean, out: Shaded): void {
  const eye: Eyeball = left ? frame.eyes.left : frame.eyes.right;
  const { rig, shadow, pixelCm } = frame;
  const r = frame.pose.rotation, t = frame.pose.translationCm;
  const px = values[0]!, py = values[1]!, pz = values[2]!;
  // Into the head frame, relative to the eye's centre.
  const qx = px - t[0], qy = py - t[1], qz = pz - t[2];
  const hx = r[0]! * qx + r[3]! * qy + r[6]! * qz, hy = r[1]! * qx + r[4]! * qy + r[7]! * qz, hz = r[2]! * qx + r[5]! * qy + r[8]! * qz;
  let ox = hx - eye.centre[0], oy = hy - eye.centre[1], oz = hz - eye.centre[2];
  const distance = Math.sqrt(ox * ox + oy * oy + oz * oz) || 1;
  ox /= distance;
  oy /= distance;
  oz /= distance;
  const { forward: f, right: a, up: u } = eye;
  let lx = ox * a[0] + oy * a[1] + oz * a[2], ly = ox * u[0] + oy * u[1] + oz * u[2];
  const lz = ox * f[0] + oy * f[1] + oz * f[2];
  const lateral = Math.sqrt(lx * lx + ly * ly) * eye.radiusCm;
  const irisRadius = eye.irisRadiusCm;
  const share = lz > 0 ? lateral / irisRadius : 9;

  // View vector in the axes of the gaze.
  const toEye = -1 / Math.sqrt(px * px + py * py + pz * pz);
  const vx = px * toEye, vy = py * toEye, vz = pz * toEye;
  const vhx = r[0]! * vx + r[3]! * vy + r[6]! * vz, vhy = r[1]! * vx + r[4]! * vy + r[7]! * vz, vhz = r[2]! * vx + r[5]! * vy + r[8]! * vz;
  const wx = vhx * a[0] + vhy * a[1] + vhz * a[2], wy = vhx * u[0] + vhy * u[1] + vhz * u[2], wz = vhx * f[0] + vhy * f[1] + vhz * f[2];

  const underLid = marginY(eye, eye.upperY, hx) - hy, overLid = hy - marginY(eye, eye.lowerY, hx);
  const { albedo, light, irradiance } = out;
  const softness = Math.min(0.35, (0.35 * pixelCm) / irisRadius);
  const vein = pixelCm < 0.12 ? Math.max(0, noise3(ox * 13, oy * 9, oz * 5, frame.eyes.seed + 7) - 0.35) * smoothstep(0.12, 0.04, pixelCm) : 0;
  const corner = smoothstep(0.55, 1.05, lateral / eye.radiusCm);
  albedo[0] = SCLERA[0] * (1 - 0.06 * corner);
  albedo[1] = SCLERA[1] * (1 - 0.24 * corner - 0.22 * vein);
  albedo[2] = SCLERA[2] * (1 - 0.26 * corner - 0.22 * vein);
  // The pink flesh in the inner corner.
  const caruncle = smoothstep(0.3, 0.06, (left ? 1 : -1) * (hx - eye.innerX) + 0.25 * Math.abs(underLid - overLid));
  if (caruncle > 0) {
    albedo[0] = albedo[0]! + (0.47 - albedo[0]!) * caruncle;
    albedo[1] = albedo[1]! + (0.28 - albedo[1]!) * caruncle;
    albedo[2] = albedo[2]! + (0.25 - albedo[2]!) * caruncle;
  }
  const inIris = 1 - smoothstep(0.95 - softness, 1.04 + softness, share);
  if (inIris > 0) {
    // The refracted ray meets the flat iris a little below the cornea.
    const depth = 0.17 * Math.max(0, 1 - share * share) * Math.min(1, irisRadius / 0.6);
    const slip = (depth * 0.75) / Math.max(0.45, wz);
    const ix = lx * eye.radiusCm - wx * slip, iy = ly * eye.radiusCm - wy * slip;
    const irisShare = Math.sqrt(ix * ix + iy * iy) / irisRadius;
    paintIris(frame, Math.min(1, irisShare), Math.atan2(iy, ix), softness);
    for (let c = 0; c < 3; c++) albedo[c] = albedo[c]! * (1 - inIris) + iris[c]! * inIris;
  }

  // The dome of the cornea bends the normal outwards.
  const steep = 1 + (CORNEA_STEEPNESS - 1) * (1 - smoothstep(0.9, 1.15, share));
  lx *= steep;
  ly *= steep;
  const lzDome = Math.sqrt(Math.max(0.02, 1 - lx * lx - ly * ly)) * (lz < 0 ? -1 : 1);
  const gx = lx * a[0] + ly * u[0] + lzDome * f[0], gy = lx * a[1] + ly * u[1] + lzDome * f[1], gz = lx * a[2] + ly * u[2] + lzDome * f[2];
  const cnx = r[0]! * gx + r[1]! * gy + r[2]! * gz, cny = r[3]! * gx + r[4]! * gy + r[5]! * gz, cnz = r[6]! * gx + r[7]! * gy + r[8]! * gz;
  // Matte light uses the ball's own normal.
  const nx = r[0]! * ox + r[1]! * oy + r[2]! * oz, ny = r[3]! * ox + r[4]! * oy + r[5]! * oz, nz = r[6]! * ox + r[7]! * oy + r[8]! * oz;

  const lidShade = (0.44 + 0.56 * smoothstep(-0.02, 0.45, underLid)) * (0.8 + 0.2 * smoothstep(-0.02, 0.22, overLid));
  const kd = rig.key.direction;
  const visible = 0.2 + 0.8 * softShadow(shadow, px + 0.2 * nx, py + 0.2 * ny, pz + 0.2 * nz, Math.max(rig.keySpread, 0.1), 0.2);
  const ambient = (0.5 + 0.5 * values[AT_AMBIENT]!) * lidShade;
  const keyNl = nx * kd[0] + ny * kd[1] + nz * kd[2];
  const fillNl = nx * rig.fill.direction[0] + ny * rig.fill.direction[1] + nz * rig.fill.direction[2];
  for (let c = 0; c < 3; c++) {
    const channel = c as 0 | 1 | 2;
    const bleed = c === 0 ? lidShade ** 0.8 : lidShade;
    irradiance[c] = (rig.key.radiance[channel] * soft(keyNl) * visible + rig.fill.radiance[channel] * soft(fillNl) * values[AT_FILL]!) * bleed
      + environmentDiffuse(rig, ny, channel) * ambient;
    light[c] = albedo[c]! * irradiance[c]!;
  }

  // Tear film: the mirror image of lamp and surroundings.
  const nv = cnx * vx + cny * vy + cnz * vz;
  const mx = 2 * nv * cnx - vx, my = 2 * nv * cny - vy, mz = 2 * nv * cnz - vz;
  const reflect = 0.03 + 0.5 * (1 - Math.max(0, nv)) ** 5;
  const open = smoothstep(0.0, 0.3, underLid);
  const spread = Math.min(0.6, 0.8 * pixelCm / (eye.radiusCm / CORNEA_STEEPNESS));
  addCatchLight(rig.key.radiance, kd, mx, my, mz, Math.min(0.3, Math.max(rig.keySpread, 0.16)), spread, 1.15 * (0.25 + 0.75 * visible) * (0.35 + 0.65 * open), light);
  addCatchLight(rig.fill.radiance, rig.fill.direction, mx, my, mz, 0.22, spread, 0.5 * values[AT_FILL]! * open, light);
  for (let c = 0; c < 3; c++) light[c]! += reflect * open * (0.3 + 0.7 * ambient) * environmentMirror(rig, my, 0.12, c as 0 | 1 | 2) * 0.9;
  const wet = smoothstep(0.09 + 0.5 * pixelCm, 0.01, overLid) * smoothstep(0.3, 0.05, pixelCm) * (0.3 + 0.7 * visible);
  if (wet > 0) for (let c = 0; c < 3; c++) light[c]! += 0.16 * wet * (rig.key.radiance[c as 0] * Math.max(0, keyNl) + rig.sky[c as 0]);

  out.subsurface = false;
  out.paintedPart = 0;
  out.normal[0] = values[AT_NORMAL]!;
  out.normal[1] = values[AT_NORMAL + 1]!;
  out.normal[2] = values[AT_NORMAL + 2]!;
}

/**
 * A lamp seen in the tear film as a soft disc. `halfAngle` is the lamp's, `spread` what one pixel covers of the mirror's angles:
 * a small lamp is widened to it and dimmed, never quite lost.
 */
function addCatchLight(
  radiance: readonly [number, number, number], direction: readonly [number, number, number],
  mx: number, my: number, mz: number, halfAngle: number, spread: number, strength: number, light: Float64Array,
): void {
  const cosine = mx * direction[0] + my * direction[1] + mz * direction[2];
  if (cosine < 0.4) return;
  const angle = Math.acos(Math.min(1, cosine));
  const radius = Math.sqrt(halfAngle * halfAngle + spread * spread);
  const disc = smoothstep(radius * 1.25, radius * 0.6, angle);
  if (disc <= 0) return;
  const dim = Math.max(0.22, (halfAngle / radius) ** 1.5);
  for (let c = 0; c < 3; c++) light[c]! += strength * disc * dim * Math.min(2.5, radiance[c as 0]);
}
