import type { Random } from '../random';
import { hsvColour, mixColours } from './pigments';
import type { Rgb, Scene } from './types';

const WARM: Rgb = [1, 0.78, 0.55];
const DAYLIGHT: Rgb = [1, 0.96, 0.9];
const COOL: Rgb = [0.8, 0.9, 1];

type Light = Scene['light'];
type LightKind = 'studio' | 'window' | 'sun' | 'overcast' | 'evening' | 'indoor' | 'ring' | 'neon';

/** Share of each kind of light. */
const LIGHT_KINDS: readonly (readonly [LightKind, number])[] = [
  ['studio', 5], ['window', 4], ['sun', 4], ['overcast', 4], ['evening', 3], ['indoor', 4], ['ring', 1.5], ['neon', 1.5],
];

/**
 * A light as portraits have it. The key stays within 80° of the viewing direction and the fill and environment never fall so low that the dark side of
 * the face is lost: their sum is at least a quarter of the key.
 */
export function sampleLight(random: Random): Light {
  const side = random.chance(0.5) ? 1 : -1;
  const light = lightOf(random.weighted(LIGHT_KINDS), random, side);
  return { ...light, exposureStops: round(Math.min(0.8, Math.max(-0.2, 0.25 + 0.2 * random.normal()))) };
}

function lightOf(kind: LightKind, random: Random, side: number): Omit<Light, 'exposureStops'> {
  const { range } = random;
  switch (kind) {
    case 'studio':
      return build(random, side, { key: [range(25, 55), range(20, 45)], keyColour: DAYLIGHT, intensity: range(0.8, 1.15), size: range(10, 30), fill: range(0.2, 0.5), rim: range(0, 0.7), ambient: range(0.22, 0.4), tint: [1, 1, 1] });
    case 'window':
      return build(random, side, { key: [range(45, 78), range(5, 30)], keyColour: mixColours(DAYLIGHT, COOL, random.next()), intensity: range(0.8, 1.2), size: range(30, 60), fill: range(0.12, 0.3), rim: 0, ambient: range(0.25, 0.42), tint: [1, 0.96, 0.92] });
    case 'sun':
      return build(random, side, { key: [range(0, 65), range(28, 62)], keyColour: [1, 0.95, 0.86], intensity: range(1.1, 1.5), size: range(1, 3), fill: range(0.15, 0.3), rim: range(0, 0.4), ambient: range(0.36, 0.5), tint: [0.86, 0.94, 1] });
    case 'overcast':
      return build(random, side, { key: [range(0, 40), range(45, 70)], keyColour: COOL, intensity: range(0.3, 0.6), size: range(60, 90), fill: range(0.1, 0.3), rim: 0, ambient: range(0.55, 0.75), tint: [0.94, 0.98, 1] });
    case 'evening':
      return build(random, side, { key: [range(20, 70), range(3, 20)], keyColour: WARM, intensity: range(0.9, 1.3), size: range(2, 8), fill: range(0.12, 0.3), rim: range(0, 0.9), ambient: range(0.3, 0.42), tint: [0.86, 0.92, 1] });
    case 'indoor':
      return build(random, side, { key: [range(0, 50), range(25, 60)], keyColour: mixColours(WARM, DAYLIGHT, random.next()), intensity: range(0.6, 1), size: range(15, 40), fill: range(0.2, 0.45), rim: range(0, 0.3), ambient: range(0.32, 0.5), tint: [1, 0.94, 0.86] });
    case 'ring':
      return build(random, side, { key: [range(0, 10), range(-3, 12)], keyColour: DAYLIGHT, intensity: range(0.8, 1.1), size: range(12, 22), fill: range(0.05, 0.2), rim: range(0, 0.4), ambient: range(0.22, 0.35), tint: [1, 1, 1] });
    case 'neon':
      return neonLight(random, side);
  }
}

function neonLight(random: Random, side: number): Omit<Light, 'exposureStops'> {
  const { range } = random;
  const hue = random.next();
  const light = build(random, side, { key: [range(25, 60), range(0, 30)], keyColour: hsvColour(hue, range(0.15, 0.4), 1), intensity: range(0.8, 1.1), size: range(15, 35), fill: range(0.35, 0.55), rim: range(0.3, 1), ambient: range(0.26, 0.36), tint: [1, 0.97, 0.97] });
  const other = hsvColour(hue + range(0.3, 0.7), range(0.3, 0.6), 1);
  return { ...light, fill: { ...light.fill, colour: rounded(other) }, rim: { ...light.rim, colour: rounded(other) } };
}

interface Recipe {
  readonly key: readonly [azimuthDeg: number, elevationDeg: number];
  readonly keyColour: Rgb;
  readonly intensity: number;
  readonly size: number;
  readonly fill: number;
  readonly rim: number;
  /** Mean light of the environment and its tint. */
  readonly ambient: number;
  readonly tint: Rgb;
}

function build(random: Random, side: number, recipe: Recipe): Omit<Light, 'exposureStops'> {
  const { key, keyColour, intensity, size, fill, rim, ambient, tint } = recipe;
  const environment = (gain: number): Rgb => rounded(tint.map((part) => part * ambient * gain) as unknown as Rgb);
  return {
    key: { azimuthDeg: round(side * key[0]), elevationDeg: round(key[1]), colour: rounded(keyColour), intensity: round(intensity), sizeDeg: round(size) },
    fill: { azimuthDeg: round(-side * random.range(25, 65)), elevationDeg: round(random.range(-5, 25)), colour: rounded(mixColours(DAYLIGHT, COOL, random.next())), intensity: round(fill) },
    rim: { azimuthDeg: round(-side * random.range(130, 165)), elevationDeg: round(random.range(10, 50)), colour: rounded(mixColours(keyColour, DAYLIGHT, random.next())), intensity: round(rim) },
    sky: environment(1.25),
    horizon: environment(1),
    ground: environment(random.range(0.4, 0.75)),
  };
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}

function rounded(colour: Rgb): Rgb {
  return colour.map(round) as unknown as Rgb;
}
