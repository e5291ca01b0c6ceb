import { ellipsoid, tube, type Field, type Mass } from './field';
import type { Vec3 } from './vector';

/** Measures of the mean face that several parts of the sculpture share; centimetres, head frame, subject's left side. */
export const EYE = { centre: [3.2, 0, 0] as Vec3, radiusCm: 1.37, lidThicknessCm: 0.12, irisRadiusCm: 0.66 } as const;

/** Axis about which the jaw opens: through both jaw joints. */
export const JAW_JOINT = { y: -1.6, z: -6.6 } as const;

const join = (field: Field, blendCm: number): Mass => ({ field, operation: 'join', blendCm, mirrored: false, middleCm: 0 });
const joinBoth = (field: Field, blendCm: number, middleCm = 0): Mass => ({ field, operation: 'join', blendCm, mirrored: true, middleCm });
const carveBoth = (field: Field, blendCm: number, middleCm = 0): Mass => ({ field, operation: 'carve', blendCm, mirrored: true, middleCm });

function skull(): Mass[] {
  return [
    join(ellipsoid([0, 3.3, -6.9], [7.3, 8.5, 9.2]), 0.1),
    join(ellipsoid([0, 3.4, -3.2], [6.2, 5.4, 5.75]), 2.5),
    join(ellipsoid([0, -3.4, -3.6], [5.55, 6.4, 5.5]), 2.2),
    join(ellipsoid([0, -7.0, -2.4], [3.9, 3.5, 4.5]), 1.6),
    joinBoth(tube([{ at: [0.9, -9.75, 0.8], radiusCm: 1.05 }, { at: [2.5, -9.0, -0.6], radiusCm: 1.15 }, { at: [4.35, -7.3, -4.5], radiusCm: 0.95 }], 1.2), 1.5, 0.4),
    joinBoth(tube([{ at: [4.4, -7.2, -4.8], radiusCm: 0.95 }, { at: [5.6, -2.0, -6.4], radiusCm: 1.0 }], 0.8), 1.4),
    joinBoth(ellipsoid([4.6, -4.3, -4.0], [1.5, 3.5, 3.0], { roll: -8 }), 1.8),
    joinBoth(tube([{ at: [4.3, -2.2, -0.7], radiusCm: 1.25 }, { at: [5.7, -1.6, -3.0], radiusCm: 0.85 }, { at: [6.4, -1.1, -6.5], radiusCm: 0.7 }], 0.8), 2.0),
    joinBoth(ellipsoid([3.15, -4.7, -0.35], [1.9, 2.5, 2.0]), 1.6),
  ];
}

function browAndSocket(): Mass[] {
  return [
    joinBoth(tube([{ at: [0.7, 1.6, 1.75], radiusCm: 0.75 }, { at: [3.0, 2.15, 1.55], radiusCm: 0.7 }, { at: [5.1, 1.2, -0.35], radiusCm: 0.75 }], 0.6), 1.3, 0.5),
    carveBoth(ellipsoid([3.35, -0.05, 2.1], [1.75, 1.15, 1.42]), 1.0),
  ];
}

function nose(): Mass[] {
  return [
    join(tube([{ at: [0, 0.9, 1.55], radiusCm: 0.62 }, { at: [0, -1.4, 2.3], radiusCm: 0.58 }, { at: [0, -3.7, 3.6], radiusCm: 0.66 }], 0.5), 0.95),
    joinBoth(ellipsoid([0.55, -3.6, 2.55], [0.55, 1.0, 0.9]), 1.2, 0.1),
    join(ellipsoid([0, -4.2, 3.92], [0.72, 0.68, 0.76]), 0.5),
    joinBoth(ellipsoid([1.13, -4.5, 2.7], [0.57, 0.55, 0.82], { yaw: 18 }), 0.4, 0.1),
    carveBoth(tube([{ at: [1.5, -3.85, 2.85], radiusCm: 0.06 }, { at: [1.8, -4.2, 2.3], radiusCm: 0.1 }], 0.2), 0.4),
    joinBoth(ellipsoid([0.62, -4.42, 3.3], [0.46, 0.4, 0.6], { yaw: 30 }), 0.4, 0.1),
    join(tube([{ at: [0, -4.6, 3.8], radiusCm: 0.3 }, { at: [0, -4.9, 2.9], radiusCm: 0.38 }], 0.3), 0.45),
  ];
}

function mouthAndChin(): Mass[] {
  return [
    join(ellipsoid([0, -6.7, 0.05], [3.15, 2.1, 2.68]), 1.1),
    join(ellipsoid([0, -9.65, 1.2], [1.85, 1.2, 1.45]), 1.6),
    joinBoth(ellipsoid([2.2, -7.9, 0.1], [1.3, 1.3, 1.5]), 1.4),
    joinBoth(ellipsoid([3.55, -6.3, -1.7], [1.55, 2.0, 2.0]), 1.7),
  ];
}

function neck(): Mass[] {
  return [
    join(tube([{ at: [0, -5, -8.2], radiusCm: 4.4 }, { at: [0, -13, -7.7], radiusCm: 4.3 }, { at: [0, -20, -8.4], radiusCm: 5.0 }], 1), 2.2),
    joinBoth(tube([{ at: [4.7, -4.5, -8.6], radiusCm: 0.9 }, { at: [3.0, -12, -4.9], radiusCm: 0.95 }, { at: [1.1, -18.4, -3.2], radiusCm: 0.9 }], 0.8), 1.8, 0.6),
    join(ellipsoid([0, -13.6, -3.7], [1.5, 2.6, 1.1]), 1.4),
    joinBoth(tube([{ at: [1.5, -10, -11.6], radiusCm: 1.3 }, { at: [3.2, -15.5, -11.0], radiusCm: 1.9 }, { at: [9, -20, -9.5], radiusCm: 2.3 }], 1.2), 2.4, 0.6),
  ];
}

function lids(): Mass[] {
  return [joinBoth(ellipsoid(EYE.centre, [EYE.radiusCm + EYE.lidThicknessCm, EYE.radiusCm + EYE.lidThicknessCm, EYE.radiusCm + EYE.lidThicknessCm]), 0.5)];
}

/** The masses of the mean head, in the order in which they are blended. Lips, ears, eyeballs and the inner mouth are built apart. */
export const meanHead = (): Mass[] => [...skull(), ...neck(), ...browAndSocket(), ...mouthAndChin(), ...nose(), ...lids()];
