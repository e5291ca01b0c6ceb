/** Colour of a signed value: −1 blue, 0 the neutral ground, +1 red; evenly light towards both ends (stops after Moreland 2009, "Diverging color maps"). */
const DIVERGING = [[33, 71, 158], [96, 140, 212], [171, 199, 233], [240, 240, 240], [244, 184, 160], [217, 105, 79], [150, 24, 32]] as const;
/** Colour of a value from 0 to 1: dark violet to pale yellow, lightness rising evenly. */
const SEQUENTIAL = [[20, 14, 54], [73, 22, 107], [133, 38, 107], [190, 59, 84], [232, 103, 53], [251, 165, 36], [250, 246, 190]] as const;

/** Distances on a lit surface: pale where there is none, so that the light still shows the shape. */
const DISTANCE = [[244, 241, 222], [250, 206, 120], [236, 132, 62], [190, 59, 84], [118, 32, 110], [50, 16, 90]] as const;

export type Meaning = 'signed' | 'unit' | 'mask' | 'distance';

/** 256 RGBA entries for a range: signed ranges run from −top to +top, the others from 0 to top. */
export function colourTable(meaning: Meaning): Uint8ClampedArray {
  const stops = meaning === 'signed' ? DIVERGING : meaning === 'distance' ? DISTANCE : SEQUENTIAL;
  const table = new Uint8ClampedArray(256 * 4);
  for (let i = 0; i < 256; i++) {
    const at = (i / 255) * (stops.length - 1);
    const low = Math.min(stops.length - 2, Math.floor(at));
    for (let c = 0; c < 3; c++) table[i * 4 + c] = stops[low]![c]! * (low + 1 - at) + stops[low + 1]![c]! * (at - low);
    table[i * 4 + 3] = 255;
  }
  return table;
}
