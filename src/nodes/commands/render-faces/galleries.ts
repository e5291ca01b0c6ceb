import type { FaceModel } from '../../../face/model/types';
import { mixSeeds } from '../../../face/random';
import { defaultScene } from '../../../face/scene/parse';
import { sampleScene } from '../../../face/scene/sample-scene';
import { trueSwap } from '../../../face/scene/true-swap';
import type { Scene } from '../../../face/scene/types';

/** Fixed lists of scenes that show one thing each; `random` is what training draws. */
export const GALLERIES = ['random', 'expressions', 'poses', 'lights', 'swaps'] as const;
export type Gallery = (typeof GALLERIES)[number];

/** A scene to render and what to call it. */
export interface GalleryItem {
  readonly label: string;
  readonly scene: Scene;
}

/** How many pictures a gallery has. `count` is read by `random` (pictures) and `swaps` (rows of source, target and true swap). */
export function galleryLength(gallery: Gallery, count: number): number {
  switch (gallery) {
    case 'random':
      return count;
    case 'swaps':
      return 3 * count;
    case 'expressions':
      return EXPRESSIONS.length;
    case 'poses':
      return POSES.length;
    case 'lights':
      return LIGHTS.length;
  }
}

/** Picture number `index` of a gallery, and what it is called. */
export function galleryItem(gallery: Gallery, model: FaceModel, seed: number, index: number): GalleryItem {
  switch (gallery) {
    case 'random':
      return { label: 'face', scene: sampleScene(mixSeeds(seed, index), model) };
    case 'swaps':
      return pairItem(model, seed, Math.floor(index / 3), index % 3);
    case 'expressions': {
      const [label, expression] = EXPRESSIONS[index]!;
      return { label, scene: { ...quiet(model, seed), expression, camera: CLOSE_UP } };
    }
    case 'poses': {
      const [yawDeg, pitchDeg, rollDeg] = POSES[index]!;
      const gaze = { yawDeg: 22 * Math.tanh(-yawDeg / 22), pitchDeg: 12 * Math.tanh(-pitchDeg / 12) };
      return { label: `yaw ${yawDeg}, pitch ${pitchDeg}, roll ${rollDeg}`, scene: { ...quiet(model, seed), pose: { yawDeg, pitchDeg, rollDeg }, gaze } };
    }
    case 'lights': {
      const [label, change] = LIGHTS[index]!;
      const scene = quiet(model, seed);
      return { label, scene: { ...scene, camera: CLOSE_UP, light: { ...scene.light, ...change } } };
    }
  }
}

/** Source (0), target (1) or true swap (2) of a pair. */
function pairItem(model: FaceModel, seed: number, pair: number, role: number): GalleryItem {
  const source = sampleScene(mixSeeds(seed, 2 * pair), model);
  if (role === 0) return { label: 'source', scene: source };
  const target = sampleScene(mixSeeds(seed, 2 * pair + 1), model);
  return role === 1 ? { label: 'target', scene: target } : { label: 'swap', scene: trueSwap(source, target, model) };
}

const CLOSE_UP: Scene['camera'] = { focalLengthMm: 85, headFraction: 0.9, centre: [0.5, 0.5] };

/** One person, from the front, at rest, in an even light. */
function quiet(model: FaceModel, seed: number): Scene {
  const drawn = sampleScene(seed, model, { occluders: false, accessories: false, post: false });
  const plain = defaultScene();
  return { ...plain, identity: drawn.identity, background: { ...plain.background, seed } };
}

const both = (name: string, value: number): Record<string, number> => ({ [`${name}Left`]: value, [`${name}Right`]: value });

const EXPRESSIONS: readonly (readonly [string, Record<string, number>])[] = [
  ['neutral', {}],
  ['closed smile', { ...both('mouthSmile', 0.7), ...both('cheekSquint', 0.4) }],
  ['open smile', { ...both('mouthSmile', 0.85), jawOpen: 0.2, ...both('mouthUpperUp', 0.3), ...both('cheekSquint', 0.6) }],
  ['laugh', { ...both('mouthSmile', 1), jawOpen: 0.5, ...both('cheekSquint', 0.8), ...both('eyeSquint', 0.5) }],
  ['smirk', { mouthSmileLeft: 0.7, mouthDimpleLeft: 0.4, browOuterUpRight: 0.4 }],
  ['frown', both('mouthFrown', 0.9)],
  ['sadness', { browInnerUp: 0.8, ...both('mouthFrown', 0.6), mouthShrugLower: 0.4 }],
  ['anger', { ...both('browDown', 0.95), ...both('eyeSquint', 0.4), ...both('mouthPress', 0.6) }],
  ['disgust', { ...both('noseSneer', 0.95), ...both('mouthUpperUp', 0.5), ...both('browDown', 0.5) }],
  ['surprise', { browInnerUp: 0.9, ...both('browOuterUp', 0.9), ...both('eyeWide', 0.8), jawOpen: 0.45 }],
  ['fear', { browInnerUp: 0.9, ...both('eyeWide', 0.8), ...both('mouthStretch', 0.7), jawOpen: 0.15 }],
  ['ah', { jawOpen: 0.6 }],
  ['oh', { jawOpen: 0.4, mouthFunnel: 0.8 }],
  ['ee', { ...both('mouthStretch', 0.5), ...both('mouthLowerDown', 0.5), ...both('mouthUpperUp', 0.4), jawOpen: 0.1 }],
  ['kiss', { mouthPucker: 1 }],
  ['pressed lips', { ...both('mouthPress', 0.9), mouthRollLower: 0.4, mouthRollUpper: 0.4 }],
  ['blink', both('eyeBlink', 1)],
  ['wink', { eyeBlinkLeft: 1, cheekSquintLeft: 0.6, mouthSmileLeft: 0.3 }],
  ['squint', both('eyeSquint', 1)],
  ['raised brows', { browInnerUp: 0.6, ...both('browOuterUp', 1) }],
  ['puffed cheeks', { cheekPuff: 1, ...both('mouthPress', 0.3) }],
  ['mouth left', { mouthLeft: 0.8, jawLeft: 0.4 }],
  ['jaw forward', { jawForward: 1 }],
  ['wide open', { jawOpen: 1 }],
];

const POSES: readonly (readonly [yawDeg: number, pitchDeg: number, rollDeg: number])[] = [
  [-75, 0, 0], [-45, 0, 0], [0, 0, 0], [45, 0, 0], [75, 0, 0],
  [-40, 25, 0], [-20, 30, 0], [0, 35, 0], [20, 30, 0], [40, 25, 0],
  [-40, -25, 10], [-20, -30, -15], [0, -35, 0], [20, -25, 25], [60, -15, -20],
];

const LIGHTS: readonly (readonly [string, Partial<Scene['light']>])[] = [
  ['studio', {}],
  ['window', { key: { azimuthDeg: -75, elevationDeg: 15, colour: [1, 0.98, 0.95], intensity: 1.2, sizeDeg: 50 } }],
  ['noon sun', { key: { azimuthDeg: 15, elevationDeg: 62, colour: [1, 0.95, 0.86], intensity: 1.5, sizeDeg: 1 }, sky: [0.42, 0.5, 0.6] }],
  ['overcast', { key: { azimuthDeg: 0, elevationDeg: 70, colour: [0.9, 0.95, 1], intensity: 0.35, sizeDeg: 90 }, sky: [0.8, 0.84, 0.9], horizon: [0.6, 0.62, 0.66], ground: [0.3, 0.3, 0.3] }],
  ['evening sun', { key: { azimuthDeg: 60, elevationDeg: 8, colour: [1, 0.72, 0.45], intensity: 1.4, sizeDeg: 3 }, sky: [0.26, 0.3, 0.4] }],
  ['from below', { key: { azimuthDeg: 10, elevationDeg: -40, colour: [1, 0.85, 0.7], intensity: 1, sizeDeg: 20 } }],
  ['neon', { key: { azimuthDeg: -50, elevationDeg: 10, colour: [1, 0.35, 0.6], intensity: 1.1, sizeDeg: 30 }, fill: { azimuthDeg: 55, elevationDeg: 10, colour: [0.3, 0.6, 1], intensity: 0.8 } }],
  ['back light', { rim: { azimuthDeg: 160, elevationDeg: 35, colour: [1, 0.95, 0.85], intensity: 2.5 }, key: { azimuthDeg: -30, elevationDeg: 20, colour: [1, 1, 1], intensity: 0.5, sizeDeg: 60 } }],
];
