/** Sizes at which texture is looked at: the crop's own, and half of it. */
const SCALES = 2;
/** Keeps logarithms and quotients finite on flat pictures; one 255th of a colour is 0.004. */
const LEAST = 1e-4;
/** The middle of an aligned face, fractions of the crop: below the brows to the mouth. */
const FACE = { left: 0.3, right: 0.7, top: 0.32, bottom: 0.78 } as const;
/** Sides of the grids on which light and colour are laid out. */
const LUMA_GRID = 16, COLOUR_GRID = 8;

/** How many numbers each group has. */
export const FEATURE_COUNTS = { texture: 12 + SCALES * 24, layout: LUMA_GRID ** 2 + 2 * COLOUR_GRID ** 2 } as const;
export type FeatureGroup = keyof typeof FEATURE_COUNTS;
export type PictureFeatures = Readonly<Record<FeatureGroup, Float64Array>>;

/** Luma, blue − luma and red − luma, [3, side, side]. */
interface Planes { readonly side: number; readonly data: Float32Array }

/** Means and standard deviations of three channels, and their correlations: first and second, first and third, second and third. */
interface Moments { readonly means: readonly number[]; readonly spreads: readonly number[]; readonly agreement: readonly number[] }

/**
 * What an aligned crop looks like, without any network. `texture`: mean and spread of its colours, over all of it and in the middle of the face; and at two sizes, how the colour
 * channels agree, and the spread and peakedness of fine detail, of horizontal and of vertical edges. `layout`: where it is light and dark (16 × 16) and how coloured (8 × 8).
 * Every crop that a swapper takes is measured, so sums are gathered in passing and nothing is kept that a pixel gives: what is allocated costs more than what is computed.
 * @param rgb [3, side, side], sRGB 0..1; `side` divisible by 32. @throws RangeError for other sides
 */
export function pictureFeatures(rgb: Float32Array, side: number): PictureFeatures {
  if (side % (2 * LUMA_GRID) !== 0 || rgb.length !== 3 * side * side) throw new RangeError(`Features are taken of square crops whose side divides by ${2 * LUMA_GRID}, not of ${rgb.length} numbers for a side of ${side}.`);
  let { planes, moments } = opponents(rgb, side);
  const texture: number[] = [];
  const [left, right, top, bottom] = [FACE.left, FACE.right, FACE.top, FACE.bottom].map((share) => Math.round(share * side)) as [number, number, number, number];
  for (const { means, spreads } of [moments, momentsIn(planes, left, right, top, bottom)]) for (let c = 0; c < 3; c++) texture.push(means[c]!, Math.log(spreads[c]! + LEAST));
  const layout = new Float64Array(FEATURE_COUNTS.layout);
  for (let scale = 0; scale < SCALES; scale++) {
    const { smaller, moments: next, texture: fine } = halved(planes);
    // The mean of a square is the mean of its quarters' means.
    if (scale === 0) layOut(smaller, layout);
    texture.push(...moments.agreement, ...fine);
    for (let c = 0; c < 3; c++) texture.push(...edges(planes, c));
    planes = smaller;
    moments = next;
  }
  return { texture: Float64Array.from(texture), layout };
}

function opponents(rgb: Float32Array, side: number): { readonly planes: Planes; readonly moments: Moments } {
  const pixels = side * side, data = new Float32Array(3 * pixels);
  let a = 0, b = 0, c = 0, aa = 0, bb = 0, cc = 0, ab = 0, ac = 0, bc = 0;
  for (let i = 0; i < pixels; i++) {
    const red = rgb[i]!, blue = rgb[2 * pixels + i]!, light = 0.299 * red + 0.587 * rgb[pixels + i]! + 0.114 * blue, second = blue - light, third = red - light;
    data[i] = light;
    data[pixels + i] = second;
    data[2 * pixels + i] = third;
    a += light;
    b += second;
    c += third;
    aa += light * light;
    bb += second * second;
    cc += third * third;
    ab += light * second;
    ac += light * third;
    bc += second * third;
  }
  return { planes: { side, data }, moments: momentsOf(pixels, [a, b, c], [aa, bb, cc], [ab, ac, bc]) };
}

/** Of the pixels in [left, right) × [top, bottom). */
function momentsIn({ side, data }: Planes, left: number, right: number, top: number, bottom: number): Moments {
  const pixels = side * side, count = (right - left) * (bottom - top);
  let a = 0, b = 0, c = 0, aa = 0, bb = 0, cc = 0, ab = 0, ac = 0, bc = 0;
  for (let y = top; y < bottom; y++) {
    for (let i = y * side + left, end = y * side + right; i < end; i++) {
      const first = data[i]!, second = data[pixels + i]!, third = data[2 * pixels + i]!;
      a += first;
      b += second;
      c += third;
      aa += first * first;
      bb += second * second;
      cc += third * third;
      ab += first * second;
      ac += first * third;
      bc += second * third;
    }
  }
  return momentsOf(count, [a, b, c], [aa, bb, cc], [ab, ac, bc]);
}

function momentsOf(count: number, sums: readonly [number, number, number], squares: readonly [number, number, number], products: readonly [number, number, number]): Moments {
  const means = sums.map((sum) => sum / count), spreads = squares.map((sum, c) => spreadOf(sum / count, means[c]!));
  const agree = (pair: 0 | 1 | 2, a: number, b: number): number => (products[pair] / count - means[a]! * means[b]!) / (spreads[a]! + LEAST) / (spreads[b]! + LEAST);
  return { means, spreads, agreement: [agree(0, 0, 1), agree(1, 0, 2), agree(2, 1, 2)] };
}

function spreadOf(meanSquare: number, mean: number): number {
  return Math.sqrt(Math.max(0, meanSquare - mean * mean));
}

/** Light in 16 × 16 squares, then both colours in 8 × 8. */
function layOut({ side, data }: Planes, layout: Float64Array): void {
  for (let c = 0, start = 0; c < 3; c++) {
    const grid = c === 0 ? LUMA_GRID : COLOUR_GRID, by = side / grid, share = 1 / (by * by);
    for (let y = 0, i = c * side * side; y < side; y++) {
      const row = start + Math.floor(y / by) * grid;
      for (let column = 0; column < grid; column++) {
        let sum = 0;
        for (const end = i + by; i < end; i++) sum += data[i]!;
        layout[row + column]! += sum * share;
      }
    }
    start += grid * grid;
  }
}

/** Means over squares of 2 × 2 and their moments, and what the squares lose: the texture of each channel, and how the channels agree in it. A square differs from its mean by nothing on the whole. */
function halved({ side, data }: Planes): { readonly smaller: Planes; readonly moments: Moments; readonly texture: readonly number[] } {
  const half = side / 2, pixels = side * side, quarter = half * half, small = new Float32Array(3 * quarter);
  let sumA = 0, sumB = 0, sumC = 0, smallAA = 0, smallBB = 0, smallCC = 0, smallAB = 0, smallAC = 0, smallBC = 0;
  let aa = 0, bb = 0, cc = 0, ab = 0, ac = 0, bc = 0, sizeA = 0, sizeB = 0, sizeC = 0;
  for (let y = 0, at = 0; y < side; y += 2) {
    for (let i = y * side, end = i + side; i < end; i += 2, at++) {
      const j = i + pixels, k = j + pixels;
      const a0 = data[i]!, a1 = data[i + 1]!, a2 = data[i + side]!, a3 = data[i + side + 1]!, a = (a0 + a1 + a2 + a3) / 4;
      const b0 = data[j]!, b1 = data[j + 1]!, b2 = data[j + side]!, b3 = data[j + side + 1]!, b = (b0 + b1 + b2 + b3) / 4;
      const c0 = data[k]!, c1 = data[k + 1]!, c2 = data[k + side]!, c3 = data[k + side + 1]!, c = (c0 + c1 + c2 + c3) / 4;
      small[at] = a;
      small[at + quarter] = b;
      small[at + 2 * quarter] = c;
      const squareA = a * a, squareB = b * b, squareC = c * c, productAB = a * b, productAC = a * c, productBC = b * c;
      sumA += a;
      sumB += b;
      sumC += c;
      smallAA += squareA;
      smallBB += squareB;
      smallCC += squareC;
      smallAB += productAB;
      smallAC += productAC;
      smallBC += productBC;
      // Products about the mean: the products themselves, less that of the means.
      aa += a0 * a0 + a1 * a1 + a2 * a2 + a3 * a3 - 4 * squareA;
      bb += b0 * b0 + b1 * b1 + b2 * b2 + b3 * b3 - 4 * squareB;
      cc += c0 * c0 + c1 * c1 + c2 * c2 + c3 * c3 - 4 * squareC;
      ab += a0 * b0 + a1 * b1 + a2 * b2 + a3 * b3 - 4 * productAB;
      ac += a0 * c0 + a1 * c1 + a2 * c2 + a3 * c3 - 4 * productAC;
      bc += b0 * c0 + b1 * c1 + b2 * c2 + b3 * c3 - 4 * productBC;
      sizeA += Math.abs(a0 - a) + Math.abs(a1 - a) + Math.abs(a2 - a) + Math.abs(a3 - a);
      sizeB += Math.abs(b0 - b) + Math.abs(b1 - b) + Math.abs(b2 - b) + Math.abs(b3 - b);
      sizeC += Math.abs(c0 - c) + Math.abs(c1 - c) + Math.abs(c2 - c) + Math.abs(c3 - c);
    }
  }
  const { spreads, agreement } = momentsOf(pixels, [0, 0, 0], [aa, bb, cc], [ab, ac, bc]);
  const moments = momentsOf(quarter, [sumA, sumB, sumC], [smallAA, smallBB, smallCC], [smallAB, smallAC, smallBC]);
  return { smaller: { side: half, data: small }, moments, texture: [...[sizeA, sizeB, sizeC].flatMap((size, channel) => textureOf(spreads[channel]!, size / pixels)), ...agreement] };
}

/** Texture of the differences of neighbours in a channel: along rows, then down columns. The sum of a row's differences is its last value less its first. */
function edges({ side, data }: Planes, channel: number): readonly number[] {
  const count = side * (side - 1), start = channel * side * side, last = start + count;
  let along = 0, alongSquares = 0, alongSize = 0, down = 0, downSquares = 0, downSize = 0;
  for (let row = start; row < last; row += side) {
    const end = row + side - 1;
    let value = data[row]!;
    along -= value;
    for (let i = row; i < end; i++) {
      const next = data[i + 1]!, step = next - value, fall = data[i + side]! - value;
      alongSquares += step * step;
      alongSize += Math.abs(step);
      downSquares += fall * fall;
      downSize += Math.abs(fall);
      value = next;
    }
    along += value;
    const fall = data[end + side]! - value;
    downSquares += fall * fall;
    downSize += Math.abs(fall);
  }
  for (let i = last, end = last + side - 1; i < end; i++) {
    const step = data[i + 1]! - data[i]!;
    alongSquares += step * step;
    alongSize += Math.abs(step);
  }
  along += data[last + side - 1]! - data[last]!;
  for (let i = 0; i < side; i++) down += data[last + i]! - data[start + i]!;
  return [...textureOf(spreadOf(alongSquares / count, along / count), alongSize / count), ...textureOf(spreadOf(downSquares / count, down / count), downSize / count)];
}

/** Logarithms of the spread, and of mean |value| over the spread: low where few large values stand among many small ones. */
function textureOf(spread: number, meanSize: number): readonly [number, number] {
  const wide = spread + LEAST;
  return [Math.log(wide), Math.log((meanSize + LEAST) / wide)];
}
