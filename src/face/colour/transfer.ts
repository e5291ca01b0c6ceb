import { labToRgb, pixelCount, rgbToLab } from './convert';

/** Mean and standard deviation of each of three planes. */
export interface PlaneStatistics {
  readonly mean: readonly [number, number, number];
  readonly deviation: readonly [number, number, number];
}

/**
 * Weighted mean and standard deviation (population) of each plane of a three-plane picture. `mask`: one weight ≥ 0 a pixel; absent, all count alike.
 * Throws a RangeError when the mask has another size or weighs nothing.
 */
export function planeStatistics(planes: Float32Array, mask?: Float32Array): PlaneStatistics {
  const count = pixelCount(planes);
  const total = maskTotal(count, mask);
  const mean: [number, number, number] = [0, 0, 0];
  const deviation: [number, number, number] = [0, 0, 0];
  for (let channel = 0; channel < 3; channel++) {
    const offset = channel * count;
    let sum = 0;
    for (let i = 0; i < count; i++) sum += (mask?.[i] ?? 1) * planes[offset + i]!;
    const centre = sum / total;
    let squares = 0;
    for (let i = 0; i < count; i++) squares += (mask?.[i] ?? 1) * (planes[offset + i]! - centre) ** 2;
    mean[channel] = centre;
    deviation[channel] = Math.sqrt(squares / total);
  }
  return { mean, deviation };
}

/**
 * Colour transfer of Reinhard et al. 2001 (eqs. 10-11), in Lab: shifts and stretches each channel of `picture` so that its mean and deviation become those
 * of `reference`. `strength` 0..1 blends with the unchanged picture. All pixels are changed; the masks say which ones are measured.
 * Both pictures are sRGB-encoded planes 0..1; so is the result, clipped.
 */
export function reinhardTransfer(picture: Float32Array, reference: PlaneStatistics, options: { readonly mask?: Float32Array; readonly strength?: number } = {}): Float32Array {
  const count = pixelCount(picture);
  const lab = rgbToLab(picture);
  const own = planeStatistics(lab, options.mask);
  const strength = options.strength ?? 1;
  for (let channel = 0; channel < 3; channel++) {
    const from = own.deviation[channel]!;
    const gain = from > 1e-6 ? reference.deviation[channel]! / from : 1;
    for (let i = channel * count; i < (channel + 1) * count; i++) {
      const moved = (lab[i]! - own.mean[channel]!) * gain + reference.mean[channel]!;
      lab[i] = lab[i]! + strength * (moved - lab[i]!);
    }
  }
  return clipUnit(labToRgb(lab));
}

/** Lab statistics of an sRGB-encoded picture, for `reinhardTransfer`. */
export function labStatistics(rgb: Float32Array, mask?: Float32Array): PlaneStatistics {
  return planeStatistics(rgbToLab(rgb), mask);
}

const BINS = 1024;

/**
 * Histogram matching, one channel at a time: each value of `picture` becomes the value of `reference` at the same quantile (1024 bins over 0..1,
 * straight lines between). Values outside 0..1 are clipped. The masks say which pixels are counted; all pixels of `picture` are changed.
 */
export function matchHistogram(picture: Float32Array, reference: Float32Array, masks: { readonly picture?: Float32Array; readonly reference?: Float32Array } = {}): Float32Array {
  const count = pixelCount(picture);
  const referenceCount = pixelCount(reference);
  const result = new Float32Array(picture.length);
  for (let channel = 0; channel < 3; channel++) {
    const own = picture.subarray(channel * count, (channel + 1) * count);
    const ownShare = cumulative(own, masks.picture);
    const wantedShare = cumulative(reference.subarray(channel * referenceCount, (channel + 1) * referenceCount), masks.reference);
    const table = new Float32Array(BINS + 1);
    for (let edge = 0, at = 0; edge <= BINS; edge++) {
      const share = ownShare[edge]!;
      while (at < BINS - 1 && wantedShare[at + 1]! < share) at++;
      const rise = wantedShare[at + 1]! - wantedShare[at]!;
      const within = rise > 0 ? Math.min(1, Math.max(0, (share - wantedShare[at]!) / rise)) : 0;
      table[edge] = (at + within) / BINS;
    }
    for (let i = 0; i < count; i++) {
      const position = Math.min(1, Math.max(0, own[i]!)) * BINS;
      const bin = Math.min(BINS - 1, Math.floor(position));
      result[channel * count + i] = table[bin]! + (position - bin) * (table[bin + 1]! - table[bin]!);
    }
  }
  return result;
}

/** Share of the weight at or below each of BINS + 1 bin edges, 0..1. */
function cumulative(values: Float32Array, mask: Float32Array | undefined): Float64Array {
  const total = maskTotal(values.length, mask);
  const shares = new Float64Array(BINS + 1);
  for (let i = 0; i < values.length; i++) {
    const bin = Math.min(BINS - 1, Math.max(0, Math.floor(values[i]! * BINS)));
    shares[bin + 1]! += (mask?.[i] ?? 1) / total;
  }
  for (let edge = 1; edge <= BINS; edge++) shares[edge]! += shares[edge - 1]!;
  return shares;
}

function maskTotal(count: number, mask: Float32Array | undefined): number {
  if (mask === undefined) {
    if (count === 0) throw new RangeError('A picture without pixels has no statistics.');
    return count;
  }
  if (mask.length !== count) throw new RangeError(`The mask has ${mask.length} values, but the picture has ${count} pixels.`);
  const total = mask.reduce((sum, weight) => sum + weight, 0);
  if (!(total > 0)) throw new RangeError('The mask is empty, so there is nothing to measure.');
  return total;
}

function clipUnit(planes: Float32Array): Float32Array {
  for (let i = 0; i < planes.length; i++) planes[i] = Math.min(1, Math.max(0, planes[i]!));
  return planes;
}
