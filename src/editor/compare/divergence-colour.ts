import { colourTable } from '../viewers/features/colour-maps';
import { UNRELATED } from './divergence';

/** Colour of a distance from 0 to that of unrelated values, as CSS. Roots of the share, so that small distances differ visibly. */
export function divergenceColour(distance: number, dark: boolean): string {
  const table = divergenceTable(dark);
  const at = Math.round(Math.min(1, Math.sqrt(distance / UNRELATED)) * 255) * 4;
  return `rgb(${table[at]} ${table[at + 1]} ${table[at + 2]})`;
}

export function divergenceTable(dark: boolean): Uint8ClampedArray {
  return colourTable(dark ? 'unit' : 'distance', dark);
}
