import type { LevelView } from '../../../runtime/look-types';
import type { Pixels } from '../../viewers/picture';
import { colourTable, paintSteps, stepOf } from '../../viewers/features/colour-maps';
import { readable } from '../../viewers/readable';
import type { Spot } from '../../viewers/zoom-stage';

/** What a lane shows: a picture in 8-bit sRGB, or one channel of its feature maps as numbers. */
export type LaneImage = { readonly width: number; readonly height: number } & (
  | { readonly kind: 'picture'; readonly rgba: Uint8ClampedArray }
  | { readonly kind: 'channel'; readonly values: Float32Array; readonly meaning: LevelView['meaning']; readonly levels: readonly LevelView[]; /** Bound that holds 99.5 % of the layer's |values|. */ readonly robust: number }
);

export const BINS = 128;

/** A channel in colours of a range that all lanes share; a picture as it is. */
export function laneColours(image: LaneImage, range: readonly [number, number], dark: boolean): Pixels {
  const { width, height } = image;
  if (image.kind === 'picture') return { width, height, rgba: image.rgba };
  return { width, height, rgba: painted(image.values, range, colourTable(image.meaning, dark)) };
}

function painted(values: ArrayLike<number>, [low, high]: readonly [number, number], table: Uint8ClampedArray): Uint8ClampedArray {
  const rgba = new Uint8ClampedArray(values.length * 4);
  paintSteps(Uint16Array.from(values, (value) => stepOf(value, low, high)), table, rgba);
  return rgba;
}

/** The range that all channels are shown on: symmetric around zero for signed values, as declared for others. */
export function sharedRange(images: readonly (LaneImage | undefined)[]): readonly [number, number] {
  const channels = images.flatMap((image) => (image?.kind === 'channel' ? [image] : []));
  if (channels.every(({ meaning }) => meaning !== 'signed')) return [0, 1];
  const top = channels.reduce((most, { robust }) => Math.max(most, robust), 0) || 1;
  return [-top, top];
}

/** Differences of a lane to the reference, pixel by pixel: mean |Δ| of red, green and blue in 1/255 for pictures, signed for channels. */
export interface Difference { readonly width: number; readonly height: number; readonly values: Float32Array; readonly signed: boolean }

/** Undefined when the two have no common pixels: other sizes, or a picture and a channel. */
export function differenceOf(image: LaneImage, reference: LaneImage): Difference | undefined {
  const { width, height } = image;
  if (width !== reference.width || height !== reference.height) return undefined;
  if (image.kind === 'channel' && reference.kind === 'channel') return { width, height, signed: true, values: Float32Array.from(image.values, (value, i) => value - reference.values[i]!) };
  if (image.kind !== 'picture' || reference.kind !== 'picture') return undefined;
  const [a, b] = [image.rgba, reference.rgba];
  const values = Float32Array.from({ length: width * height }, (_, i) => (Math.abs(a[i * 4]! - b[i * 4]!) + Math.abs(a[i * 4 + 1]! - b[i * 4 + 1]!) + Math.abs(a[i * 4 + 2]! - b[i * 4 + 2]!)) / 3);
  return { width, height, signed: false, values };
}

/** One range for all differences: the bound that holds 99.5 % of them, the same for every lane. */
export function differenceRange(differences: readonly Difference[]): readonly [number, number] {
  const count = differences.reduce((sum, { values }) => sum + values.length, 0);
  const sizes = new Float32Array(count);
  let at = 0;
  for (const { values } of differences) for (const value of values) sizes[at++] = Number.isFinite(value) ? Math.abs(value) : 0;
  sizes.sort();
  const signed = differences.some((difference) => difference.signed);
  const top = sizes[Math.min(count - 1, Math.ceil(0.995 * count))] || sizes[count - 1] || (signed ? 1e-6 : 1);
  // Pictures come in steps of 1/255: a finer scale would draw the rounding.
  const whole = signed ? top : Math.max(1, Math.ceil(top));
  return signed ? [-whole, whole] : [0, whole];
}

export function differenceTable(signed: boolean, dark: boolean): Uint8ClampedArray {
  return signed ? colourTable('signed', dark) : colourTable(dark ? 'unit' : 'distance', dark);
}

export function differenceColours({ width, height, values }: Difference, range: readonly [number, number], table: Uint8ClampedArray): Pixels {
  return { width, height, rgba: painted(values, range, table) };
}

/** Counts in even bins of the range, then below and above, as the legend draws them. */
export function histogramOf(all: readonly ArrayLike<number>[], [low, high]: readonly [number, number]): Float32Array {
  const counts = new Float32Array(BINS + 2);
  for (const values of all) for (let i = 0; i < values.length; i++) {
    const share = (values[i]! - low) / (high - low);
    if (Number.isNaN(share)) continue;
    const bin = share < 0 ? BINS : share > 1 ? BINS + 1 : Math.min(BINS - 1, Math.floor(share * BINS));
    counts[bin]!++;
  }
  return counts;
}

/** Pixel of a spot. */
export function pixelOf({ width, height }: { readonly width: number; readonly height: number }, spot: Spot): readonly [number, number] {
  return [Math.min(width - 1, Math.floor(spot.x * width)), Math.min(height - 1, Math.floor(spot.y * height))];
}

/** "201 187 160", or one number of a channel. */
export function valueWords(image: LaneImage, spot: Spot): string {
  const [x, y] = pixelOf(image, spot), at = y * image.width + x;
  if (image.kind === 'channel') return numberWords(image.values[at]!);
  const [red, green, blue, opacity] = image.rgba.subarray(at * 4, at * 4 + 4);
  return [red, green, blue, ...opacity === 255 ? [] : [opacity]].join(' ');
}

export function numberWords(value: number): string {
  return Number.isFinite(value) ? readable(Number(value.toPrecision(4))) : Number.isNaN(value) ? 'NaN' : value > 0 ? '∞' : '−∞';
}
