import type { FaceModel, NamedCoefficients } from '../model/types';
import type { Random } from '../random';
import type { Scene } from './types';

/**
 * One plausible face: ARKit's names without `Left` and `Right` where both sides move, and the range from which the strength is drawn.
 * All entries of a face share one draw of the strength, as the muscles of one feeling do, and each gets a little of its own.
 */
interface FaceKind {
  readonly name: string;
  readonly weight: number;
  readonly poses: Readonly<Record<string, readonly [weakest: number, strongest: number]>>;
  /** Standard deviation of the difference between the sides, relative; 1 draws on one side only. */
  readonly asymmetry?: number;
}

const FACE_KINDS: readonly FaceKind[] = [
  { name: 'neutral', weight: 18, poses: { mouthSmile: [0, 0.2], cheekSquint: [0, 0.1] } },
  { name: 'closedSmile', weight: 16, poses: { mouthSmile: [0.3, 0.95], cheekSquint: [0.1, 0.65], eyeSquint: [0, 0.35], mouthDimple: [0, 0.4] } },
  { name: 'openSmile', weight: 15, poses: { mouthSmile: [0.45, 1], jawOpen: [0.06, 0.25], mouthUpperUp: [0.1, 0.4], mouthLowerDown: [0.05, 0.25], cheekSquint: [0.15, 0.7], eyeSquint: [0.05, 0.45] } },
  { name: 'laugh', weight: 5, poses: { mouthSmile: [0.6, 1], jawOpen: [0.25, 0.55], mouthUpperUp: [0.2, 0.5], cheekSquint: [0.4, 0.9], eyeSquint: [0.2, 0.6], noseSneer: [0, 0.3] } },
  { name: 'speechAh', weight: 6, poses: { jawOpen: [0.12, 0.5], mouthLowerDown: [0, 0.35], mouthStretch: [0, 0.25] } },
  { name: 'speechOh', weight: 5, poses: { jawOpen: [0.1, 0.4], mouthFunnel: [0.25, 0.8], mouthPucker: [0, 0.3] } },
  { name: 'speechEe', weight: 5, poses: { jawOpen: [0.03, 0.15], mouthStretch: [0.15, 0.5], mouthUpperUp: [0.05, 0.3], mouthLowerDown: [0.1, 0.45] } },
  { name: 'speechEm', weight: 3, poses: { mouthClose: [0, 0.1], mouthPress: [0.1, 0.6], mouthRollLower: [0, 0.4], mouthRollUpper: [0, 0.3] } },
  { name: 'kiss', weight: 2.5, poses: { mouthPucker: [0.3, 0.95], mouthFunnel: [0, 0.2] } },
  { name: 'surprise', weight: 5, poses: { browInnerUp: [0.3, 0.9], browOuterUp: [0.25, 0.85], eyeWide: [0.15, 0.7], jawOpen: [0.1, 0.5] } },
  { name: 'sadness', weight: 4, poses: { browInnerUp: [0.2, 0.7], mouthFrown: [0.2, 0.8], mouthShrugLower: [0, 0.45], eyeSquint: [0, 0.2] } },
  { name: 'anger', weight: 4, poses: { browDown: [0.3, 0.95], eyeSquint: [0.1, 0.5], mouthPress: [0.1, 0.6], noseSneer: [0, 0.4], mouthFrown: [0, 0.3] } },
  { name: 'disgust', weight: 4, poses: { noseSneer: [0.35, 0.95], mouthUpperUp: [0.2, 0.6], browDown: [0.1, 0.5], mouthFrown: [0, 0.4], cheekSquint: [0.1, 0.5] } },
  { name: 'fear', weight: 2, poses: { browInnerUp: [0.4, 0.9], eyeWide: [0.2, 0.7], mouthStretch: [0.2, 0.7], jawOpen: [0.03, 0.25] } },
  { name: 'thought', weight: 4, poses: { browDown: [0, 0.4], mouthPress: [0, 0.4], mouthPucker: [0, 0.35], eyeSquint: [0.1, 0.5] } },
  { name: 'smirk', weight: 3, poses: { mouthSmile: [0.2, 0.7], mouthDimple: [0.1, 0.5], browOuterUp: [0, 0.5] }, asymmetry: 1 },
  { name: 'puffedCheeks', weight: 1, poses: { cheekPuff: [0.3, 0.9], mouthPress: [0, 0.3] } },
  { name: 'sidewaysMouth', weight: 1.5, poses: { mouth: [0.15, 0.6], jaw: [0, 0.35] }, asymmetry: 1 },
];

/**
 * An expression as people have it: one of eighteen faces at a random strength, slightly uneven, plus lids. Lids are open (a little lower when the
 * gaze falls) but for about 1.5 % that are shut and 3 % half shut. Only names that the model has are used; values 0..1.
 */
export function sampleExpression(random: Random, model: FaceModel, gaze: Scene['gaze'], intensity = 1): NamedCoefficients {
  const kind = random.weighted(FACE_KINDS.map((face) => [face, face.weight]));
  const strength = random.next();
  const values = new Map<string, number>();
  const add = (name: string, value: number): void => {
    values.set(name, (values.get(name) ?? 0) + value);
  };
  const side = random.chance(0.5) ? 'Left' : 'Right';
  for (const [pose, [weakest, strongest]] of Object.entries(kind.poses)) {
    const share = Math.min(1, Math.max(0, strength + 0.2 * random.normal()));
    const value = intensity * (weakest + share * (strongest - weakest));
    if (kind.asymmetry === 1) {
      add(pose + side, value);
      continue;
    }
    add(pose, value);
    const tilt = 0.1 * random.normal();
    add(`${pose}Left`, value * (1 + tilt));
    add(`${pose}Right`, value * (1 - tilt));
  }
  // Faces at rest are never exactly the neutral pose.
  for (const name of ['mouthSmile', 'mouthFrown', 'browDown', 'browOuterUp', 'eyeSquint']) {
    const rest = Math.max(0, 0.05 * random.normal());
    for (const end of ['Left', 'Right']) add(name + end, rest * (1 + 0.3 * random.normal()));
  }
  if (random.chance(0.4)) add('browInnerUp', Math.abs(0.08 * random.normal()));
  const lids = sampleLids(random, gaze, (values.get('eyeWideLeft') ?? 0) > 0.05);
  add('eyeBlinkLeft', lids);
  add('eyeBlinkRight', lids * (1 + 0.03 * random.normal()));
  return namesOf(model, values);
}

function sampleLids(random: Random, gaze: Scene['gaze'], wide: boolean): number {
  if (wide) return 0;
  const drawn = random.next();
  if (drawn < 0.015) return random.range(0.9, 1);
  if (drawn < 0.045) return random.range(0.3, 0.6);
  return Math.abs(0.06 * random.normal()) + Math.max(0, -gaze.pitchDeg) * 0.012;
}

function namesOf(model: FaceModel, values: ReadonlyMap<string, number>): NamedCoefficients {
  const result: Record<string, number> = {};
  for (const mode of model.expressionModes) {
    const value = values.get(mode.name) ?? 0;
    const limited = Math.min(mode.max, 1, Math.max(mode.min, 0, value));
    if (limited > 0.005) result[mode.name] = Math.round(limited * 1e4) / 1e4;
  }
  return result;
}
