import { EYE } from './anatomy';
import { near, sum, STILL, type ModeSculpt, type Spot } from './spot';
import { bell, clamp, scale, smoothstep, type Vec3 } from './vector';

/** Fall-off around the eye that is 1 over lids and sockets: moves and scales them as one. */
const eyeField = (s: Spot, reach = 1): number => {
  if (s.group !== 'head') return 0;
  const d = Math.hypot((s.cx - 3.2) / (2.6 * reach), (s.cy - 0.05) / (1.9 * reach));
  return 1 - smoothstep(0.62, 1.15, d);
};
const fromEye = (s: Spot): Vec3 => [s.x - EYE.centre[0], s.y, s.z];
const upperLid = (s: Spot): number => (s.ring?.of.startsWith('eye') && s.ring.half > 0 ? Math.sin(Math.PI * s.ring.along) : 0);
const lowerLid = (s: Spot): number => (s.ring?.of.startsWith('eye') && s.ring.half < 0 ? Math.sin(Math.PI * s.ring.along) : 0);
/** Share of a lid's motion that each lid ring takes: little at the fold, all at the margin. */
const lidShare = (s: Spot): number => [0, 0, 0.08, 0.3, 0.62, 0.88, 1, 1, 0.95][s.ring?.index ?? 0] ?? 0;

export const EYE_MODES: readonly ModeSculpt[] = [
  { name: 'eyeSize', help: 'The eyes are larger in every direction.', move: (s) => { const w = 0.05 * eyeField(s); const [x, y, z] = fromEye(s); return [w * x, w * y, 0.7 * w * z]; }, eye: { grow: 0.045 } },
  { name: 'eyeSpacing', help: 'The eyes lie further apart.', move: (s) => [0.11 * eyeField(s), 0, 0], eye: { move: [0.11, 0, 0] } },
  { name: 'eyeHeight', help: 'The eyes lie higher in the face.', move: (s) => [0, 0.12 * eyeField(s, 1.15), 0], eye: { move: [0, 0.12, 0] } },
  { name: 'eyeTilt', help: 'The outer corners of the eyes lie higher.', move: (s) => { const w = eyeField(s) * smoothstep(-0.3, 0.3, s.y + 2); const x = clamp(s.x - 3.2, -1.7, 1.7); return [0, 0.085 * x * w, 0]; } },
  { name: 'eyeDepth', help: 'The eyes lie deeper under the brows.', move: (s) => [0, 0, -0.15 * eyeField(s)], eye: { move: [0, 0, -0.15] } },
  { name: 'eyeLength', help: 'The opening between the lids is longer.', move: (s) => [0.075 * clamp((s.x - 3.2) / 1.5, -1, 1) * eyeField(s, 0.9), 0, -0.02 * Math.abs(s.x - 3.2) * eyeField(s, 0.9)] },
  { name: 'eyeOpening', help: 'The lids stand further open.', move: (s) => [0, 0.085 * upperLid(s) * lidShare(s) - 0.06 * lowerLid(s) * lidShare(s), 0] },
  { name: 'upperLidFold', help: 'The upper lid has a high, deep fold; below zero the fold vanishes into a smooth lid.', move: (s) => {
    const u = upperLid(s);
    if (u === 0) return STILL;
    const depth = [0, 0.03, 0.075, -0.075, -0.035, 0, 0, 0, 0][s.ring!.index] ?? 0;
    const height = [0, 0.03, 0.06, 0.075, 0.03, 0, 0, 0, 0][s.ring!.index] ?? 0;
    return [0, height * u, depth * u];
  } },
  { name: 'epicanthicFold', help: 'Skin of the upper lid covers the inner corner of the eye, and the lid is fuller.', min: -1.5, move: (s) => {
    const u = upperLid(s);
    const inner = near(s, 1.85, 0.1, 1.1, 0.9);
    const full = s.ring ? ([0, 0.03, 0.03, 0.09, 0.075, 0.03, 0.01, 0, 0][s.ring.index] ?? 0) * u : 0;
    const drop = s.ring && s.ring.half >= 0 && s.ring.of.startsWith('eye') ? ([0, 0.01, 0.03, 0.08, 0.07, 0.04, 0.02, 0, 0][s.ring.index] ?? 0) * bell(s.ring.along / 0.55) : 0;
    return [0.05 * inner, -0.04 * inner - drop - 0.35 * full * u, 0.07 * inner + full + 0.04 * near(s, 3.2, 1.1, 1.9, 0.9)];
  } },
  { name: 'lidHooding', help: 'Skin under the brow hangs over the outer upper lid.', min: -2, move: (s) => {
    const w = near(s, 3.9, 0.95, 1.8, 0.95);
    const ring = s.ring?.of.startsWith('eye') && s.ring.half > 0 ? ([0, 0.04, 0.11, 0.09, 0.03, 0, 0, 0, 0][s.ring.index] ?? 0) * bell((s.ring.along - 0.68) / 0.55) : 0;
    return [0.02 * w, -0.09 * w - ring * 1.1, 0.05 * w + ring * 0.7];
  } },
  { name: 'eyeBags', help: 'Swollen bags lie under the eyes.', min: -1.5, move: (s) => [0, -0.03 * near(s, 3.1, -1.1, 1.5, 0.7), 0.1 * near(s, 3.1, -0.95, 1.45, 0.5) - 0.07 * near(s, 2.7, -1.6, 1.5, 0.45)] },
  { name: 'tearTrough', help: 'A groove runs from the inner corner of the eye to the cheek.', min: -1.5, move: (s) => [0, 0, -0.1 * near(s, 2.15, -1.05, 0.9, 0.8) - 0.06 * near(s, 2.9, -1.6, 1.0, 0.6)] },
  { name: 'eyeAsymmetry', help: 'The subject\'s left eye sits higher and more open than the right.', sigma: 0.8, side: 'whole', move: (s) => {
    if (s.group !== 'head') return STILL;
    const left = s.cx > 0 ? 1 : -1;
    const d = Math.hypot((Math.abs(s.cx) - 3.2) / 2.6, s.cy / 1.9);
    const w = 1 - smoothstep(0.62, 1.15, d);
    return [0, left * (0.03 * w + 0.045 * upperLid(s) * lidShare(s)), 0];
  }, eye: { move: [0, 0, 0] } },
];

const onNose = (s: Spot): number => 1 - smoothstep(1.5, 2.4, s.cx);
/** 0 at the root of the nose, 1 at its tip. */
const downNose = (s: Spot): number => smoothstep(0.6, -4.3, s.cy);
const noseEnd = (s: Spot): number => near(s, 0, -4.4, 2.2, 1.25);

export const NOSE_MODES: readonly ModeSculpt[] = [
  { name: 'noseLength', help: 'The nose reaches lower.', move: (s) => [0, -0.2 * smoothstep(-0.5, -4.2, s.cy) * (1 - smoothstep(-5.25, -6.2, s.cy)) * onNose(s), 0] },
  { name: 'noseProjection', help: 'The nose tip stands further from the face.', move: (s) => [0, 0, 0.2 * smoothstep(-0.8, -4, s.cy) * (1 - smoothstep(-4.8, -5.4, s.cy)) * (1 - smoothstep(0.4, 1.7, s.cx))] },
  { name: 'noseWidth', help: 'The wings of the nose are wider.', move: (s) => { const w = near(s, 1.25, -4.6, 1.25, 1.2); return [0.17 * w * smoothstep(0.1, 1, s.cx), 0, -0.03 * w]; } },
  { name: 'noseBridgeWidth', help: 'The bridge of the nose is broader.', move: (s) => { const w = near(s, 0.75, -1.9, 1.15, 2.5); return [0.1 * w * smoothstep(0, 0.6, s.cx), 0, 0.03 * w * smoothstep(0.2, 0.9, s.cx)]; } },
  { name: 'noseBridgeHeight', help: 'The bridge of the nose is higher.', move: (s) => [0, 0, 0.19 * near(s, 0, -1.3, 1.35, 2.7)] },
  { name: 'noseRoot', help: 'The dip between brows and nose is shallower.', move: (s) => [0, 0, 0.17 * near(s, 0, 0.55, 1.3, 1.35)] },
  { name: 'noseHump', help: 'The profile of the bridge bulges out.', move: (s) => [0, 0, 0.17 * near(s, 0, -1.9, 0.9, 1.6) - 0.05 * near(s, 0, -3.5, 0.9, 0.8)] },
  { name: 'noseTipUp', help: 'The nose tip turns up.', move: (s) => { const w = near(s, 0, -4.35, 1.5, 1.2); return [0, 0.22 * w, 0.03 * w]; } },
  { name: 'noseTipSize', help: 'The nose tip is rounder and bigger.', move: (s) => { const w = near(s, 0, -4.2, 1.25, 1.0); return [0.16 * w * s.x, 0.08 * (s.y + 4.25) * w, 0.1 * w]; } },
  { name: 'noseWings', help: 'The wings of the nose are fuller and more curved.', move: (s) => { const w = near(s, 1.35, -4.45, 0.75, 0.7); return [0.09 * w, 0.02 * w, 0.09 * w]; } },
  { name: 'nostrilHeight', help: 'The wings of the nose are drawn up, so that more of the nostrils shows.', move: (s) => [0, 0.13 * near(s, 1.3, -4.75, 0.95, 0.75), 0] },
  { name: 'columellaHang', help: 'The bar between the nostrils hangs lower.', move: (s) => [0, -0.12 * near(s, 0, -4.9, 0.55, 0.7), 0.02 * near(s, 0, -4.9, 0.6, 0.7)] },
  { name: 'noseSkew', help: 'The nose bends to the subject\'s left.', sigma: 0.8, side: 'whole', move: (s) => (s.group === 'head' ? [0.12 * downNose(s) * (1 - smoothstep(-5, -6, s.cy)) * (1 - smoothstep(0.8, 2.2, Math.abs(s.cx))), 0, 0] : STILL) },
  { name: 'noseSize', help: 'The whole nose is larger.', move: (s) => { const w = 0.075 * onNose(s) * smoothstep(1, -1.5, s.cy) * (1 - smoothstep(-5.2, -6, s.cy)); return [w * s.x, 0.5 * w * clamp(s.y + 0.5, -5, 0) * noseEnd(s), w * clamp(s.z - 1.8, 0, 3)]; } },
];

const inMouth = (s: Spot): boolean => s.ring?.of === 'mouth';
/** 1 on the red of the lips, less just outside, 0 elsewhere. */
const lipRed = (s: Spot): number => (inMouth(s) ? [0, 0.05, 0.35, 0.75, 1, 1, 0.75, 0.25, 0.1][s.ring!.index] ?? 0 : 0);
const middleOut = (s: Spot): number => (inMouth(s) ? 1 - Math.abs(2 * s.ring!.along - 1) ** 2.5 : 0);
const mouthField = (s: Spot): number => (inMouth(s) ? 1 : near(s, 0, -7.05, 4.4, 2.6));

export const MOUTH_MODES: readonly ModeSculpt[] = [
  { name: 'mouthWidth', help: 'The mouth is wider.', move: (s) => { const w = inMouth(s) ? 1 : near(s, 2.4, -7, 2.2, 2); return [0.22 * w * clamp(s.x / 2.5, 0, 1), 0, -0.05 * w * clamp(s.x / 2.5, 0, 1) ** 2]; } },
  { name: 'mouthHeight', help: 'The mouth sits higher.', move: (s) => [0, 0.16 * mouthField(s), 0] },
  { name: 'upperLipFullness', help: 'The upper lip is taller and fuller.', move: (s) => { const w = s.lip > 0 ? middleOut(s) : 0; const border = inMouth(s) ? [0, 0.03, 0.09, 0.12, 0.1, 0.06, 0.02, 0, 0][s.ring!.index] ?? 0 : 0; return [0, border * w, 0.075 * lipRed(s) * w]; } },
  { name: 'lowerLipFullness', help: 'The lower lip is taller and fuller.', move: (s) => { const w = s.lip < 0 ? middleOut(s) : 0; const border = inMouth(s) ? [0, 0.04, 0.11, 0.14, 0.11, 0.07, 0.03, 0, 0][s.ring!.index] ?? 0 : 0; return [0, -border * w, 0.09 * lipRed(s) * w]; } },
  { name: 'lipProtrusion', help: 'Both lips stand further forward.', move: (s) => { const w = inMouth(s) ? [0, 0.35, 0.7, 0.85, 1, 1, 0.95, 0.9, 0.85, 0.6, 0.3][s.ring!.index] ?? 0 : 0; return [0, 0, 0.13 * w * middleOut(s) + 0.04 * near(s, 0, -7, 3.4, 2.2)]; } },
  { name: 'cupidsBow', help: 'The bow of the upper lip is more marked.', move: (s) => { if (s.lip <= 0 || !inMouth(s)) return STILL; const w = [0, 0.3, 0.8, 1, 0.6, 0.25, 0, 0, 0][s.ring!.index] ?? 0; return [0, w * (0.06 * bell((s.cx - 0.55) / 0.6) - 0.07 * bell(s.cx / 0.42)), 0.02 * w * bell((s.cx - 0.5) / 0.6)]; } },
  { name: 'mouthCornersUp', help: 'The corners of the mouth lie higher.', move: (s) => { const x = Math.abs(s.cx); const w = (inMouth(s) ? 1 : near(s, 2.5, -7.05, 1.6, 1.3)) * smoothstep(1.1, 2.6, x); return [0, 0.12 * w, 0]; } },
  { name: 'philtrumDepth', help: 'The groove under the nose is deeper.', move: (s) => [0, 0, -0.065 * near(s, 0, -5.85, 0.38, 0.8) + 0.055 * near(s, 0.52, -5.9, 0.4, 0.8)] },
  { name: 'philtrumLength', help: 'The way from nose to upper lip is longer.', move: (s) => [0, -0.15 * (inMouth(s) ? (s.ring!.index < 3 ? 0.7 + 0.1 * s.ring!.index : 1) : near(s, 0, -7.3, 4.2, 2.2) * smoothstep(-5, -6.4, s.cy)), 0] },
  { name: 'mouthSkew', help: 'The subject\'s left corner of the mouth lies higher than the right.', sigma: 0.8, side: 'whole', move: (s) => { const w = inMouth(s) ? 1 : s.group === 'head' ? bell(Math.hypot(s.cx / 4.2, (s.cy + 7.05) / 2.4)) : 0; return [0, 0.07 * w * clamp(s.cx / 2.5, -1, 1), 0]; } },
];

export const SOFT_MODES: readonly ModeSculpt[] = [
  { name: 'cheekFullness', help: 'The cheeks are fuller.', move: (s) => { const w = near(s, 4.1, -4.6, 3.4, 3.6); const z = s.z + 6.8; const size = Math.hypot(s.x, z) || 1; return [(0.3 * w * s.x) / size, -0.04 * w, (0.26 * w * z) / size]; } },
  { name: 'cheekHollow', help: 'The cheeks sink in under the cheekbones.', move: (s) => { const w = near(s, 4.7, -5.4, 2.4, 2.3); return [-0.24 * w, 0, -0.15 * w]; } },
  { name: 'faceFat', help: 'Face, jaw line and throat are padded.', move: (s) => sum(scale([s.x / 7, -0.1, 0.3], 0.42 * near(s, 4.8, -5.7, 4.9, 5.6)), [0, -0.42 * near(s, 0, -13, 6, 2.6), 0.16 * near(s, 0, -13, 5, 2.4)]) },
  { name: 'doubleChin', help: 'The skin under the chin hangs.', min: -1.5, move: (s) => { const w = near(s, 0, -12.9, 4.6, 2.1); return [0, -0.4 * w, 0.14 * w]; } },
  { name: 'jowls', help: 'The cheeks sag over the jaw line beside the chin.', min: -1.5, move: (s) => { const w = near(s, 3.3, -9.5, 1.9, 1.7); const dent = near(s, 2.0, -10.3, 0.9, 1.0); return [0.2 * w, -0.26 * w, 0.12 * w - 0.1 * dent]; } },
  { name: 'sag', help: 'The soft parts of the face hang lower.', min: -1.5, move: (s) => [0, -0.16 * near(s, 3.9, -5.2, 3, 3.4) - 0.1 * near(s, 3.9, 1.7, 2.4, 1.3), 0.03 * near(s, 3.4, -7.6, 2, 2) - 0.08 * near(s, 3.8, -2.8, 1.8, 1.5)] },
  { name: 'nasolabialFold', help: 'A fold runs from the wing of the nose to the corner of the mouth.', min: -1.5, move: (s) => {
    const t = clamp((s.cy + 4.6) / -2.6, 0, 1);
    const line = 1.75 + 1.35 * t - 0.25 * Math.sin(Math.PI * t);
    const along = smoothstep(-4.0, -4.9, s.cy) * (1 - smoothstep(-6.8, -7.9, s.cy)) * (s.group === 'head' ? 1 : 0) * (inMouth(s) ? 0.4 : 1);
    const away = s.cx - line;
    return [0, -0.03 * along * bell((away - 0.35) / 0.8), along * (0.13 * bell((away - 0.55) / 0.95) - 0.1 * bell(away / 0.58))];
  } },
  { name: 'marionetteLines', help: 'Grooves run down from the corners of the mouth.', min: -1.5, move: (s) => [0, 0, -0.1 * near(s, 2.75, -8.2, 0.65, 1.3) + 0.06 * near(s, 3.5, -8.3, 0.9, 1.2)] },
  { name: 'lipThinning', help: 'The lips are thinner, rolled in and drawn down at the corners, as in age.', min: -1.5, move: (s) => {
    if (!inMouth(s)) return [0, -0.05 * near(s, 2.6, -7.1, 1.2, 1.1), 0];
    const w = middleOut(s);
    const border = [0, 0.01, 0.05, 0.08, 0.065, 0.04, 0.015, 0, 0][s.ring!.index] ?? 0;
    return [0, -s.lip * border * w - 0.07 * smoothstep(1.3, 2.6, Math.abs(s.cx)), -0.06 * lipRed(s) * w];
  } },
];
