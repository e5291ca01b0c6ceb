import type { NamedCoefficients } from '../model/types';

/** Linear-light RGB, each 0..1 unless said otherwise. */
export type Rgb = readonly [number, number, number];

export const HAIR_STYLES = ['bald', 'buzz', 'short', 'side-part', 'curly', 'afro', 'bob', 'long', 'ponytail', 'bun', 'receding'] as const;
export const FACIAL_HAIR_STYLES = ['none', 'stubble', 'moustache', 'goatee', 'full'] as const;
export const GLASSES_STYLES = ['none', 'round', 'square', 'thin', 'sun'] as const;
export const HEADWEAR_STYLES = ['none', 'cap', 'beanie', 'brim', 'headscarf'] as const;
export const OCCLUDERS = ['none', 'mask', 'hand', 'ball', 'bar', 'cup'] as const;
export const BACKGROUNDS = ['plain', 'gradient', 'bokeh', 'room', 'foliage'] as const;

/** Everything a picture of one person depends on. Pure JSON. Left and right are the subject's own. */
export interface Scene {
  readonly version: 1;
  readonly identity: {
    /** α by mode name, standard deviations, −4..4. */
    readonly shape: NamedCoefficients;
    /** Pigments of a two-layer skin: melanin 0 (very light) .. 1 (very dark), haemoglobin 0 (pale) .. 1 (ruddy). */
    readonly skin: { readonly melanin: number; readonly haemoglobin: number; readonly textureSeed: number };
    readonly eyes: { readonly irisColour: Rgb; readonly limbalRing: number };
    /** Thickness and density 0..1, colour linear RGB. */
    readonly brows: { readonly thickness: number; readonly density: number; readonly arch: number; readonly colour: Rgb };
    /** 0 = natural flesh .. 1 = strongly coloured, and the tint used. */
    readonly lips: { readonly tint: number; readonly colour: Rgb };
    readonly freckles: number;
    /** 0 = smooth .. 1 = deep lines, folds and spots. */
    readonly ageLines: number;
    readonly facialHair: { readonly style: (typeof FACIAL_HAIR_STYLES)[number]; readonly density: number; readonly colour: Rgb };
    readonly hair: { readonly style: (typeof HAIR_STYLES)[number]; readonly colour: Rgb; readonly greyness: number; readonly seed: number };
  };
  /** β by ARKit name, 0..1 (the full pose is 1). */
  readonly expression: NamedCoefficients;
  /** Degrees; yaw + looks to the subject's left, pitch + looks up. */
  readonly gaze: { readonly yawDeg: number; readonly pitchDeg: number };
  /**
   * Head rotation in degrees, R = Rz(roll)·Ry(yaw)·Rx(−pitch) on column vectors in the camera frame (x right, y up, z to the viewer).
   * yaw + turns the face to the subject's left (picture right), −75..75; pitch + looks up, −35..35; roll + turns the picture counter-clockwise, −35..35.
   */
  readonly pose: { readonly yawDeg: number; readonly pitchDeg: number; readonly rollDeg: number };
  readonly camera: {
    /** On a sensor 24 mm high: vertical focal length in pixels = focalLengthMm / 24 · height. 20..200. */
    readonly focalLengthMm: number;
    /** Picture-height fraction that 23 cm (chin to crown) covers at the head's depth. 0.2..1.6. Sets the distance. */
    readonly headFraction: number;
    /** Where the head frame's origin lands, as fractions of the picture, x right, y down. */
    readonly centre: readonly [number, number];
  };
  readonly light: {
    /** Direction from the head towards the key light, degrees: azimuth + to the picture's right, elevation + up. */
    readonly key: { readonly azimuthDeg: number; readonly elevationDeg: number; readonly colour: Rgb; readonly intensity: number; readonly sizeDeg: number };
    readonly fill: { readonly azimuthDeg: number; readonly elevationDeg: number; readonly colour: Rgb; readonly intensity: number };
    readonly rim: { readonly azimuthDeg: number; readonly elevationDeg: number; readonly colour: Rgb; readonly intensity: number };
    /** Environment: light from above, from the horizon and from below. */
    readonly sky: Rgb;
    readonly horizon: Rgb;
    readonly ground: Rgb;
    /** Exposure in stops, −3..3. */
    readonly exposureStops: number;
  };
  readonly glasses: { readonly style: (typeof GLASSES_STYLES)[number]; readonly colour: Rgb };
  readonly headwear: { readonly style: (typeof HEADWEAR_STYLES)[number]; readonly colour: Rgb };
  readonly clothes: { readonly colour: Rgb; readonly collar: 'crew' | 'shirt' | 'vneck' };
  /** Placed in the picture before the face; centre in head-frame cm, size in cm. */
  readonly occluder: { readonly kind: (typeof OCCLUDERS)[number]; readonly colour: Rgb; readonly centre: readonly [number, number]; readonly sizeCm: number; readonly rotationDeg: number };
  readonly background: { readonly kind: (typeof BACKGROUNDS)[number]; readonly colours: readonly [Rgb, Rgb]; readonly seed: number };
  /** Blur: standard deviation as a fraction of the picture height. Noise: standard deviation of sRGB 0..1. jpegQuality 100 = off. */
  readonly post: { readonly blur: number; readonly noise: number; readonly jpegQuality: number; readonly seed: number };
}

/** A problem of a scene document: where and what, in words. */
export interface SceneProblem {
  /** Dotted path, such as `pose.yawDeg`. */
  readonly path: string;
  /** One sentence, which begins with the path: what must be there, what is, and what is used instead. */
  readonly message: { readonly en: string; readonly zh: string };
}
