type Stops = readonly (readonly [number, number, number])[];

/** Colour of a signed value: −1 blue, 0 the neutral ground, +1 red; evenly light towards both ends (stops after Moreland 2009, "Diverging color maps"). */
const DIVERGING: Stops = [[33, 71, 158], [96, 140, 212], [171, 199, 233], [240, 240, 240], [244, 184, 160], [217, 105, 79], [150, 24, 32]];
/** The same for dark grounds: zero is dark, both ends are light, told apart by hue. */
const DIVERGING_DARK: Stops = [[150, 222, 255], [66, 150, 216], [34, 78, 122], [32, 33, 38], [122, 62, 22], [222, 130, 34], [255, 222, 140]];
/** Colour of a value from 0 to 1: dark violet to pale yellow, lightness rising evenly. */
const SEQUENTIAL: Stops = [[20, 14, 54], [73, 22, 107], [133, 38, 107], [190, 59, 84], [232, 103, 53], [251, 165, 36], [250, 246, 190]];
/** Distances on a lit surface: pale where there is none, so that the light still shows the shape. */
const DISTANCE: Stops = [[244, 241, 222], [250, 206, 120], [236, 132, 62], [190, 59, 84], [118, 32, 110], [50, 16, 90]];

export type Meaning = 'signed' | 'unit' | 'mask' | 'distance';

/** Marks outside every map: below the range, above it, no number. */
export const MARKS: Stops = [[0, 214, 255], [255, 61, 242], [0, 200, 83]];

/** 256 RGBA entries for a range, then the three marks: signed ranges run from −top to +top, the others from 0 to top. */
export function colourTable(meaning: Meaning, dark = false): Uint8ClampedArray {
  const stops = meaning === 'signed' ? (dark ? DIVERGING_DARK : DIVERGING) : meaning === 'distance' ? DISTANCE : SEQUENTIAL;
  const table = new Uint8ClampedArray((256 + MARKS.length) * 4);
  for (let i = 0; i < 256; i++) {
    const at = (i / 255) * (stops.length - 1);
    const low = Math.min(stops.length - 2, Math.floor(at));
    for (let c = 0; c < 3; c++) table[i * 4 + c] = stops[low]![c]! * (low + 1 - at) + stops[low + 1]![c]! * (at - low);
    table[i * 4 + 3] = 255;
  }
  MARKS.forEach((mark, i) => table.set([...mark, 255], (256 + i) * 4));
  return table;
}

/** Steps of the table (0..258) as RGBA. */
export function paintSteps(steps: ArrayLike<number>, table: Uint8ClampedArray, rgba: Uint8ClampedArray): void {
  const words = new Uint32Array(table.buffer, table.byteOffset, table.length / 4);
  const out = new Uint32Array(rgba.buffer, rgba.byteOffset, rgba.length / 4);
  for (let i = 0; i < out.length; i++) out[i] = words[steps[i]!]!;
}

/** The step of one value, as the tiles have it. */
export function stepOf(value: number, low: number, high: number): number {
  if (!Number.isFinite(value)) return 258;
  const share = (value - low) / (high - low);
  return share < -1e-5 ? 256 : share > 1.00001 ? 257 : Math.floor(Math.min(1, Math.max(0, share)) * 255 + 0.5);
}

/** The map as a CSS gradient. */
export function gradientOf(table: Uint8ClampedArray): string {
  const stops = Array.from({ length: 17 }, (_, index) => { const at = Math.round((index * 255) / 16) * 4; return `rgb(${table[at]} ${table[at + 1]} ${table[at + 2]})`; });
  return `linear-gradient(90deg, ${stops.join(', ')})`;
}
