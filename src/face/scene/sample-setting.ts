import type { FaceModel } from '../model/types';
import type { Random } from '../random';
import { createRandom, mixSeeds } from '../random';
import { fabricColour, hsvColour } from './pigments';
import { sampleExpression } from './sample-expression';
import { sampleLight } from './sample-light';
import type { Rgb, Scene } from './types';
import { BACKGROUNDS } from './types';

/** Everything of a scene but who it is. */
export type Setting = Omit<Scene, 'version' | 'identity'>;

/** Narrows what is drawn. Every field has a default. */
export interface SettingOptions {
  /** A thing before the face at all, 8 % of the settings. Default true. */
  readonly occluders?: boolean;
  /** Glasses, 20 %, and headwear, 8 %. Default true. */
  readonly accessories?: boolean;
  /** Largest turn of the head, degrees. Defaults 75, 35, 35. */
  readonly maxYawDeg?: number;
  readonly maxPitchDeg?: number;
  readonly maxRollDeg?: number;
  /** Strength of expressions: 0 neutral, 1 as drawn. Default 1. */
  readonly expressionIntensity?: number;
  /** Blur, noise and compression. Default true. */
  readonly post?: boolean;
  /** Picture-height fraction that the head covers; default drawn from 0.66..0.9. */
  readonly headFraction?: number;
  /** −1 woman .. +1 man: makes headscarves rarer and caps likelier. Default 0. */
  readonly masculinity?: number;
}

/**
 * Draws expression, gaze, pose, camera, light, clothes, accessories, occluder, background and camera faults. The same seed and options give the same
 * setting. Each part has its own generator, so that switching one option off leaves the others as they were.
 */
export function sampleSetting(seed: number, model: FaceModel, options: SettingOptions = {}): Setting {
  const part = (index: number): Random => createRandom(mixSeeds(seed, index, 0x5e77));
  const pose = samplePose(part(1), options);
  const camera = sampleCamera(part(2), options.headFraction);
  const gaze = sampleGaze(part(3), pose);
  const post = samplePost(part(8));
  return {
    expression: sampleExpression(part(4), model, gaze, options.expressionIntensity ?? 1),
    gaze,
    pose,
    camera,
    light: sampleLight(part(5)),
    ...sampleAccessories(part(6), options),
    clothes: sampleClothes(part(9)),
    occluder: sampleOccluder(part(7), options.occluders ?? true),
    background: sampleBackground(part(10)),
    post: (options.post ?? true) ? post : { ...post, blur: 0, noise: 0, jpegQuality: 100 },
  };
}

/** Bell-shaped about the front with long tails; strong turns are paired with small nods, as necks allow. */
function samplePose(random: Random, options: SettingOptions): Scene['pose'] {
  const maxYaw = options.maxYawDeg ?? 75;
  const maxPitch = options.maxPitchDeg ?? 35;
  const maxRoll = options.maxRollDeg ?? 35;
  const yaw = random.weighted<() => number>([[() => 13 * random.normal(), 64], [() => 28 * random.normal(), 26], [() => random.range(-75, 75), 10]])();
  const yawDeg = fold(yaw, maxYaw);
  const pitch = random.weighted<() => number>([[() => 7 * random.normal(), 84], [() => 15 * random.normal(), 12], [() => random.range(-35, 35), 4]])();
  const pitchDeg = fold(pitch * (1 - 0.5 * Math.abs(yawDeg) / 75), maxPitch);
  const roll = random.weighted<() => number>([[() => 4 * random.normal(), 80], [() => 11 * random.normal(), 20]])();
  return { yawDeg: round(yawDeg), pitchDeg: round(pitchDeg), rollDeg: round(fold(roll, maxRoll)) };
}

/** Reflects a value back into −limit..limit, so that limits do not collect a spike of probability. */
function fold(value: number, limit: number): number {
  if (limit <= 0) return 0;
  const period = ((value + limit) % (4 * limit) + 4 * limit) % (4 * limit);
  return (period > 2 * limit ? 4 * limit - period : period) - limit;
}

/**
 * People look near the camera, so the eyes turn against the head, up to the 24° and 14° that are still comfortable; one in eight looks elsewhere.
 */
function sampleGaze(random: Random, pose: Scene['pose']): Scene['gaze'] {
  const elsewhere = random.chance(0.12);
  const share = elsewhere ? random.range(0, 0.3) : random.range(0.8, 1);
  const spread = elsewhere ? 9 : 2.2;
  const yawDeg = -share * pose.yawDeg + spread * random.normal();
  const pitchDeg = -share * pose.pitchDeg + 0.6 * spread * random.normal();
  return { yawDeg: round(soften(yawDeg, 24)), pitchDeg: round(soften(pitchDeg, 14)) };
}

/** Follows the value near 0 and levels off at ±limit. */
function soften(value: number, limit: number): number {
  return limit * Math.tanh(value / limit);
}

/** Focal lengths from a telephone's at arm's length, 40 mm here, to a portrait lens of 135 mm; the head fills 66 to 90 % of the height. */
function sampleCamera(random: Random, headFraction: number | undefined): Scene['camera'] {
  const focalLengthMm = Math.exp(random.range(Math.log(40), Math.log(135)));
  const drawn = random.range(0.66, 0.9);
  return {
    focalLengthMm: round(focalLengthMm),
    headFraction: round(headFraction ?? drawn),
    centre: [round(0.5 + 0.02 * clampNormal(random)), round(0.47 + 0.02 * clampNormal(random))],
  };
}

function sampleAccessories(random: Random, options: SettingOptions): Pick<Scene, 'glasses' | 'headwear'> {
  const allowed = options.accessories ?? true;
  const masculinity = options.masculinity ?? 0;
  const glasses = random.chance(0.2) ? random.weighted([['round', 3], ['square', 4], ['thin', 3], ['sun', 1]] as const) : 'none';
  const headwear = random.chance(0.08)
    ? random.weighted([['cap', 3 + masculinity], ['beanie', 3], ['brim', 2], ['headscarf', 2 - 2 * Math.min(1, Math.max(-1, masculinity))]] as const) : 'none';
  const frame = random.weighted<Rgb>([[[0.015, 0.013, 0.012], 5], [[0.09, 0.04, 0.018], 2], [[0.3, 0.27, 0.22], 2], [[0.35, 0.03, 0.03], 1]]);
  return {
    glasses: { style: allowed ? glasses : 'none', colour: frame },
    headwear: { style: allowed ? headwear : 'none', colour: rounded(fabricColour(random)) },
  };
}

function sampleClothes(random: Random): Scene['clothes'] {
  return { colour: rounded(fabricColour(random)), collar: random.weighted([['crew', 4], ['shirt', 3], ['vneck', 2]] as const) };
}

/** Where each thing usually hides a face, cm in the head frame, and how large it is. */
const OCCLUDER_PLACES = {
  mask: { centre: [0, -5.6], spread: [0.15, 0.3], sizeCm: [11.5, 12.5] },
  hand: { centre: [3.5, -7], spread: [3.5, 2.5], sizeCm: [8, 10] },
  ball: { centre: [2, -5], spread: [5, 4], sizeCm: [3, 7] },
  bar: { centre: [0, -3], spread: [4, 5], sizeCm: [2, 5] },
  cup: { centre: [0.5, -8.5], spread: [1, 1], sizeCm: [7, 9] },
} as const satisfies Readonly<Record<string, { centre: readonly [number, number]; spread: readonly [number, number]; sizeCm: readonly [number, number] }>>;

function sampleOccluder(random: Random, allowed: boolean): Scene['occluder'] {
  const shown = random.chance(0.08);
  const kind = random.weighted([['mask', 3], ['hand', 3], ['ball', 1.5], ['bar', 1], ['cup', 2]] as const);
  const place = OCCLUDER_PLACES[kind];
  const colour = kind === 'mask' && random.chance(0.6) ? random.pick<Rgb>([[0.45, 0.62, 0.72], [0.8, 0.82, 0.83], [0.02, 0.02, 0.022]]) : fabricColour(random);
  return {
    kind: allowed && shown ? kind : 'none',
    colour: rounded(colour),
    centre: [round(place.centre[0] + place.spread[0] * clampNormal(random)), round(place.centre[1] + place.spread[1] * clampNormal(random))],
    sizeCm: round(random.range(place.sizeCm[0], place.sizeCm[1])),
    rotationDeg: kind === 'bar' ? round(random.range(-90, 90)) : round(8 * clampNormal(random)),
  };
}

function sampleBackground(random: Random): Scene['background'] {
  const kind = random.pick(BACKGROUNDS);
  const hue = random.next();
  const saturation = random.range(0.03, 0.6);
  const value = Math.exp(random.range(Math.log(0.03), Math.log(0.75)));
  const first = hsvColour(hue, saturation, value);
  const second = hsvColour(hue + 0.12 * random.normal(), saturation * random.range(0.4, 1.1), Math.min(0.9, value * Math.exp(random.range(-1.4, 0.5))));
  return { kind, colours: [rounded(first), rounded(second)], seed: random.seed() };
}

/** A quarter of the pictures are a little soft, a third noisy, a half compressed. */
function samplePost(random: Random): Scene['post'] {
  const blur = random.chance(0.25) ? random.range(0.0004, 0.0028) : 0;
  const noise = random.chance(0.35) ? random.range(0.003, 0.022) : 0;
  const jpegQuality = random.chance(0.5) ? random.integer(60, 97) : 100;
  return { blur: round(blur, 1e5), noise: round(noise), jpegQuality, seed: random.seed() };
}

/** A standard normal held within ±2.5. */
function clampNormal(random: Random): number {
  return Math.min(2.5, Math.max(-2.5, random.normal()));
}

function round(value: number, steps = 1000): number {
  return Math.round(value * steps) / steps;
}

function rounded(colour: Rgb): Rgb {
  return colour.map((part) => round(part, 1e4)) as unknown as Rgb;
}
