/** Sizes at which texture is looked at: the crop's own, and half of it. */
const SCALES = 2;
/** Keeps logarithms and quotients finite on flat pictures; one 255th of a colour is 0.004. */
const LEAST = 1e-4;
const CHANNEL_PAIRS = [[0, 1], [0, 2], [1, 2]] as const;
/** The middle of an aligned face, fractions of the crop: below the brows to the mouth. */
const FACE = { left: 0.3, right: 0.7, top: 0.32, bottom: 0.78 } as const;
/** Sides of the grids on which light and colour are laid out. */
const LUMA_GRID = 16, COLOUR_GRID = 8;

/** How many numbers each group has. */
export const FEATURE_COUNTS = { texture: 12 + SCALES * 24, layout: LUMA_GRID ** 2 + 2 * COLOUR_GRID ** 2 } as const;
export type FeatureGroup = keyof typeof FEATURE_COUNTS;
export type PictureFeatures = Readonly<Record<FeatureGroup, Float64Array>>;

/** Luma, blue − luma, red − luma of one size. */
interface Planes { readonly side: number; readonly data: readonly [Float32Array, Float32Array, Float32Array] }

/**
 * What an aligned crop looks like, without any network. `texture`: mean and spread of its colours, over all of it and in the middle of the face; and at two sizes, how the colour
 * channels agree, and the spread and peakedness of fine detail, of horizontal and of vertical edges. `layout`: where it is light and dark (16 × 16) and how coloured (8 × 8).
 * @param rgb [3, side, side], sRGB 0..1; `side` divisible by 16. @throws RangeError for other sides
 */
export function pictureFeatures(rgb: Float32Array, side: number): PictureFeatures {
  if (side % LUMA_GRID !== 0 || rgb.length !== 3 * side * side) throw new RangeError(`Features are taken of square crops whose side divides by ${LUMA_GRID}, not of ${rgb.length} numbers for a side of ${side}.`);
  let planes = opponents(rgb, side);
  const texture: number[] = [];
  for (const plane of [...planes.data, ...middleOf(planes)]) {
    const [mean, spread] = meanAndSpread(plane);
    texture.push(mean, Math.log(spread + LEAST));
  }
  const layout = planes.data.flatMap((plane, c) => [...shrunk(plane, side, c === 0 ? LUMA_GRID : COLOUR_GRID)]);
  for (let scale = 0; scale < SCALES; scale++) {
    const { side: now, data } = planes, half = now / 2;
    const smaller = { side: half, data: [shrunk(data[0], now, half), shrunk(data[1], now, half), shrunk(data[2], now, half)] as const };
    const detail = data.map((plane, c) => lostByHalving(plane, smaller.data[c]!, now));
    texture.push(...agreement(data), ...detail.flatMap((band) => textureOf(band)), ...agreement(detail));
    for (const plane of data) texture.push(...edges(plane, now, 1), ...edges(plane, now, now));
    planes = smaller;
  }
  return { texture: Float64Array.from(texture), layout: Float64Array.from(layout) };
}

function opponents(rgb: Float32Array, side: number): Planes {
  const pixels = side * side, luma = new Float32Array(pixels), blue = new Float32Array(pixels), red = new Float32Array(pixels);
  for (let i = 0; i < pixels; i++) {
    const r = rgb[i]!, g = rgb[pixels + i]!, b = rgb[2 * pixels + i]!, light = 0.299 * r + 0.587 * g + 0.114 * b;
    luma[i] = light;
    blue[i] = b - light;
    red[i] = r - light;
  }
  return { side, data: [luma, blue, red] };
}

function middleOf({ side, data }: Planes): readonly Float32Array[] {
  const [left, right, top, bottom] = [FACE.left, FACE.right, FACE.top, FACE.bottom].map((share) => Math.round(share * side)) as [number, number, number, number];
  return data.map((plane) => {
    const part = new Float32Array((right - left) * (bottom - top));
    for (let y = top, at = 0; y < bottom; y++, at += right - left) part.set(plane.subarray(y * side + left, y * side + right), at);
    return part;
  });
}

/** Means over equal squares. */
function shrunk(plane: Float32Array, side: number, to: number): Float32Array {
  const small = new Float32Array(to * to), by = side / to;
  for (let y = 0; y < side; y++) {
    const row = Math.floor(y / by) * to;
    for (let x = 0, i = y * side; x < to; x++) {
      let sum = 0;
      for (let k = 0; k < by; k++) sum += plane[i++]!;
      small[row + x] = small[row + x]! + sum / (by * by);
    }
  }
  return small;
}

function lostByHalving(plane: Float32Array, small: Float32Array, side: number): Float32Array {
  const lost = new Float32Array(plane.length), half = side / 2;
  for (let y = 0, i = 0; y < side; y++) for (let x = 0, row = (y >> 1) * half; x < side; x++, i++) lost[i] = plane[i]! - small[row + (x >> 1)]!;
  return lost;
}

/** Texture of the differences of neighbours: `step` 1 along rows, the side down columns. */
function edges(plane: Float32Array, side: number, step: number): readonly [number, number] {
  const found = new Float32Array(side * (side - 1)), [columns, rows] = step === 1 ? [side - 1, side] : [side, side - 1];
  for (let y = 0, at = 0; y < rows; y++) for (let x = 0, i = y * side; x < columns; x++, i++) found[at++] = plane[i + step]! - plane[i]!;
  return textureOf(found);
}

function meanAndSpread(values: Float32Array): readonly [number, number] {
  const count = values.length;
  let sum = 0, squares = 0;
  for (let i = 0; i < count; i++) sum += values[i]!;
  const mean = sum / count;
  for (let i = 0; i < count; i++) squares += (values[i]! - mean) ** 2;
  return [mean, Math.sqrt(squares / count)];
}

/** Logarithms of the spread, and of mean |value| over the spread: low where few large values stand among many small ones. */
function textureOf(values: Float32Array): readonly [number, number] {
  const count = values.length;
  let size = 0;
  for (let i = 0; i < count; i++) size += Math.abs(values[i]!);
  const spread = meanAndSpread(values)[1] + LEAST;
  return [Math.log(spread), Math.log((size / count + LEAST) / spread)];
}

/** Correlations of the three pairs of channels, −1..1. */
function agreement(planes: readonly Float32Array[]): readonly number[] {
  const moments = planes.map((plane) => meanAndSpread(plane));
  return CHANNEL_PAIRS.map(([a, b]) => {
    const first = planes[a]!, second = planes[b]!, [meanA, spreadA] = moments[a]!, [meanB, spreadB] = moments[b]!;
    let sum = 0;
    for (let i = 0; i < first.length; i++) sum += (first[i]! - meanA) * (second[i]! - meanB);
    return sum / first.length / (spreadA + LEAST) / (spreadB + LEAST);
  });
}
