import type { NamedCoefficients } from '../model/types';
import type { Rgb, Scene } from './types';
import { BACKGROUNDS, FACIAL_HAIR_STYLES, GLASSES_STYLES, HAIR_STYLES, HEADWEAR_STYLES, OCCLUDERS } from './types';

/** A number with its range, both ends included. */
export interface NumberField {
  readonly kind: 'number';
  readonly default: number;
  readonly min: number;
  readonly max: number;
  readonly integer: boolean;
  readonly help: string;
}

/** One of a fixed list of words. */
export interface ChoiceField<T extends string = string> {
  readonly kind: 'choice';
  readonly default: T;
  readonly options: readonly T[];
  readonly help: string;
}

/** A list of fixed length. */
export interface ListField {
  readonly kind: 'list';
  readonly items: readonly (NumberField | ListField)[];
  readonly help: string;
}

/** Coefficients by mode name; empty by default, each in min..max. */
export interface CoefficientsField {
  readonly kind: 'coefficients';
  readonly min: number;
  readonly max: number;
  readonly help: string;
}

/** An object with exactly these fields. */
export interface ObjectField<T = Readonly<Record<string, unknown>>> {
  readonly kind: 'object';
  readonly fields: { readonly [Key in keyof T]: FieldFor<T[Key]> };
  readonly help: string;
}

export type Field = NumberField | ChoiceField | ListField | CoefficientsField | AnyObjectField;
export interface AnyObjectField {
  readonly kind: 'object';
  readonly fields: Readonly<Record<string, Field>>;
  readonly help: string;
}

/** The kind of field that a value of the scene needs: the table below does not compile when it and the type `Scene` differ. */
type FieldFor<T> = [T] extends [string] ? ChoiceField<T>
  : [T] extends [number] ? NumberField
    : [T] extends [readonly unknown[]] ? ListField
      : [T] extends [NamedCoefficients] ? (string extends keyof T ? CoefficientsField : ObjectField<T>)
        : ObjectField<T>;

const num = (value: number, min: number, max: number, help: string): NumberField => ({ kind: 'number', default: value, min, max, integer: false, help });
const int = (value: number, min: number, max: number, help: string): NumberField => ({ kind: 'number', default: value, min, max, integer: true, help });
const unit = (value: number, help: string): NumberField => num(value, 0, 1, help);
const choice = <T extends string>(options: readonly T[], value: T, help: string): ChoiceField<T> => ({ kind: 'choice', default: value, options, help });
const rgb = (value: Rgb, help: string, max = 1): ListField => ({ kind: 'list', items: value.map((part) => num(part, 0, max, help)), help });
const coefficients = (min: number, max: number, help: string): CoefficientsField => ({ kind: 'coefficients', min, max, help });
const object = <T>(help: string, fields: ObjectField<T>['fields']): ObjectField<T> => ({ kind: 'object', fields, help });

const MAX_SEED = 4294967295;
const seed = (help: string): NumberField => int(1, 0, MAX_SEED, help);
const lamp = (help: string, azimuthDeg: number, elevationDeg: number, intensity: number) => ({
  azimuthDeg: num(azimuthDeg, -180, 180, `${help}: degrees towards the picture's right, seen from the head.`),
  elevationDeg: num(elevationDeg, -90, 90, `${help}: degrees up, seen from the head.`),
  colour: rgb([1, 0.96, 0.9], `${help}: linear RGB.`),
  intensity: num(intensity, 0, 8, `${help}: brightness; 1 lights a white wall fully.`),
});

/** Every field of a scene with its default, range and meaning. The parser, the defaults and the JSON Schema are read off this table. */
export const SCENE_FIELDS: ObjectField<Scene> = object<Scene>('Everything that a picture of one person depends on. Left and right are the subject\'s own.', {
  version: int(1, 1, 1, 'Version of this format.'),
  identity: object<Scene['identity']>('Who it is.', {
    shape: coefficients(-4, 4, 'Identity coefficients α by mode name, standard deviations.'),
    skin: object<Scene['identity']['skin']>('Two-layer skin.', {
      melanin: unit(0.25, 'Melanin: 0 very light, 1 very dark.'),
      haemoglobin: unit(0.45, 'Haemoglobin: 0 pale, 1 ruddy.'),
      textureSeed: seed('Draws moles, blotches and pores.'),
    }),
    eyes: object<Scene['identity']['eyes']>('Irises.', {
      irisColour: rgb([0.12, 0.07, 0.035], 'Linear RGB of the iris.'),
      limbalRing: unit(0.6, 'Darkness of the ring around the iris.'),
    }),
    brows: object<Scene['identity']['brows']>('Eyebrows.', {
      thickness: unit(0.5, 'Thickness.'),
      density: unit(0.6, 'Density of the hairs.'),
      arch: unit(0.45, 'Height of the arch.'),
      colour: rgb([0.05, 0.035, 0.025], 'Linear RGB.'),
    }),
    lips: object<Scene['identity']['lips']>('Lips.', {
      tint: unit(0.1, '0 natural flesh, 1 strongly coloured.'),
      colour: rgb([0.45, 0.12, 0.12], 'Linear RGB of the tint.'),
    }),
    freckles: unit(0, 'Density of freckles.'),
    ageLines: unit(0.15, '0 smooth, 1 deep lines, folds and spots.'),
    facialHair: object<Scene['identity']['facialHair']>('Beard and moustache.', {
      style: choice(FACIAL_HAIR_STYLES, 'none', 'Style of the beard.'),
      density: unit(0.6, 'Density of the hairs.'),
      colour: rgb([0.05, 0.035, 0.025], 'Linear RGB.'),
    }),
    hair: object<Scene['identity']['hair']>('Hair of the head.', {
      style: choice(HAIR_STYLES, 'short', 'Hair style.'),
      colour: rgb([0.06, 0.04, 0.025], 'Linear RGB before greying.'),
      greyness: unit(0, 'Share of grey hairs.'),
      seed: seed('Draws the strands.'),
    }),
  }),
  expression: coefficients(0, 1, 'Expression coefficients β by ARKit name; 1 is the full pose.'),
  gaze: object<Scene['gaze']>('Direction of the eyes relative to the head.', {
    yawDeg: num(0, -40, 40, 'Degrees to the subject\'s left.'),
    pitchDeg: num(0, -30, 30, 'Degrees up.'),
  }),
  pose: object<Scene['pose']>('Rotation of the head.', {
    yawDeg: num(0, -75, 75, 'Degrees to the subject\'s left (picture right).'),
    pitchDeg: num(0, -35, 35, 'Degrees up.'),
    rollDeg: num(0, -35, 35, 'Degrees counter-clockwise in the picture.'),
  }),
  camera: object<Scene['camera']>('Camera.', {
    focalLengthMm: num(70, 20, 200, 'Focal length on a sensor 24 mm high.'),
    headFraction: num(0.7, 0.2, 1.6, 'Fraction of the picture height that 23 cm cover at the head; sets the distance.'),
    centre: {
      kind: 'list',
      items: [num(0.5, -0.5, 1.5, 'Fraction of the width, right.'), num(0.46, -0.5, 1.5, 'Fraction of the height, down.')],
      help: 'Where the point between the eyes lands, as fractions of the picture.',
    },
  }),
  light: object<Scene['light']>('Lights.', {
    key: object<Scene['light']['key']>('Main light.', {
      ...lamp('Main light', -35, 35, 1.1),
      sizeDeg: num(12, 0, 90, 'Apparent size of the lamp: softness of its shadows, degrees.'),
    }),
    fill: object<Scene['light']['fill']>('Light that softens shadows.', lamp('Fill light', 50, 10, 0.35)),
    rim: object<Scene['light']['rim']>('Light from behind.', lamp('Rim light', 150, 30, 0.3)),
    sky: rgb([0.34, 0.36, 0.4], 'Light of the environment from above, linear RGB.', 4),
    horizon: rgb([0.26, 0.26, 0.27], 'Light of the environment from the horizon, linear RGB.', 4),
    ground: rgb([0.14, 0.12, 0.11], 'Light of the environment from below, linear RGB.', 4),
    exposureStops: num(0, -3, 3, 'Exposure in stops.'),
  }),
  glasses: object<Scene['glasses']>('Glasses.', {
    style: choice(GLASSES_STYLES, 'none', 'Style of the glasses.'),
    colour: rgb([0.03, 0.025, 0.02], 'Linear RGB of the frame.'),
  }),
  headwear: object<Scene['headwear']>('Hat or scarf.', {
    style: choice(HEADWEAR_STYLES, 'none', 'Style of the headwear.'),
    colour: rgb([0.08, 0.12, 0.25], 'Linear RGB.'),
  }),
  clothes: object<Scene['clothes']>('Clothes.', {
    colour: rgb([0.18, 0.22, 0.3], 'Linear RGB.'),
    collar: choice(['crew', 'shirt', 'vneck'], 'crew', 'Shape of the collar.'),
  }),
  occluder: object<Scene['occluder']>('A thing before the face.', {
    kind: choice(OCCLUDERS, 'none', 'What it is.'),
    colour: rgb([0.3, 0.35, 0.4], 'Linear RGB.'),
    centre: {
      kind: 'list',
      items: [num(0, -20, 20, 'Centimetres to the picture\'s right.'), num(-6, -20, 20, 'Centimetres up.')],
      help: 'Centre in the head frame, cm.',
    },
    sizeCm: num(8, 1, 40, 'Size, cm.'),
    rotationDeg: num(0, -180, 180, 'Rotation in the picture, degrees counter-clockwise.'),
  }),
  background: object<Scene['background']>('What is behind.', {
    kind: choice(BACKGROUNDS, 'gradient', 'Kind of background.'),
    colours: { kind: 'list', items: [rgb([0.36, 0.42, 0.5], 'Linear RGB.'), rgb([0.1, 0.12, 0.16], 'Linear RGB.')], help: 'Two colours, linear RGB.' },
    seed: seed('Draws the background.'),
  }),
  post: object<Scene['post']>('What the camera does to the picture.', {
    blur: num(0, 0, 0.05, 'Standard deviation of the blur as a fraction of the picture height.'),
    noise: num(0, 0, 0.2, 'Standard deviation of the noise, sRGB 0..1.'),
    jpegQuality: int(100, 5, 100, 'JPEG quality; 100 is off.'),
    seed: seed('Draws the noise.'),
  }),
});
