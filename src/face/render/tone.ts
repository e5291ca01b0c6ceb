/** Linear light to sRGB bytes. */

/** Linear 0..1 to sRGB 0..1 (IEC 61966-2-1). */
export function srgbEncode(linear: number): number {
  if (linear <= 0) return 0;
  return linear <= 0.0031308 ? 12.92 * linear : Math.min(1, 1.055 * linear ** (1 / 2.4) - 0.055);
}

const TABLE_SIZE = 4096;
/** sRGB 0..1 over the square root of linear light: dense in the shadows, where the curve bends. */
const ENCODE = Float32Array.from({ length: TABLE_SIZE + 1 }, (_, i) => srgbEncode((i / TABLE_SIZE) ** 2));

/** As `srgbEncode`, from a table; error below 2e-4. */
export function srgbEncodeFast(linear: number): number {
  if (!(linear > 0)) return 0;
  if (linear >= 1) return 1;
  const at = Math.sqrt(linear) * TABLE_SIZE, i = at | 0;
  return ENCODE[i]! + (ENCODE[i + 1]! - ENCODE[i]!) * (at - i);
}

const SHOULDER = 0.76;
const DESATURATION = 0.15;

/**
 * A neutral shoulder after the Khronos PBR Neutral tone mapper: colours below the shoulder stay as they are, brighter ones
 * are compressed by their peak so that hue holds, and fade to white slowly. Skin keeps its colour. In place on rgb[at..at+2].
 */
export function toneMap(rgb: Float32Array, at: number): void {
  const r = rgb[at]!, g = rgb[at + 1]!, b = rgb[at + 2]!;
  const peak = Math.max(r, g, b);
  if (peak <= SHOULDER) return;
  const room = 1 - SHOULDER;
  const newPeak = 1 - (room * room) / (peak + room - SHOULDER);
  const scale = newPeak / peak;
  const fadeToWhite = 1 - 1 / (DESATURATION * (peak - newPeak) + 1);
  rgb[at] = r * scale + (newPeak - r * scale) * fadeToWhite;
  rgb[at + 1] = g * scale + (newPeak - g * scale) * fadeToWhite;
  rgb[at + 2] = b * scale + (newPeak - b * scale) * fadeToWhite;
}
