import { createRandom, mixSeeds } from '../../random';
import { vertexNormals } from '../../model/evaluate';
import { PARTS } from '../../model/types';
import type { PropMesh } from '../../render/types';
import type { Rgb } from '../../scene/types';
import type { Hairline } from '../hairline';
import type { ScalpField } from '../scalp';
import { mix, smoothStep } from '../vector';
import { mixRgb, shadeRgb } from './hair-colour';

export interface CapLook {
  readonly colour: Rgb;
  readonly greyness: number;
  /** Height over the skin away from the hairline, cm. */
  readonly heightCm: number;
  /** Width of the soft edge, cm. */
  readonly fadeCm: number;
  /** Opacity away from the edge, and on the crown. */
  readonly cover: number;
  readonly crownCover: number;
  /** Depth of the grain that stands for single hairs, 0..1. */
  readonly grain: number;
  readonly seed: number;
  readonly columns: number;
  readonly rows: number;
}

/**
 * The scalp under the strands: a sheet close to the skin whose lower edge runs exactly along the hairline and fades out there, so that no skin
 * shines between the strands and the hairline is neither a step nor a seam. Tangents run from the crown outwards.
 */
export function buildCap(field: ScalpField, hairline: Hairline, look: CapLook): PropMesh {
  const { columns, rows } = look;
  const random = createRandom(mixSeeds(look.seed, 29));
  const count = rows * (columns + 1);
  const positions = new Float32Array(3 * count);
  const colours = new Float32Array(3 * count);
  const tangents = new Float32Array(3 * count);
  const alpha = new Float32Array(count);
  const base = mixRgb(look.colour, [0.4, 0.39, 0.38], 0.8 * look.greyness);
  const columnShade = Float32Array.from({ length: columns + 1 }, () => 1 + 0.22 * random.normal() * look.grain);
  columnShade[columns] = columnShade[0]!;
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column <= columns; column++) {
      const azimuth = (column / columns) * 2 * Math.PI - Math.PI;
      const start = hairline.elevation(azimuth) - 0.5 * look.fadeCm / 9;
      // Rows are closer together at the edge, where the fade is.
      const u = (row / (rows - 1)) ** 1.6;
      const elevation = mix(start, Math.PI / 2, u);
      const inside = (elevation - start) * 9;
      const fade = smoothStep(0, 2 * look.fadeCm, inside);
      const v = row * (columns + 1) + column;
      const point = field.point(azimuth, elevation, mix(0.04, look.heightCm, smoothStep(0, 2.5, inside)));
      positions.set(point, 3 * v);
      const grain = row === rows - 1 || column === columns ? 0 : look.grain * random.normal();
      colours.set(shadeRgb(base, mix(1, columnShade[column]!, 0.8) * (1 + 0.15 * grain)), 3 * v);
      const crown = smoothStep(0.75, 1.15, elevation);
      const cover = mix(look.cover, look.crownCover, crown);
      alpha[v] = row === 0 ? 0 : Math.min(1, Math.max(0, cover * fade * (1 + 0.5 * grain * (1 - fade))));
      const [sinE, cosE] = [Math.sin(elevation), Math.cos(elevation)];
      tangents.set([sinE * Math.sin(azimuth), -cosE, sinE * Math.cos(azimuth)], 3 * v);
    }
  }
  const triangles = new Uint32Array(6 * (rows - 1) * columns);
  let at = 0;
  for (let row = 0; row + 1 < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const a = row * (columns + 1) + column;
      const b = a + columns + 1;
      triangles.set([a, a + 1, b + 1, a, b + 1, b], at);
      at += 6;
    }
  }
  const normals = vertexNormals({ triangles }, positions);
  // The grid has a seam behind the head and a pole on the crown: give both the direction from the centre.
  for (let v = 0; v < count; v++) {
    const onSeam = v % (columns + 1) === 0 || v % (columns + 1) === columns;
    if (!onSeam && v < (rows - 2) * (columns + 1)) continue;
    const x = positions[3 * v]! - field.centre[0], y = positions[3 * v + 1]! - field.centre[1], z = positions[3 * v + 2]! - field.centre[2];
    const length = Math.hypot(x, y, z);
    normals.set([x / length, y / length, z / length], 3 * v);
  }
  return { frame: 'head', positions, normals, triangles, part: PARTS.indexOf('hair'), material: 'hair', colours, tangents, alpha, doubleSided: false };
}
