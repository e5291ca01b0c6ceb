import type { EyeballAnchor, FaceModel, Lids } from '../../model/types';
import { eyeballSphere } from '../../model/evaluate';
import type { Scene } from '../../scene/types';

type Axis = readonly [number, number, number];

/** Where an eyeball is and looks; head frame, cm. */
export interface Eyeball {
  readonly centre: Axis;
  readonly radiusCm: number;
  /** Seen from the front. */
  readonly irisRadiusCm: number;
  /** Unit: where it looks, and the axes of the iris to the subject's left and up. */
  readonly forward: Axis;
  readonly right: Axis;
  readonly up: Axis;
  /** Lid margins as heights over x: y of the upper and lower margin in columns from `firstX`. */
  readonly upperY: Float64Array;
  readonly lowerY: Float64Array;
  readonly firstX: number;
  readonly columnCm: number;
  /** x of the inner corner. */
  readonly innerX: number;
}

export interface EyeFrame {
  readonly left: Eyeball;
  readonly right: Eyeball;
  readonly seed: number;
}

const COLUMNS = 40;
const RADIANS = Math.PI / 180;

export interface Sphere {
  readonly centre: Axis;
  readonly radiusCm: number;
}

/** Turns the eyeball's vertices by the gaze about its centre, in place; returns its sphere. Vertices look along +z before. */
export function turnEyeball(positions: Float32Array, anchor: EyeballAnchor, gaze: Scene['gaze']): Sphere {
  const sphere = eyeballSphere(positions, anchor);
  const [cx, cy, cz] = sphere.centre;
  const { forward: f, right: r, up: u } = gazeAxes(gaze);
  for (let i = 3 * anchor.firstVertex; i < 3 * anchor.endVertex; i += 3) {
    const x = positions[i]! - cx, y = positions[i + 1]! - cy, z = positions[i + 2]! - cz;
    positions[i] = cx + r[0] * x + u[0] * y + f[0] * z;
    positions[i + 1] = cy + r[1] * x + u[1] * y + f[1] * z;
    positions[i + 2] = cz + r[2] * x + u[2] * y + f[2] * z;
  }
  return sphere;
}

function gazeAxes(gaze: Scene['gaze']): { forward: Axis; right: Axis; up: Axis } {
  const cy = Math.cos(gaze.yawDeg * RADIANS), sy = Math.sin(gaze.yawDeg * RADIANS);
  const cp = Math.cos(gaze.pitchDeg * RADIANS), sp = Math.sin(gaze.pitchDeg * RADIANS);
  return { forward: [sy * cp, sp, cy * cp], right: [cy, 0, -sy], up: [-sy * sp, cp, -cy * sp] };
}

/** Gaze axes and lid margins of the posed head (head frame, identity, expression and gaze applied). */
export function eyeFrame(
  model: FaceModel, positions: Float32Array, spheres: { readonly left: Sphere; readonly right: Sphere }, gaze: Scene['gaze'], seed: number,
): EyeFrame {
  const axes = gazeAxes(gaze);
  const one = (anchor: EyeballAnchor, sphere: Sphere): Eyeball => ({
    ...sphere, ...axes, irisRadiusCm: (anchor.irisRadiusCm * sphere.radiusCm) / anchor.radiusCm, ...lidMargins(positions, anchor.lids),
  });
  return { left: one(model.eyes.left, spheres.left), right: one(model.eyes.right, spheres.right), seed };
}

/** Tabulates both margins over x. */
function lidMargins(positions: Float32Array, lids: Lids): Pick<Eyeball, 'upperY' | 'lowerY' | 'firstX' | 'columnCm' | 'innerX'> {
  const first = positions[3 * lids.upperMargin[0]!]!, last = positions[3 * lids.upperMargin[lids.upperMargin.length - 1]!]!;
  const low = Math.min(first, last), columnCm = Math.abs(last - first) / (COLUMNS - 1) || 1;
  const table = (margin: Uint16Array): Float64Array => {
    const out = new Float64Array(COLUMNS).fill(positions[3 * margin[0]! + 1]!);
    for (let i = 0; i + 1 < margin.length; i++) {
      const a = 3 * margin[i]!, b = 3 * margin[i + 1]!;
      const ax = positions[a]!, bx = positions[b]!;
      const from = Math.max(0, Math.floor((Math.min(ax, bx) - low) / columnCm)), to = Math.min(COLUMNS - 1, Math.ceil((Math.max(ax, bx) - low) / columnCm));
      for (let k = from; k <= to; k++) {
        const t = Math.abs(bx - ax) > 1e-6 ? (low + k * columnCm - ax) / (bx - ax) : 0;
        out[k] = positions[a + 1]! + (positions[b + 1]! - positions[a + 1]!) * Math.min(1, Math.max(0, t));
      }
    }
    return out;
  };
  return { upperY: table(lids.upperMargin), lowerY: table(lids.lowerMargin), firstX: low, columnCm, innerX: first };
}

/** Height of a margin at x, clamped to the opening. */
export function marginY(eye: Eyeball, table: Float64Array, x: number): number {
  const at = Math.min(table.length - 1.001, Math.max(0, (x - eye.firstX) / eye.columnCm));
  const k = Math.floor(at);
  return table[k]! + (table[k + 1]! - table[k]!) * (at - k);
}
