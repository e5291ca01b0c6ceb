import type { Similarity } from '../align/similarity';

/**
 * A picture of float planes: `channels` planes of width·height, row-major, top row first. Coordinates are pixels with centres at +0.5:
 * the first pixel covers [0, 1) × [0, 1).
 */
export interface PlanarImage {
  readonly width: number;
  readonly height: number;
  readonly channels: number;
  readonly data: Float32Array;
}

/** What lies outside: the nearest edge pixel, or one value. */
export type Border = 'replicate' | { readonly value: number };

/** A picture of zeros. Throws a RangeError for a size that is no positive whole number. */
export function createImage(width: number, height: number, channels: number): PlanarImage {
  for (const size of [width, height, channels]) {
    if (!Number.isInteger(size) || size < 1) throw new RangeError(`A picture's width, height and channels are positive whole numbers, but got ${width}×${height}×${channels}.`);
  }
  return { width, height, channels, data: new Float32Array(width * height * channels) };
}

/** Bilinear sample of one channel at (x, y), pixels. Under `{ value }`, pixels outside count as that value. */
export function sampleBilinear(image: PlanarImage, channel: number, x: number, y: number, border: Border = 'replicate'): number {
  const left = Math.floor(x - 0.5);
  const top = Math.floor(y - 0.5);
  const right = x - 0.5 - left;
  const down = y - 0.5 - top;
  const upper = pixel(image, channel, left, top, border) * (1 - right) + pixel(image, channel, left + 1, top, border) * right;
  const lower = pixel(image, channel, left, top + 1, border) * (1 - right) + pixel(image, channel, left + 1, top + 1, border) * right;
  return upper * (1 - down) + lower * down;
}

function pixel(image: PlanarImage, channel: number, column: number, row: number, border: Border): number {
  const { width, height } = image;
  if (border !== 'replicate' && (column < 0 || row < 0 || column >= width || row >= height)) return border.value;
  const x = Math.min(width - 1, Math.max(0, column));
  const y = Math.min(height - 1, Math.max(0, row));
  return image.data[(channel * height + y) * width + x]!;
}

/**
 * The picture seen through a similarity: `outputToInput` maps a pixel position of the result to one of `image` (for a crop: the inverse of its
 * transform). Bilinear, so it should not shrink by much more than 2: shrink with `resizeArea` first.
 */
export function warpImage(image: PlanarImage, outputToInput: Similarity, width: number, height: number, border: Border = 'replicate'): PlanarImage {
  const output = createImage(width, height, image.channels);
  const { a, b, tx, ty } = outputToInput;
  for (let channel = 0; channel < image.channels; channel++) {
    let at = channel * width * height;
    for (let row = 0; row < height; row++) {
      for (let column = 0; column < width; column++) {
        const x = column + 0.5;
        const y = row + 0.5;
        output.data[at++] = sampleBilinear(image, channel, a * x - b * y + tx, b * x + a * y + ty, border);
      }
    }
  }
  return output;
}

/**
 * Resize in which each new pixel is the average of the area that it covers, when shrinking, and a bilinear sample when growing; each axis by itself.
 * The mean of the picture is kept exactly when both axes shrink.
 */
export function resizeArea(image: PlanarImage, width: number, height: number): PlanarImage {
  const columns = axisWeights(image.width, width);
  const rows = axisWeights(image.height, height);
  const narrow = createImage(width, image.height, image.channels);
  for (let line = 0; line < image.height * image.channels; line++) {
    for (let x = 0; x < width; x++) {
      const { first, weights } = columns[x]!;
      let sum = 0;
      for (let i = 0; i < weights.length; i++) sum += weights[i]! * image.data[line * image.width + first + i]!;
      narrow.data[line * width + x] = sum;
    }
  }
  const output = createImage(width, height, image.channels);
  for (let channel = 0; channel < image.channels; channel++) {
    for (let y = 0; y < height; y++) {
      const { first, weights } = rows[y]!;
      for (let x = 0; x < width; x++) {
        let sum = 0;
        for (let i = 0; i < weights.length; i++) sum += weights[i]! * narrow.data[(channel * image.height + first + i) * width + x]!;
        output.data[(channel * height + y) * width + x] = sum;
      }
    }
  }
  return output;
}

interface AxisWeights {
  readonly first: number;
  readonly weights: readonly number[];
}

/** For each output position of one axis: the first input position used and the weights from there, which sum to 1. */
function axisWeights(from: number, to: number): readonly AxisWeights[] {
  const scale = from / to;
  return Array.from({ length: to }, (_, position) => {
    if (scale <= 1) {
      const centre = (position + 0.5) * scale - 0.5;
      const first = Math.min(from - 1, Math.max(0, Math.floor(centre)));
      const share = Math.min(1, Math.max(0, centre - first));
      return share === 0 || first === from - 1 ? { first, weights: [1] } : { first, weights: [1 - share, share] };
    }
    const start = position * scale;
    const end = Math.min(from, start + scale);
    const first = Math.floor(start + 1e-9);
    const weights: number[] = [];
    for (let at = first; at < end - 1e-9; at++) weights.push((Math.min(end, at + 1) - Math.max(start, at)) / (end - start));
    return { first, weights };
  });
}
