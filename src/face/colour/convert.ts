/**
 * Colour spaces on planes: a picture is one Float32Array of 3·n values, all of the first channel, then the second, then the third.
 * RGB is 0..1 with the primaries of IEC 61966-2-1 (sRGB); Lab is CIE 1976 L*a*b* under D65, L 0..100.
 */

/** sRGB-encoded 0..1 to linear light 0..1 (IEC 61966-2-1). Negative values are mirrored. */
export function srgbToLinear(encoded: number): number {
  const size = Math.abs(encoded);
  const linear = size <= 0.04045 ? size / 12.92 : ((size + 0.055) / 1.055) ** 2.4;
  return encoded < 0 ? -linear : linear;
}

/** Linear light 0..1 to sRGB-encoded 0..1 (IEC 61966-2-1). Negative values are mirrored. */
export function linearToSrgb(linear: number): number {
  const size = Math.abs(linear);
  const encoded = size <= 0.0031308 ? size * 12.92 : 1.055 * size ** (1 / 2.4) - 0.055;
  return linear < 0 ? -encoded : encoded;
}

/** Every value of a picture or plane through `srgbToLinear`; a new array. */
export function planesToLinear(encoded: Float32Array): Float32Array {
  return encoded.map(srgbToLinear);
}

/** Every value of a picture or plane through `linearToSrgb`; a new array. */
export function planesToSrgb(linear: Float32Array): Float32Array {
  return linear.map(linearToSrgb);
}

/** Linear sRGB to CIE XYZ under D65, row-major (IEC 61966-2-1, annex F); the white point is each row's sum. */
const RGB_TO_XYZ = [0.4124564, 0.3575761, 0.1804375, 0.2126729, 0.7151522, 0.072175, 0.0193339, 0.119192, 0.9503041] as const;
const XYZ_TO_RGB = invert3(RGB_TO_XYZ);
const WHITE = [
  RGB_TO_XYZ[0] + RGB_TO_XYZ[1] + RGB_TO_XYZ[2], RGB_TO_XYZ[3] + RGB_TO_XYZ[4] + RGB_TO_XYZ[5], RGB_TO_XYZ[6] + RGB_TO_XYZ[7] + RGB_TO_XYZ[8],
] as const;

/** CIE 15:2004: where the cube root gives way to a straight line. */
const EPSILON = 216 / 24389;
const KAPPA = 24389 / 27;

function labCurve(ratio: number): number {
  return ratio > EPSILON ? Math.cbrt(ratio) : (KAPPA * ratio + 16) / 116;
}

function labCurveInverse(value: number): number {
  const cube = value * value * value;
  return cube > EPSILON ? cube : (116 * value - 16) / KAPPA;
}

/** sRGB-encoded planes, 0..1, to Lab planes. Throws a RangeError when the length is no multiple of 3. */
export function rgbToLab(rgb: Float32Array): Float32Array {
  const count = pixelCount(rgb);
  const lab = new Float32Array(rgb.length);
  for (let i = 0; i < count; i++) {
    const r = srgbToLinear(rgb[i]!);
    const g = srgbToLinear(rgb[count + i]!);
    const b = srgbToLinear(rgb[2 * count + i]!);
    const x = labCurve((RGB_TO_XYZ[0] * r + RGB_TO_XYZ[1] * g + RGB_TO_XYZ[2] * b) / WHITE[0]);
    const y = labCurve((RGB_TO_XYZ[3] * r + RGB_TO_XYZ[4] * g + RGB_TO_XYZ[5] * b) / WHITE[1]);
    const z = labCurve((RGB_TO_XYZ[6] * r + RGB_TO_XYZ[7] * g + RGB_TO_XYZ[8] * b) / WHITE[2]);
    lab[i] = 116 * y - 16;
    lab[count + i] = 500 * (x - y);
    lab[2 * count + i] = 200 * (y - z);
  }
  return lab;
}

/** Lab planes to sRGB-encoded planes; colours outside sRGB come out below 0 or above 1. Throws a RangeError when the length is no multiple of 3. */
export function labToRgb(lab: Float32Array): Float32Array {
  const count = pixelCount(lab);
  const rgb = new Float32Array(lab.length);
  for (let i = 0; i < count; i++) {
    const fy = (lab[i]! + 16) / 116;
    const x = WHITE[0] * labCurveInverse(fy + lab[count + i]! / 500);
    const y = WHITE[1] * labCurveInverse(fy);
    const z = WHITE[2] * labCurveInverse(fy - lab[2 * count + i]! / 200);
    for (let channel = 0; channel < 3; channel++) {
      rgb[channel * count + i] = linearToSrgb(XYZ_TO_RGB[3 * channel]! * x + XYZ_TO_RGB[3 * channel + 1]! * y + XYZ_TO_RGB[3 * channel + 2]! * z);
    }
  }
  return rgb;
}

/** Number of pixels of a three-plane picture. Throws a RangeError when the length is no multiple of 3. */
export function pixelCount(planes: Float32Array): number {
  if (planes.length % 3 !== 0) throw new RangeError(`A picture of three planes has a length divisible by 3, but got ${planes.length}.`);
  return planes.length / 3;
}

function invert3(m: readonly number[]): readonly number[] {
  const [a, b, c, d, e, f, g, h, i] = m as [number, number, number, number, number, number, number, number, number];
  const determinant = a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g);
  return [e * i - f * h, c * h - b * i, b * f - c * e, f * g - d * i, a * i - c * g, c * d - a * f, d * h - e * g, b * g - a * h, a * e - b * d]
    .map((value) => value / determinant);
}
