import type { PosedHead, PropMesh } from '../render/types';
import type { Rgb } from '../scene/types';
import type { FrontDepth } from './front-depth';
import { landmark, type HeadMeasures } from './measure';
import { MeshBuilder } from './mesh-builder';
import type { ScalpField } from './scalp';
import { addTube } from './solids';
import { add, mix, scale, smoothStep, type Vec3 } from './vector';

/** The scene's usual place of a mask; the difference to it moves the mask over the face. */
const USUAL_CENTRE = [0, -5.6] as const;
/** The usual width that `sizeCm` is compared with. */
const USUAL_SIZE_CM = 12;

/** A pleated surgical mask from the nose bridge to under the chin, lying on the posed face, with loops round the ears. */
export function buildMask(head: PosedHead, measures: HeadMeasures, field: ScalpField, depth: FrontDepth, detail: 'thumbnail' | 'full'): PropMesh[] {
  const { colour, centre, sizeCm } = head.scene.occluder;
  const at = (point: number): Vec3 => landmark(head.model, head.positions, point);
  const [shiftX, shiftY] = [centre[0] - USUAL_CENTRE[0], centre[1] - USUAL_CENTRE[1]];
  const chin = at(8);
  const top = mix(at(28)[1], at(29)[1], 0.35) + shiftY;
  const bottom = chin[1] - 1 + shiftY;
  const cheek = 0.5 * (Math.abs(at(3)[0]) + Math.abs(at(13)[0]));
  const half = Math.min(0.97 * cheek, 0.5 * cheek + 0.5 * 5.6) * (sizeCm / USUAL_SIZE_CM);
  const [rows, columns] = detail === 'full' ? [41, 41] : [21, 19];

  const x = new Float32Array(rows * columns), y = new Float32Array(rows * columns), z = new Float32Array(rows * columns), floor = new Float32Array(rows * columns);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const u = row / (rows - 1), w = (column / (columns - 1)) * 2 - 1;
      const cell = row * columns + column;
      // The upper edge runs down from the nose to the cheeks, the lower one up from the chin.
      const upper = top - 1.25 * smoothStep(0.05, 0.75, Math.abs(w)), lower = bottom + 3.1 * Math.abs(w) ** 2;
      x[cell] = shiftX + half * Math.sin(w * 1.25) / Math.sin(1.25) * mix(1, 0.86, smoothStep(0.4, 1, u));
      y[cell] = mix(upper, lower, u);
      floor[cell] = Math.max(depth.z(x[cell]!, y[cell]!), chin[2] - 1.6 - 3.6 * Math.abs(w) ** 2) + mix(0.22, 0.1, Math.abs(w) ** 4);
    }
  }
  // The side edges are straight ribbons from cheek to jaw: no deeper than the line between their ends allows.
  for (const column of [0, columns - 1]) {
    const from = floor[column]!, to = floor[(rows - 1) * columns + column]!;
    for (let row = 0; row < rows; row++) {
      const cell = row * columns + column;
      floor[cell] = Math.max(floor[cell]!, mix(from, to, row / (rows - 1)) - 0.15);
    }
  }
  z.set(floor);
  // Stretched cloth: every point lies on the face or between its neighbours.
  for (let pass = 0; pass < (detail === 'full' ? 60 : 24); pass++) {
    for (let row = 0; row < rows; row++) {
      for (let column = 0; column < columns; column++) {
        const cell = row * columns + column;
        const edge = column === 0 || column === columns - 1;
        if (edge && (row === 0 || row === rows - 1)) continue;
        const sides = edge ? 0.5 * (z[cell - columns]! + z[cell + columns]!) : 0.5 * (z[cell - 1]! + z[cell + 1]!);
        const ends = row > 0 && row + 1 < rows ? 0.5 * (z[cell - columns]! + z[cell + columns]!) : sides;
        z[cell] = Math.max(floor[cell]!, 0.55 * sides + 0.45 * ends);
      }
    }
  }
  const pleat = (u: number, w: number): number => {
    const phase = ((u - 0.2) / 0.6) * 3;
    if (phase < 0 || phase > 3) return 0;
    return (phase - Math.floor(phase)) * smoothStep(1, 0.75, Math.abs(w));
  };
  const point = (u: number, v: number): Vec3 => {
    const cell = Math.round(u * (rows - 1)) * columns + Math.round(v * (columns - 1));
    const w = v * 2 - 1;
    return [x[cell]!, y[cell]!, z[cell]! + 0.16 * pleat(u, w) + 0.03 * Math.sin(9 * w + 14 * u) * smoothStep(0.3, 0.9, Math.abs(w))];
  };
  const mesh = new MeshBuilder();
  const hem = lighter(colour);
  mesh.grid(rows, columns, false, point, (u, v) => {
    const w = Math.abs(v * 2 - 1);
    const shade = 1 - 0.16 * (1 - pleat(u, w)) * (u > 0.2 && u < 0.8 ? 1 : 0);
    return u < 0.05 || u > 0.95 || w > 0.94 ? hem : [colour[0] * shade, colour[1] * shade, colour[2] * shade];
  });
  const cord: Rgb = [0.72, 0.73, 0.74];
  for (const side of [-1, 1]) {
    const ear = side > 0 ? measures.ears.left : measures.ears.right;
    const v = side > 0 ? 1 : 0;
    const behind: Vec3 = [side * (ear.rootX + 0.1), mix(ear.top, ear.bottom, 0.45), ear.back + 0.35];
    for (const [u, over] of [[0.04, [side * (ear.rootX + 0.3), ear.top + 0.05, mix(ear.front, ear.back, 0.45)]], [0.92, [side * (ear.rootX + 0.1), ear.bottom - 0.1, mix(ear.front, ear.back, 0.5)]]] as const) {
      const start = point(u, v);
      const path = [0, 0.15, 0.3, 0.45, 0.6, 0.75, 0.9, 1].map((t): Vec3 => clear(field, add(scale(start, 1 - t), scale(over as Vec3, t)), 0.09));
      path.push(clear(field, [mix(over[0], behind[0], 0.6), mix(over[1], behind[1], 0.4), mix(over[2], behind[2], 0.75)], 0.06), behind);
      addTube(mesh, path, () => 0.1, 6, () => cord);
    }
  }
  return [mesh.toProp({ part: 'occluder', material: 'cloth', doubleSided: true })];
}

/** Pushes a point out of the head, away from its vertical middle axis. */
function clear(field: ScalpField, point: Vec3, least: number): Vec3 {
  let p = point;
  for (let pass = 0; pass < 3; pass++) {
    const height = field.height(p[0], p[1], p[2]);
    if (height >= least) return p;
    const distance = Math.hypot(p[0], p[2] - field.centre[2]);
    const factor = 1 + (least - height) / distance;
    p = [p[0] * factor, p[1], field.centre[2] + (p[2] - field.centre[2]) * factor];
  }
  return p;
}

function lighter(colour: Rgb): Rgb {
  return [mix(colour[0], 0.85, 0.35), mix(colour[1], 0.86, 0.35), mix(colour[2], 0.87, 0.35)];
}
