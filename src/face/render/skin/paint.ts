import { PARTS } from '../../model/types';
import type { Scene } from '../../scene/types';
import { AT_MASKS, AT_REST } from '../geometry';
import { noise3, noise3Gradient, smoothstep } from '../noise';
import { sampleCanvas, type FaceCanvas } from './canvas';
import { skinAlbedo } from './pigment';
import { REGION_BLUSH, REGION_CHIN, REGION_EAR, REGION_EYE, REGION_FRONT, REGION_JAW, REGION_LID, REGION_LIP, REGION_MOUSTACHE, REGION_OIL, REGION_SEAM } from './regions';

/** What the painter knows about one person. */
export interface SkinPaint {
  readonly identity: Scene['identity'];
  readonly canvas: FaceCanvas;
  readonly seed: number;
  /** How much stubble shows where a beard grows: jaw, chin, moustache, 0..1. */
  readonly beard: readonly [jaw: number, chin: number, moustache: number];
}

/** The surface of the skin at one place. */
export interface SkinMaterial {
  /** Linear RGB. */
  readonly albedo: Float64Array;
  /** Gradient of the relief over the rest position, head frame, dimensionless: subtract it from the normal. */
  readonly slope: Float64Array;
  roughness: number;
  /** Strength of the specular lobe, 1 = bare skin. */
  gloss: number;
  /** Smooth density of the brow here, 0..1. */
  brow: number;
  /** How far this is lip, 0..1. */
  lip: number;
  /** How far this is the wet rim of a lid, 0..1. */
  rim: number;
  /** Share covered by short hairs, which reflect no light like skin does. */
  hair: number;
}

export function createSkinMaterial(): SkinMaterial {
  return { albedo: new Float64Array(3), slope: new Float64Array(3), roughness: 0.5, gloss: 1, brow: 0, lip: 0, rim: 0, hair: 0 };
}

/** Short hairs stand on skin and take its colour; neutral grey would look blue. */
const WARM = [1.05, 0.98, 0.86] as const;
const NECK = PARTS.indexOf('neck');
const gradient = new Float64Array(4);
const deep = new Float64Array(3);

/** Stubble shown by each style. */
export function beardCover(style: Scene['identity']['facialHair']['style'], density: number): readonly [number, number, number] {
  if (style === 'stubble') return [0.75 * density, 0.8 * density, 0.75 * density];
  if (style === 'moustache') return [0.12 * density, 0.12 * density, 0.85 * density];
  if (style === 'goatee') return [0.15 * density, 0.85 * density, 0.8 * density];
  if (style === 'full') return [0.9 * density, 0.9 * density, 0.85 * density];
  return [0, 0, 0];
}

/**
 * Albedo, relief and gloss from a fragment's interpolated attributes. `pixelCm` is the size of a pixel on the skin: detail finer than
 * two pixels is left out, so small pictures neither shimmer nor pay for it.
 */
export function paintSkin(paint: SkinPaint, values: Float64Array, part: number, pixelCm: number, out: SkinMaterial): void {
  const { identity, canvas, seed } = paint;
  const rx = values[AT_REST]!, ry = values[AT_REST + 1]!, rz = values[AT_REST + 2]!;
  // In front the rest frame's x and y are the plane of the canvas.
  const cx = rx, cy = ry;
  const front = values[AT_MASKS + REGION_FRONT]!;
  const age = identity.ageLines;

  const creases = front > 0 ? front * sampleCanvas(canvas, canvas.creases, cx, cy) : 0;
  const spots = front > 0 ? front * sampleCanvas(canvas, canvas.spots, cx, cy) : 0;
  const mottle = noise3(rx * 0.55, ry * 0.55, rz * 0.55, seed);
  const fine = pixelCm < 0.25 ? noise3(rx * 2.6, ry * 2.6, rz * 2.6, seed + 1) * smoothstep(0.25, 0.1, pixelCm) : 0;
  const lid = values[AT_MASKS + REGION_LID]!, ear = values[AT_MASKS + REGION_EAR]!;
  const { melanin: m0, haemoglobin } = identity.skin;
  const blotch = 0.35 + 0.65 * age;
  const melanin = m0 + (0.018 * mottle + 0.012 * fine) * (0.5 + 0.35 * m0) * (1 + age) + 0.018 * lid * (0.3 + m0) + 0.28 * spots + 0.04 * creases * (0.4 + m0);
  const blood = (0.16 + 0.5 * haemoglobin) * (1 + blotch * (0.16 * mottle + 0.2 * fine)) + values[AT_MASKS + REGION_BLUSH]! * (0.16 + 0.75 * haemoglobin) + 0.07 * lid + 0.3 * creases - (part === NECK ? 0.06 : 0);
  skinAlbedo(melanin, blood, out.albedo);
  const { albedo, slope } = out;

  const lipDistance = values[AT_MASKS + REGION_LIP]!;
  const lip = smoothstep(-0.07 - 0.4 * pixelCm, 0.09 + 0.4 * pixelCm, lipDistance);
  out.lip = lip;
  if (lip > 0) {
    const natural = deep;
    skinAlbedo(m0 * 0.93 + 0.09, 1.35 + 0.6 * haemoglobin, natural);
    const tint = identity.lips.tint * 0.85;
    const seam = values[AT_MASKS + REGION_SEAM]! / (0.08 + 0.3 * pixelCm);
    const streak = (1 + 0.07 * noise3(cx * 7, cy * 1.3, 3, seed)) * (1 - 0.42 * Math.exp(-seam * seam));
    for (let c = 0; c < 3; c++) {
      const colour = (natural[c]! * (1 - tint) + identity.lips.colour[c as 0]! * tint) * streak;
      albedo[c] = albedo[c]! + (colour - albedo[c]!) * lip * 0.92;
    }
  }

  // The rim of the lids is bare wet flesh.
  const rim = smoothstep(0.11 + 0.3 * pixelCm, 0.01, values[AT_MASKS + REGION_EYE]!);
  out.rim = rim;
  if (rim > 0) {
    skinAlbedo(m0 * 0.75, 1.05, deep);
    for (let c = 0; c < 3; c++) albedo[c] = albedo[c]! + (deep[c]! - albedo[c]!) * 0.7 * rim;
  }

  const beard = Math.max(paint.beard[0] * values[AT_MASKS + REGION_JAW]!, paint.beard[1] * values[AT_MASKS + REGION_CHIN]!, paint.beard[2] * values[AT_MASKS + REGION_MOUSTACHE]!) * (1 - lip);
  let hair = 0;
  if (beard > 0.004) {
    const patch = 0.85 + 0.3 * mottle;
    const grain = pixelCm < 0.2 ? noise3(rx * 17, ry * 17, rz * 17, seed + 5) : 0;
    hair = Math.min(0.93, beard * patch * (0.78 + 0.75 * grain * smoothstep(0.2, 0.06, pixelCm)));
    hair = Math.max(0, hair) * (1 - 0.6 * Math.min(1, 2.5 * identity.facialHair.colour[1]));
    const hairColour = identity.facialHair.colour;
    for (let c = 0; c < 3; c++) albedo[c] = albedo[c]! * (1 - hair) + (0.82 * WARM[c as 0]! * hairColour[c as 0]! + 0.12 * albedo[c]!) * hair;
  }

  out.brow = front > 0 ? front * sampleCanvas(canvas, canvas.browShape, cx, cy) : 0;
  if (out.brow > 0 || front > 0) {
    const strokes = front * sampleCanvas(canvas, canvas.hairs, cx, cy);
    const base = 0.3 * out.brow * identity.brows.density;
    // Between grey and fair hairs the skin shows; dark ones shade it.
    const fair = Math.min(1, 2.5 * identity.brows.colour[1]);
    const cover = 1 - (1 - (0.95 - 0.3 * fair) * strokes) * (1 - base * (1 - fair));
    if (cover > 0) {
      for (let c = 0; c < 3; c++) albedo[c] = albedo[c]! + (WARM[c as 0]! * identity.brows.colour[c as 0]! - albedo[c]!) * cover;
      hair = Math.max(hair, cover);
    }
  }
  out.hair = hair;

  const oil = values[AT_MASKS + REGION_OIL]!;
  out.roughness = 0.6 - 0.1 * oil - 0.2 * lip + 0.05 * age - 0.03 * fine;
  out.gloss = (0.72 + 0.4 * m0 + 0.35 * oil + 0.55 * lip + 0.25 * smoothstep(0.3, 0.02, values[AT_MASKS + REGION_EYE]!)) * (1 - 0.8 * hair) * (1 - 0.3 * ear);

  slope.fill(0);
  if (front > 0.02) {
    // Central differences over the canvas; the canonical plane is the rest frame's x-y plane in front.
    const step = Math.max(1 / canvas.texelsPerCm, 0.6 * pixelCm);
    const relief = canvas.relief;
    const gx = (sampleCanvas(canvas, relief, cx + step, cy) - sampleCanvas(canvas, relief, cx - step, cy)) / (2 * step);
    const gy = (sampleCanvas(canvas, relief, cx, cy + step) - sampleCanvas(canvas, relief, cx, cy - step)) / (2 * step);
    slope[0] = front * gx;
    slope[1] = front * gy;
  }
  addGrain(rx, ry, rz, 2.3, 0.006, pixelCm, seed + 11, slope);
  if (lip > 0.02) {
    // Lips are wrinkled across: noise that is fine along x and long along y.
    const visible = smoothstep(0.14, 0.04, pixelCm) * lip;
    if (visible > 0) {
      noise3Gradient(cx * 9, cy * 1.6, 1.5, seed + 17, gradient);
      slope[0]! += 0.022 * 9 * gradient[1]! * visible * 0.9;
    }
  }
  addGrain(rx, ry, rz, 11, (0.0022 + 0.001 * age) * (1 - 0.8 * lip), pixelCm, seed + 13, slope);
  if (pixelCm < 0.045) addGrain(rx, ry, rz, 24, 0.0008 * (1 - 0.7 * lip), pixelCm, seed + 19, slope);
}

/** Adds a noise relief of this frequency (cells a cm) and height (cm) to the slope unless it is finer than the pixels. */
function addGrain(x: number, y: number, z: number, perCm: number, heightCm: number, pixelCm: number, seed: number, slope: Float64Array): void {
  const visible = smoothstep(0.75, 0.25, pixelCm * perCm);
  if (visible <= 0) return;
  noise3Gradient(x * perCm, y * perCm, z * perCm, seed, gradient);
  const scale = heightCm * perCm * visible;
  slope[0]! += scale * gradient[1]!;
  slope[1]! += scale * gradient[2]!;
  slope[2]! += scale * gradient[3]!;
}
