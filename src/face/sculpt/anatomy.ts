import { ellipsoid, tube, type Field, type Mass } from './field';
import type { Vec3 } from './vector';

/** Measures of the mean face that several parts of the sculpture share; centimetres, head frame, subject's left side. */
export const EYE = { centre: [3.2, 0, 0] as Vec3, radiusCm: 1.3, lidThicknessCm: 0.12, irisRadiusCm: 0.62 } as const;

/** Axis about which the jaw opens: through both jaw joints. */
export const JAW_JOINT = { y: -1.6, z: -6.6 } as const;

const join = (field: Field, blendCm: number): Mass => ({ field, operation: 'join', blendCm, mirrored: false, middleCm: 0 });
const joinBoth = (field: Field, blendCm: number, middleCm = 0): Mass => ({ field, operation: 'join', blendCm, mirrored: true, middleCm });
const carveBoth = (field: Field, blendCm: number, middleCm = 0): Mass => ({ field, operation: 'carve', blendCm, mirrored: true, middleCm });

function skull(): Mass[] {
  return [
    join(ellipsoid([0, 3.3, -6.9], [7.35, 8.5, 9.2]), 0.1),
    join(ellipsoid([0, 3.4, -3.2], [6.3, 5.4, 5.75]), 2.5),
    join(ellipsoid([0, -3.6, -3.6], [5.9, 6.6, 5.6]), 2.2),
    join(ellipsoid([0, -7.2, -2.6], [4.5, 3.6, 4.6]), 1.6),
    joinBoth(tube([{ at: [0.5, -9.9, 0.6], radiusCm: 1.25 }, { at: [2.9, -9.2, -1.2], radiusCm: 1.2 }, { at: [4.9, -7.3, -4.8], radiusCm: 1.15 }], 0.8), 1.3, 0.4),
    joinBoth(tube([{ at: [5.0, -7.0, -5.0], radiusCm: 1.15 }, { at: [5.9, -2.0, -6.2], radiusCm: 1.0 }], 0.8), 1.4),
    joinBoth(tube([{ at: [4.5, -2.2, -0.9], radiusCm: 1.25 }, { at: [5.7, -1.7, -3.0], radiusCm: 0.9 }, { at: [6.4, -1.1, -6.5], radiusCm: 0.7 }], 0.8), 1.5),
    joinBoth(ellipsoid([3.9, -5.2, -0.9], [2.1, 2.9, 2.3]), 1.8),
  ];
}

function browAndSocket(): Mass[] {
  return [
    joinBoth(tube([{ at: [0.7, 1.6, 1.75], radiusCm: 0.75 }, { at: [3.0, 2.15, 1.55], radiusCm: 0.7 }, { at: [5.1, 1.2, -0.35], radiusCm: 0.75 }], 0.6), 1.3, 0.5),
    carveBoth(ellipsoid([3.35, -0.05, 2.05], [1.75, 1.2, 1.45]), 1.0),
  ];
}

function nose(): Mass[] {
  return [
    join(tube([{ at: [0, 0.9, 1.55], radiusCm: 0.62 }, { at: [0, -1.4, 2.3], radiusCm: 0.6 }, { at: [0, -3.7, 3.6], radiusCm: 0.68 }], 0.5), 0.95),
    join(ellipsoid([0, -4.15, 3.95], [0.78, 0.7, 0.78]), 0.55),
    joinBoth(ellipsoid([1.12, -4.5, 2.75], [0.58, 0.56, 0.86], { yaw: 20 }), 0.4, 0.1),
    join(tube([{ at: [0, -4.65, 3.8], radiusCm: 0.3 }, { at: [0, -5.05, 2.9], radiusCm: 0.34 }], 0.3), 0.4),
  ];
}

function mouthAndChin(): Mass[] {
  return [
    join(ellipsoid([0, -6.7, 0.1], [3.15, 2.1, 2.72]), 1.1),
    join(ellipsoid([0, -9.75, 1.15], [1.5, 1.15, 1.35]), 1.2),
  ];
}

function neck(): Mass[] {
  return [
    join(tube([{ at: [0, -6, -7.6], radiusCm: 4.6 }, { at: [0, -13.5, -7.6], radiusCm: 4.75 }, { at: [0, -20, -8.4], radiusCm: 5.4 }], 1), 1.6),
    joinBoth(tube([{ at: [5.4, -4.5, -9.0], radiusCm: 1.2 }, { at: [3.2, -12, -4.6], radiusCm: 1.1 }, { at: [1.2, -18.4, -2.9], radiusCm: 1.0 }], 0.8), 1.4),
    join(ellipsoid([0, -13.2, -3.0], [0.8, 1.6, 0.8]), 1.2),
    joinBoth(tube([{ at: [1.5, -11, -11.5], radiusCm: 1.6 }, { at: [3.5, -15, -11.0], radiusCm: 2.2 }, { at: [9, -19.5, -9.5], radiusCm: 2.5 }], 1.2), 2.2, 0.6),
  ];
}

function lids(): Mass[] {
  return [joinBoth(ellipsoid(EYE.centre, [EYE.radiusCm + EYE.lidThicknessCm, EYE.radiusCm + EYE.lidThicknessCm, EYE.radiusCm + EYE.lidThicknessCm]), 0.5)];
}

/** The masses of the mean head, in the order in which they are blended. Lips, ears, eyeballs and the inner mouth are built apart. */
export const meanHead = (): Mass[] => [...skull(), ...neck(), ...browAndSocket(), ...mouthAndChin(), ...nose(), ...lids()];
