import { clamp, mix, smoothstep, spline, type Vec2, type Vec3 } from './vector';

/** Horizontal section of the cage around the face, cm: half-width, half-depth and centre of an ellipse. */
const CAGE = { halfWidthCm: 7.6, halfDepthCm: 9.5, centreZ: -6.8 } as const;
const CROWN = { y: 3, radiusCm: 8.8 } as const;

/** Canonical x of the columns of the subject's left half, from the middle of the face to the temple, cm. */
const FACE_COLUMNS = [0, 0.27, 0.54, 0.81, 1.08, 1.34, 1.6, 1.82, 2.05, 2.34, 2.66, 2.98, 3.32, 3.68, 4.05, 4.45, 4.87, 5.3, 5.75, 6.2, 6.6];
/** Azimuth of the columns behind them, degrees; 180 is the back of the head. */
const SIDE_COLUMNS_DEG = [65, 70.5, 76, 82, 88, 95, 102, 110, 118, 127, 136, 146, 157, 168, 180];

export const COLUMN_AZIMUTHS: readonly number[] = [
  ...FACE_COLUMNS.map((x) => Math.asin(x / CAGE.halfWidthCm)),
  ...SIDE_COLUMNS_DEG.map((deg) => (deg * Math.PI) / 180),
];
/** Columns run from −HALF to HALF; both ends are the same column at the back. */
export const HALF = COLUMN_AZIMUTHS.length - 1;

/** Row of the layout: where it lies at the middle of the face and at its side, cm, before the jaw line lifts it. */
export interface Row {
  readonly middle: number;
  readonly side: number;
}

const CROWN_ELEVATIONS_DEG = [83, 73, 62, 51, 41, 32, 24, 17, 11, 5];
const UPPER_ROWS = [3.15, 2.6, 2.1, 1.6, 1.1, 0.6, 0.1, -0.4, -0.9, -1.4];
/** From below the eyes to above the lips: through the nose tip and its underside in the middle, evenly on the cheek. */
const NOSE_ROWS = [-1.85, -2.3, -2.75, -3.15, -3.5, -3.85, -4.15, -4.42, -4.65, -4.8, -4.95, -5.1, -5.3, -5.6];
const MOUTH_ROWS = [-5.9, -6.3, -6.65, -7.0, -7.4, -7.85, -8.3];
const LOWER_ROWS = [-8.65, -9.05, -9.5, -10.0, -10.5, -10.9, -11.5, -12.3, -13.2, -14.1, -15.0, -16.1, -17.3, -18.6];

const same = (y: number): Row => ({ middle: y, side: y });
export const ROWS: readonly Row[] = [
  ...CROWN_ELEVATIONS_DEG.map((deg) => same(CROWN.y + CROWN.radiusCm * ((deg * Math.PI) / 180))),
  ...UPPER_ROWS.map(same),
  ...NOSE_ROWS.map((y, i) => ({ middle: y, side: mix(-1.4, -5.9, (i + 1) / (NOSE_ROWS.length + 1)) })),
  ...MOUTH_ROWS.map(same),
  ...LOWER_ROWS.map(same),
];

const rowOf = (middle: number): number => ROWS.findIndex((row) => row.middle === middle);

/** Rectangles of cells that are left out of the grid and filled with rings; rows and columns of their border. */
export interface Hole {
  readonly of: 'eyeLeft' | 'eyeRight' | 'mouth' | 'nostrilLeft' | 'nostrilRight';
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

export const HOLES: readonly Hole[] = [
  { of: 'eyeLeft', top: rowOf(1.6), bottom: rowOf(-1.4), left: 5, right: 17 },
  { of: 'eyeRight', top: rowOf(1.6), bottom: rowOf(-1.4), left: -17, right: -5 },
  { of: 'mouth', top: rowOf(-5.9), bottom: rowOf(-8.3), left: -12, right: 12 },
  { of: 'nostrilLeft', top: rowOf(-4.8), bottom: rowOf(-5.1), left: 1, right: 5 },
  { of: 'nostrilRight', top: rowOf(-4.8), bottom: rowOf(-5.1), left: -5, right: -1 },
];

/** Height, depth and elevation of the cage's middle under the chin, by canonical y of the row: [canonical y, y, z, degrees]. */
const UNDER_CHIN: readonly (readonly [number, number, number, number])[] = [
  [-18.6, -16.5, -2.2, 0], [-17.3, -15.1, -2.5, 0], [-16.1, -13.8, -2.7, -5], [-15.0, -12.7, -2.6, -25], [-14.1, -11.9, -1.8, -60], [-13.2, -11.6, -0.8, -80],
  [-12.3, -11.35, 0.3, -85], [-11.5, -11.15, 1.3, -70], [-10.9, -10.9, 2.2, -40], [-10.5, -10.5, 2.6, -15], [-10.0, -10.0, 2.7, 0], [-9.5, -9.5, 2.7, 0],
];
const under = (index: 1 | 2 | 3): Vec2[] => UNDER_CHIN.map((row) => [row[0], row[index]] as const);
const LIFT: readonly Vec2[] = [[-18.6, 0], [-16.1, 1.4], [-14.1, 3], [-12.3, 3.6], [-10.9, 4.3], [-9, 3], [-7, 1.6], [-5, 0.4], [-3, 0]];
const HALF_WIDTH: readonly Vec2[] = [[-18.6, 5.8], [-14, 5.6], [-12.3, 6], [-10.9, 6.5], [-8, 7.2], [-5, 7.6]];
const BACK_Z: readonly Vec2[] = [[-18.6, -13], [-14, -12.6], [-10.9, -13], [-7, -14.2], [-3, -16.3]];

export interface CagePoint {
  readonly at: Vec3;
  /** Unit, pointing away from the head. */
  readonly outward: Vec3;
  readonly canonical: Vec2;
}

/** Canonical x of an azimuth: the frontal x on the face, unrolled behind the temples. */
export function canonicalX(azimuth: number): number {
  const bend = 1.05;
  const { halfWidthCm: a } = CAGE;
  return azimuth < bend ? a * Math.sin(azimuth) : a * (Math.sin(bend) + (azimuth - bend) * 1.05);
}

/** Cage of the subject's left half at one row and azimuth (0..π). */
export function cagePoint(row: Row, azimuth: number): CagePoint {
  const x = canonicalX(azimuth);
  const middle = 1 - smoothstep(1.3, 2.6, x);
  const y = mix(row.side, row.middle, middle);
  const fan = azimuth - 0.42 * Math.sin(2 * azimuth) * (1 - smoothstep(3, 8, y));
  if (y > CROWN.y) {
    const elevation = (y - CROWN.y) / CROWN.radiusCm;
    const ring = Math.cos(elevation);
    return {
      at: [CAGE.halfWidthCm * Math.sin(azimuth) * ring, CROWN.y + CROWN.radiusCm * Math.sin(elevation), CAGE.centreZ + CAGE.halfDepthCm * Math.cos(azimuth) * ring],
      outward: [Math.sin(fan) * ring, Math.sin(elevation), Math.cos(fan) * ring],
      canonical: [x, y],
    };
  }
  const low = y < -9.5;
  const front = low ? spline(under(2), y) : CAGE.centreZ + CAGE.halfDepthCm;
  const back = spline(BACK_Z, y);
  const halfWidth = spline(HALF_WIDTH, y);
  const lift = spline(LIFT, y) * smoothstep(0.3, 1.35, azimuth);
  const height = (low ? spline(under(1), y) : y) + lift;
  const elevation = low ? (spline(under(3), y) * Math.PI) / 180 : 0;
  const tilt = elevation * clamp(Math.cos(azimuth), 0, 1) ** 0.7 * (1 - 0.25 * smoothstep(0.2, 1.2, azimuth));
  const ring = Math.cos(tilt);
  return {
    at: [halfWidth * Math.sin(azimuth), height, (front + back) / 2 + ((front - back) / 2) * Math.cos(azimuth)],
    outward: [Math.sin(fan) * ring, Math.sin(tilt), Math.cos(fan) * ring],
    canonical: [x, y],
  };
}
