import { EYE } from './anatomy';
import { LID, marginPoint } from './eyelids';
import { between, near, STILL, sum, type ModeSculpt, type Spot } from './spot';
import { mix, smoothstep, type Vec3 } from './vector';

const onLid = (s: Spot): boolean => s.ring?.of === 'eyeLeft' || s.ring?.of === 'eyeRight';
/** Share of the margin's motion that each lid ring takes, upper and lower. */
const UPPER_SHARE = [0, 0.03, 0.1, 0.3, 0.6, 0.87, 1, 1, 0.95];
const LOWER_SHARE = [0, 0.1, 0.25, 0.45, 0.7, 0.9, 1, 1, 0.95];
/** Where the lids meet, as a share of the opening from the lower margin. */
const MEETING = 0.13;

/** Follows the eyeball when a lid vertex moves by dy: the change of depth of the ball's front there. */
function alongBall(s: Spot, dy: number): number {
  const radius = EYE.radiusCm + EYE.lidThicknessCm;
  const depth = (y: number): number => Math.sqrt(Math.max(0.16, radius * radius - (s.x - EYE.centre[0]) ** 2 - y * y));
  return depth(s.y + dy) - depth(s.y);
}

/** Moves the upper lid's margin by a share of the opening (1 = down to the meeting line, negative = up) and the rest of the lid with it. */
function upperLid(s: Spot, amount: number): Vec3 {
  if (!onLid(s) || s.ring!.half <= 0) return STILL;
  const top = marginPoint(s.ring!.along, 1)[1];
  const bottom = marginPoint(s.ring!.along, -1)[1];
  const dy = amount * (mix(bottom, top, MEETING) - top) * UPPER_SHARE[s.ring!.index]!;
  return [0, dy, alongBall(s, dy) * (s.ring!.index >= LID.crease ? 1 : 0.25)];
}

function lowerLid(s: Spot, amount: number): Vec3 {
  if (!onLid(s) || s.ring!.half >= 0) return STILL;
  const top = marginPoint(s.ring!.along, 1)[1];
  const bottom = marginPoint(s.ring!.along, -1)[1];
  const dy = amount * (top - bottom) * MEETING * LOWER_SHARE[s.ring!.index]!;
  return [0, dy, alongBall(s, dy) * (s.ring!.index >= LID.crease ? 1 : 0.3)];
}

const sides = ['Left', 'Right'] as const;
const both = (make: (side: 'Left' | 'Right') => ModeSculpt): ModeSculpt[] => sides.map(make);
const named = (side: 'Left' | 'Right'): { readonly side: 'left' | 'right'; readonly middleCm: number } => ({ side: side === 'Left' ? 'left' : 'right', middleCm: 0.6 });

export const LID_MODES: readonly ModeSculpt[] = [
  ...both((side) => ({ name: `eyeBlink${side}`, help: `The subject's ${side.toLowerCase()} eye closes.`, sigma: 0.3, ...named(side),
    move: (s) => sum(upperLid(s, 1), lowerLid(s, 1), [0, -0.05 * near(s, 3.2, 1.3, 2.2, 1.1), 0]) })),
  ...both((side) => ({ name: `eyeSquint${side}`, help: `The lids of the subject's ${side.toLowerCase()} eye narrow, the lower one most.`, sigma: 0.3, ...named(side),
    move: (s) => sum(upperLid(s, 0.16), lowerLid(s, 2.4), [0, 0.13 * near(s, 3.4, -1.5, 2.2, 1.0), 0.07 * near(s, 3.2, -1.2, 1.7, 0.8)], [0, -0.05 * near(s, 3.2, 1.7, 2.4, 1.1), 0]) })),
  ...both((side) => ({ name: `eyeWide${side}`, help: `The subject's ${side.toLowerCase()} eye opens wide.`, sigma: 0.25, ...named(side),
    move: (s) => sum(upperLid(s, -0.34), lowerLid(s, -0.5), [0, 0.08 * near(s, 3.2, 1.5, 2.4, 1.2), 0]) })),
  ...both((side) => ({ name: `eyeLookUp${side}`, help: `The upper lid of the subject's ${side.toLowerCase()} eye follows a look upwards.`, sigma: 0.2, ...named(side), move: (s) => sum(upperLid(s, -0.26), lowerLid(s, 0.5)) })),
  ...both((side) => ({ name: `eyeLookDown${side}`, help: `The upper lid of the subject's ${side.toLowerCase()} eye follows a look downwards.`, sigma: 0.2, ...named(side), move: (s) => sum(upperLid(s, 0.45), lowerLid(s, -0.7)) })),
];

const forehead = (s: Spot): number => between(s.cy, 7.5, 3.2) * smoothstep(0.5, 1.6, s.cy);

export const BROW_MODES: readonly ModeSculpt[] = [
  { name: 'browInnerUp', help: 'The inner ends of both brows rise.', sigma: 0.35, move: (s) => { const w = near(s, 1.3, 2.0, 2.3, 1.75); return [-0.05 * w, 0.5 * w * forehead(s) + 0.1 * w, 0.04 * w]; } },
  ...both((side) => ({ name: `browDown${side}`, help: `The subject's ${side.toLowerCase()} brow is drawn down and inwards.`, sigma: 0.3, ...named(side),
    move: (s) => { const w = near(s, 2.0, 1.85, 2.9, 1.5); const inner = near(s, 1.1, 1.8, 1.3, 1.2); return [-0.16 * w * smoothstep(0.05, 0.9, s.cx), -0.3 * w - 0.14 * inner, 0.06 * w + 0.08 * inner]; } })),
  ...both((side) => ({ name: `browOuterUp${side}`, help: `The outer part of the subject's ${side.toLowerCase()} brow rises.`, sigma: 0.3, ...named(side),
    move: (s) => { const w = near(s, 4.0, 2.0, 2.5, 1.7); return [0, 0.48 * w, 0.02 * w]; } })),
];

export const CHEEK_NOSE_MODES: readonly ModeSculpt[] = [
  ...both((side) => ({ name: `cheekSquint${side}`, help: `The subject's ${side.toLowerCase()} cheek is lifted towards the eye.`, sigma: 0.3, ...named(side),
    move: (s) => { const w = near(s, 3.9, -2.9, 2.5, 2.2); return sum([0.05 * w, 0.34 * w, 0.2 * w], lowerLid(s, 1.1)); } })),
  ...both((side) => ({ name: `noseSneer${side}`, help: `The subject's ${side.toLowerCase()} side of the nose wrinkles and its wing rises.`, sigma: 0.25, ...named(side), middleCm: 0.7,
    move: (s) => {
      const wing = near(s, 1.5, -4.6, 1.4, 1.3);
      const lip = s.lip >= 0 ? near(s, 1.3, -6.0, 1.7, 1.4) : 0;
      const crease = near(s, 0.9, -0.7, 0.9, 1.0);
      return [0.06 * wing, 0.26 * wing + 0.2 * lip + 0.02 * crease, 0.04 * wing + 0.04 * near(s, 1.7, -3.2, 1.0, 1.2)];
    } })),
  { name: 'cheekPuff', help: 'Both cheeks are blown up.', sigma: 0.2, move: (s) => {
    const w = near(s, 4.3, -6.0, 3.1, 3.0);
    const z = s.z + 5;
    const size = Math.hypot(s.x, z) || 1;
    const lips = near(s, 0, -7, 3, 1.8);
    return [(0.75 * w * s.x) / size, 0, (0.6 * w * z) / size + 0.12 * lips];
  } },
];
