import { jawWeight, openJaw } from './jaw';
import { LIP } from './lips';
import { near, STILL, sum, type ModeSculpt, type Spot } from './spot';
import { bell, clamp, scale, smoothstep, type Vec3 } from './vector';

const inMouth = (s: Spot): boolean => s.ring?.of === 'mouth';
const isSkin = (s: Spot): boolean => s.group === 'head' || s.group === 'mouthCavity';
const MIDDLE_Y = -7.05;

/** 1 over the lips, fading over `reach` cm of skin around them; depends on the canonical place only, so closed lips stay closed. */
function aroundLips(s: Spot, reachCm: number): number {
  if (!isSkin(s) || (s.ring && !inMouth(s))) return 0;
  const dx = Math.max(0, s.cx - 1.9);
  const d = Math.hypot(dx, s.cy - MIDDLE_Y);
  return inMouth(s) && s.ring!.index > 10 ? 0.6 : bell(Math.max(0, d - 0.75) / reachCm);
}
/** 0 in the middle of the mouth, 1 at its corner, a little more beyond. */
const toCorner = (s: Spot): number => clamp(s.cx / 2.6, 0, 1.25);
/** 1 in the middle of the mouth, 0 at its corner. */
const toMiddle = (s: Spot): number => 1 - clamp(s.cx / 2.6, 0, 1) ** 2;
const outer = (s: Spot): number => (inMouth(s) ? [0, 0.4, 0.8, 1, 0.8, 0.5, 0.2, 0, 0][s.ring!.index] ?? 0 : 0);
/** Weight of a lip's own motion: whole on the red, fading over the skin on its side. */
const upperLip = (s: Spot): number => (inMouth(s) ? (s.ring!.half > 0 ? [0, 0.5, 0.8, 0.95, 1, 1, 1, 1, 1, 1, 0.6][s.ring!.index] ?? 0 : 0) : s.cy > MIDDLE_Y ? aroundLips(s, 2.2) * 0.9 : 0);
const lowerLip = (s: Spot): number => (inMouth(s) ? (s.ring!.half < 0 ? [0, 0.55, 0.8, 0.95, 1, 1, 1, 1, 1, 1, 0.6][s.ring!.index] ?? 0 : 0) : s.cy < MIDDLE_Y ? aroundLips(s, 2.2) * 0.9 : 0);
/** Fades a lip's own motion to nothing at the corners, where the lips join. */
const joined = (s: Spot): number => (inMouth(s) ? smoothstep(0, 0.5, Math.min(s.ring!.along, 1 - s.ring!.along) * 2) : smoothstep(3.6, 1.6, s.cx));

function nasolabial(s: Spot): Vec3 {
  const t = clamp((s.cy + 4.6) / -2.6, 0, 1);
  const away = s.cx - (1.8 + 1.5 * t);
  const along = isSkin(s) && !s.ring ? smoothstep(-3.9, -5.4, s.cy) * (1 - smoothstep(-6.4, -7.8, s.cy)) : 0;
  return [0, 0, along * (0.13 * bell((away - 0.65) / 1.1) - 0.11 * bell(away / 0.75))];
}

const both = (make: (side: 'Left' | 'Right', word: string) => ModeSculpt): ModeSculpt[] => (['Left', 'Right'] as const).map((side) => ({ ...make(side, `subject's ${side.toLowerCase()}`), side: side === 'Left' ? 'left' : 'right', middleCm: 1.3 }));
const sideways = (s: Spot, cm: number): Vec3 => [cm * aroundLips(s, 2.6), 0, 0];

export const JAW_MODES: readonly ModeSculpt[] = [
  { name: 'jawOpen', help: 'The jaw drops and the mouth opens.', sigma: 0.25, move: (s) => sum(openJaw(s, 23), [-0.2 * aroundLips(s, 2) * smoothstep(0.5, 1, toCorner(s)) - 0.1 * near(s, 4.2, -6.2, 2.4, 2.6), 0, -0.08 * near(s, 3.6, -6.6, 2, 2.4)]) },
  ...(['Left', 'Right'] as const).map((side): ModeSculpt => ({ name: `jaw${side}`, help: `The jaw shifts to the subject's ${side.toLowerCase()}.`, sigma: 0.15, side: 'whole', move: (s) => [(side === 'Left' ? 0.6 : -0.6) * jawShift(s), 0, 0] })),
  { name: 'jawForward', help: 'The jaw is pushed forward.', sigma: 0.15, move: (s) => [0, 0, 0.5 * jawShift(s)] },
];

/** Like the jaw's weight, but both lips go half-way together so that the mouth stays shut. */
function jawShift(s: Spot): number {
  const mirrored = { ...s, cx: Math.abs(s.cx) };
  if (!inMouth(s)) return jawWeight(mirrored);
  const own = jawWeight({ ...mirrored, ring: { ...s.ring!, half: -1 } });
  const other = jawWeight({ ...mirrored, ring: { ...s.ring!, half: 1 } });
  const closing = [0, 0, 0.15, 0.3, 0.6, 0.85, 0.97, 1][s.ring!.index] ?? (s.ring!.index > 10 ? 0.2 : 0.8);
  const mean = (own + other) / 2;
  return s.ring!.half === 0 ? mean : (s.ring!.half < 0 ? own : other) * (1 - closing) + mean * closing;
}

export const MOUTH_SHAPES: readonly ModeSculpt[] = [
  ...both((side, word) => ({ name: `mouthSmile${side}`, help: `The ${word} corner of the mouth is drawn up and out.`, sigma: 0.4, move: (s) => {
    const w = aroundLips(s, 2.7);
    const u = toCorner(s);
    const cheek = near(s, 3.9, -3.4, 2.6, 2.3);
    return sum([0.46 * u * w + 0.05 * cheek, 0.62 * u ** 2.1 * w + 0.15 * w * toMiddle(s) + 0.26 * cheek, -0.34 * u * u * w - 0.06 * w * toMiddle(s) + 0.2 * cheek], nasolabial(s));
  } })),
  ...both((side, word) => ({ name: `mouthFrown${side}`, help: `The ${word} corner of the mouth is drawn down.`, sigma: 0.25, move: (s) => {
    const w = aroundLips(s, 2.3);
    const u = toCorner(s);
    return [0.08 * u * w, -0.5 * u ** 2.2 * w + 0.06 * w * toMiddle(s), -0.05 * u * w - 0.06 * near(s, 2.9, -8.2, 0.8, 1.0)];
  } })),
  ...both((side, word) => ({ name: `mouthDimple${side}`, help: `The ${word} corner of the mouth is pulled back into the cheek.`, sigma: 0.2, move: (s) => { const w = near(s, 2.8, MIDDLE_Y, 1.6, 1.5); return [0.22 * w, 0.04 * w, -0.24 * w]; } })),
  ...both((side, word) => ({ name: `mouthStretch${side}`, help: `The ${word} corner of the mouth is drawn straight outwards.`, sigma: 0.25, move: (s) => { const w = aroundLips(s, 2.4); const u = toCorner(s); return [0.55 * u * w, -0.16 * u * u * w, -0.36 * u * u * w - 0.05 * w]; } })),
  ...both((side, word) => ({ name: `mouthPress${side}`, help: `The lips are pressed together on the ${word} side.`, sigma: 0.25, move: (s) => {
    const close = inMouth(s) ? -s.lip * 0.1 * outer(s) * joined(s) : 0;
    return [0, close + 0.03 * aroundLips(s, 1.5) * toCorner(s), -0.07 * aroundLips(s, 0.9) + 0.05 * near(s, 2.6, -8.0, 1.2, 0.9)];
  } })),
  ...both((side, word) => ({ name: `mouthUpperUp${side}`, help: `The upper lip rises on the ${word} side and shows the teeth.`, sigma: 0.25, move: (s) => { const w = upperLip(s) * joined(s); const lift = 0.48 * w * bell((s.cx - 0.5) / 2.6); return sum([0.03 * w, lift, -0.02 * w], scale(nasolabial(s), 0.7)); } })),
  ...both((side, word) => ({ name: `mouthLowerDown${side}`, help: `The lower lip is drawn down on the ${word} side and shows the teeth.`, sigma: 0.25, move: (s) => { const w = lowerLip(s) * joined(s); return [0.04 * w, -0.5 * w * bell((s.cx - 0.45) / 2.6), -0.04 * w]; } })),
  { name: 'mouthPucker', help: 'The closed lips are drawn together and pushed out, as for a kiss.', sigma: 0.2, move: (s) => {
    const w = aroundLips(s, 2.1);
    const m = toMiddle(s);
    return [-0.46 * s.x * w, inMouth(s) ? s.lip * 0.07 * outer(s) * joined(s) : 0, w * (0.62 * m + 0.34)];
  } },
  { name: 'mouthFunnel', help: 'The lips form an open ring, as for O.', sigma: 0.2, move: (s) => {
    const w = aroundLips(s, 2.1);
    const up = upperLip(s) * joined(s);
    const low = lowerLip(s) * joined(s);
    return [-0.32 * s.x * w, 0.34 * up - 0.42 * low, w * (0.36 * toMiddle(s) + 0.26) + 0.1 * (up + low) * toMiddle(s)];
  } },
  { name: 'mouthRollUpper', help: 'The upper lip is rolled inwards over the teeth.', sigma: 0.15, move: (s) => rollIn(s, 1) },
  { name: 'mouthRollLower', help: 'The lower lip is rolled inwards over the teeth.', sigma: 0.15, move: (s) => rollIn(s, -1) },
  { name: 'mouthShrugUpper', help: 'The upper lip is pushed up by the lower one.', sigma: 0.15, move: (s) => { const w = inMouth(s) ? (s.lip >= 0 || s.ring!.index >= LIP.contact ? 1 : 0.85) * toMiddle(s) : upperLip(s) * joined(s); return [0, 0.2 * w * (inMouth(s) && s.ring!.index < 3 ? 0.7 : 1), 0.1 * w]; } },
  { name: 'mouthShrugLower', help: 'The lower lip and the skin of the chin are pushed up.', sigma: 0.15, move: (s) => { const w = near(s, 0, -9.4, 2.6, 1.9); const lips = inMouth(s) ? toMiddle(s) * (s.ring!.half < 0 && s.ring!.index < 3 ? 0.9 : 0.6) : 0; return [0, 0.2 * w * (inMouth(s) ? 0 : 1) + 0.16 * lips, 0.1 * w + 0.1 * lips]; } },
  ...(['Left', 'Right'] as const).map((side): ModeSculpt => ({ name: `mouth${side}`, help: `The mouth shifts to the subject's ${side.toLowerCase()}.`, sigma: 0.2, side: 'whole', move: (s) => sideways({ ...s, cx: Math.abs(s.cx) }, side === 'Left' ? 0.65 : -0.65) })),
  { name: 'tongueOut', help: 'The tongue comes out between the lips; it needs an open jaw.', sigma: 0.1, move: (s) => {
    if (s.group !== 'tongue') return STILL;
    const t = smoothstep(-3.6, 1.4, s.z);
    return [-0.1 * s.x * t, 0.9 * smoothstep(-3.6, -1, s.z) - 0.65 * smoothstep(0, 1.4, s.z), 3.3 * t];
  } },
];

function rollIn(s: Spot, lip: 1 | -1): Vec3 {
  if (!inMouth(s) || s.ring!.half !== lip) return STILL;
  const w = joined(s) * ([0, 0.15, 0.5, 1, 0.9, 0.6, 0.25, 0, 0][s.ring!.index] ?? 0);
  return [0, -lip * (lip > 0 ? 0.26 : 0.3) * w, -0.2 * w - 0.06 * joined(s)];
}
