import { between, near, nearIn, outwards, STILL, sum, type ModeSculpt, type Spot } from './spot';
import { bell, clamp, scale, smoothstep, type Vec3 } from './vector';

/** Pushes out from the head's axis with a weight. */
const swell = (s: Spot, amountCm: number): Vec3 => scale(outwards(s), amountCm);
const faceFront = (s: Spot): number => between(s.z, -6.5, -2);
const aboveNeck = (s: Spot): number => between(s.cy, -13.5, -11);

/** Skull, jaw, chin and cheekbones of the face. */
export const BONE_MODES: readonly ModeSculpt[] = [
  { name: 'faceWidth', help: 'The whole face and skull are wider.', move: (s) => [0.038 * s.x * between(s.cy, -17, -9) * (1 - 0.35 * between(s.y, 5, 11)), 0, 0], eye: { move: [0.12, 0, 0] } },
  { name: 'faceLength', help: 'The face is longer from the eyes down to the chin.', move: (s) => [0, 0.045 * clamp(s.y + 0.6, -11, 0) * faceFront(s) + 0.045 * clamp(s.y + 0.6, -11, 0) * (1 - faceFront(s)) * between(s.cy, -4, -11), 0] },
  { name: 'lowerFaceLength', help: 'The part below the nose is longer.', move: (s) => [0, -0.3 * smoothstep(-5, -10.5, s.y) * between(s.z, -8, -2), 0] },
  { name: 'midFaceLength', help: 'Mouth and nose base lie lower under the eyes.', move: (s) => [0, -0.2 * smoothstep(-0.8, -5, s.y) * (1 - smoothstep(-7.5, -11, s.y)) * between(s.z, -6, -1), 0] },
  { name: 'jawWidth', help: 'The jaw is wider at its angles.', move: (s) => [0.31 * (s.x / 5.5) * nearIn(s, [4.9, -7.6, -3.6], [4.6, 4.6, 6]), 0, 0] },
  { name: 'jawAngle', help: 'The angle of the jaw sits lower and squarer.', move: (s) => { const w = nearIn(s, [5.3, -7.6, -4.6], [3.2, 3.6, 3.8]); return [0.07 * w, -0.28 * w, -0.05 * w]; } },
  { name: 'jawTaper', help: 'The jaw narrows more towards the chin.', move: (s) => { const w = nearIn(s, [3.2, -9.3, -0.8], [2.9, 2.6, 3.4]); return [-0.3 * w, 0.06 * w, -0.06 * w]; } },
  { name: 'jawProjection', help: 'Lower jaw and lower lip stand further forward.', move: (s) => [0, 0, 0.24 * smoothstep(-6.8, -9.3, s.lip > 0 ? -6 : s.y) * between(s.z, -5, 1) * aboveNeck(s)] },
  { name: 'chinWidth', help: 'The chin is broader.', move: (s) => { const w = near(s, 1.5, -9.9, 2.2, 2); return [0.28 * w * smoothstep(0, 1, s.x), 0, 0.04 * w]; } },
  { name: 'chinLength', help: 'The chin reaches lower.', move: (s) => [0, -0.36 * near(s, 0, -10.9, 3.6, 3.0), 0] },
  { name: 'chinForward', help: 'The chin stands further forward.', move: (s) => { const w = near(s, 0, -10.1, 2.9, 2.5); return [0, -0.05 * w, 0.32 * w]; } },
  { name: 'chinBall', help: 'The chin is rounder, with a deeper fold under the lip.', move: (s) => [0, 0, 0.17 * near(s, 0, -9.9, 1.6, 1.2) - 0.14 * near(s, 0, -8.75, 2.2, 0.75)] },
  { name: 'chinCleft', help: 'The chin has a dent in its middle.', min: -1, move: (s) => [0, 0, -0.075 * near(s, 0, -9.95, 0.62, 1.1) + 0.03 * near(s, 0.6, -9.95, 0.6, 1)] },
  { name: 'cheekboneWidth', help: 'The cheekbones stand out further to the sides.', move: (s) => [0.3 * nearIn(s, [5.8, -1.9, -2.6], [2.6, 3, 4.6]), 0, 0] },
  { name: 'cheekboneForward', help: 'The cheekbones stand out further to the front.', move: (s) => { const w = near(s, 4.1, -2.5, 2.5, 2.1); return [0.07 * w, 0.03 * w, 0.22 * w]; } },
  { name: 'cheekboneHeight', help: 'The fullest point of the cheekbone lies higher.', move: (s) => sum(scale(outwards(s), 0.13 * near(s, 4.7, -1.7, 2.2, 1.2)), scale(outwards(s), -0.13 * near(s, 4.6, -3.9, 2.4, 1.7))) },
  { name: 'midFaceDepth', help: 'The middle of the face is flatter and lies further back; the cheeks stay.', move: (s) => [0, 0, -0.2 * near(s, 0, -2.6, 4.4, 4.4)] },
  { name: 'browRidge', help: 'The bone over the eyes stands out further.', move: (s) => { const w = (s.group === 'head' ? 1 : 0) * bell((s.cy - 1.7) / 1.55) * (1 - smoothstep(3.6, 6.4, s.cx)) * (0.72 + 0.28 * smoothstep(0, 1.8, s.cx)); return [0, -0.05 * w, 0.2 * w]; } },
  { name: 'browHeight', help: 'The brows sit higher over the eyes.', move: (s) => [0, 0.17 * near(s, 3.1, 2.1, 3.6, 1.9), 0] },
  { name: 'browTilt', help: 'The brow bone rises outwards.', move: (s) => [0, 0.15 * near(s, 4.7, 1.7, 1.9, 1.5) - 0.09 * near(s, 1.3, 1.8, 1.5, 1.2), 0] },
  { name: 'foreheadHeight', help: 'The forehead is higher.', move: (s) => [0, 0.3 * smoothstep(1.8, 6.5, s.y), 0] },
  { name: 'foreheadSlope', help: 'The forehead leans back.', move: (s) => [0, 0, -0.085 * clamp(s.y - 2.2, 0, 6) * between(s.z, -6, -0.5)] },
  { name: 'foreheadBulge', help: 'The forehead is rounder.', move: (s) => swell(s, 0.19 * near(s, 0, 5.2, 4.8, 3.2)) },
  { name: 'foreheadWidth', help: 'The forehead is wider at the temples.', move: (s) => { const w = nearIn(s, [5.2, 3.6, -1.6], [3, 4.6, 5]); return [0.26 * w, 0, 0.06 * w]; } },
  { name: 'templeHollow', help: 'The temples sink in.', min: -2, move: (s) => { const w = nearIn(s, [5.9, 2.4, -2.2], [1.9, 2.6, 2.7]); return [-0.22 * w, 0, -0.08 * w]; } },
  { name: 'mouthForward', help: 'Both jaws with the lips stand forward.', move: (s) => [0, 0, 0.2 * near(s, 0, -6.9, 3.7, 2.9)] },
  { name: 'faceSkew', help: 'The chin and mouth are shifted to the subject\'s left.', sigma: 0.8, side: 'whole', move: (s) => [0.16 * smoothstep(-2, -9, s.y) * between(s.z, -7, 0) * aboveNeck(s), 0, 0] },
  { name: 'faceTwist', help: 'The subject\'s left side of the face sits higher than the right.', sigma: 0.8, side: 'whole', move: (s) => (s.group === 'head' ? [0, 0.085 * clamp(s.cx / 3.5, -1, 1) * between(s.z, -4, 0) * between(s.cy, -11, -6) * (1 - smoothstep(3, 5, s.cy)), 0] : STILL), eye: { move: [0, 0, 0] } },
];

/** Cranium, neck: what stays with the target of a swap. */
export const HEAD_MODES: readonly ModeSculpt[] = [
  { name: 'craniumWidth', help: 'The skull is wider above the ears.', region: 'head', move: (s) => [0.05 * s.x * smoothstep(0.5, 4.5, s.y) * between(s.z, 2.5, -3), 0, 0] },
  { name: 'craniumHeight', help: 'The crown is higher.', region: 'head', move: (s) => [0, 0.34 * smoothstep(5.5, 11.5, s.y), 0] },
  { name: 'craniumLength', help: 'The back of the head reaches further back.', region: 'head', move: (s) => [0, 0, 0.06 * clamp(s.z + 6, -12, 0) * smoothstep(-6, 0, s.y)] },
  { name: 'occiput', help: 'The back of the head bulges lower down.', region: 'head', move: (s) => { const w = nearIn(s, [0, 0.5, -15], [6, 4.5, 5]); return [0, 0, -0.4 * w]; } },
  { name: 'neckWidth', help: 'The neck is thicker.', region: 'head', move: (s) => { const w = between(s.y, -8, -12.5) * smoothstep(-10.6, -13.2, s.cy); return [0.07 * s.x * w, 0, 0.06 * (s.z + 7.5) * w]; } },
  { name: 'neckForward', help: 'The neck leans further forward under the head.', region: 'head', move: (s) => [0, 0, -0.3 * smoothstep(-9, -16.5, s.y) * smoothstep(-10.8, -14, s.cy)] },
  { name: 'adamsApple', help: 'The larynx stands out.', region: 'head', min: -1, move: (s) => [0, 0, 0.24 * nearIn(s, [0, -13.6, -2], [1.5, 1.5, 2.5])] },
  { name: 'trapezius', help: 'The muscles between neck and shoulder are fuller.', region: 'head', move: (s) => [0.3 * nearIn(s, [5.5, -16, -9], [3.5, 4, 4.5]), 0, 0] },
];
