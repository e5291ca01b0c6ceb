/** Albedo of skin from its two pigments. */

/**
 * ln of linear albedo over melanin, quadratic a channel: −(c + a·m + b·m²). Chosen to pass through the skin tones of the Monk scale
 * from its lightest to its darkest: light skin reddish, middle tones most saturated, dark skin nearly neutral brown.
 */
const BASE = [0.21, 0.41, 0.62] as const;
const LINEAR = [0.46, 1.08, 1.76] as const;
const SQUARE = [1.66, 1.46, 1.02] as const;
/** Absorption by blood, a channel. */
const BLOOD = [0.06, 0.5, 0.4] as const;

/**
 * Linear albedo of skin into out[0..2]. Melanin 0..1, blood 0 (none) .. about 1.5 (flushed).
 * Dark skin shows blood less: the upper layer hides it.
 */
export function skinAlbedo(melanin: number, blood: number, out: Float64Array): void {
  const m = Math.min(1.15, Math.max(0, melanin));
  const shown = blood * (1 - 0.45 * Math.min(1, m));
  for (let c = 0; c < 3; c++) out[c] = Math.exp(-(BASE[c]! + LINEAR[c]! * m + SQUARE[c]! * m * m + BLOOD[c]! * shown));
}
