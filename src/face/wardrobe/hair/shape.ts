import type { Groom } from './groom';
import type { Root } from './grow';
import { smoothStep } from '../vector';

/**
 * Pulls a strand towards its lock's guide (same number of points, root offset kept at the root, mostly lost at the tip): hair falls in locks,
 * not in single fibres. `clump` 0..1.
 */
export function clumpTo(path: Float32Array, guide: Float32Array, points: number, clump: number): void {
  const ox = path[0]! - guide[0]!, oy = path[1]! - guide[1]!, oz = path[2]! - guide[2]!;
  for (let k = 1; k < points; k++) {
    const t = k / (points - 1);
    const pull = clump * smoothStep(0, 0.8, t);
    const keep = 1 - 0.85 * pull;
    const i = 3 * k;
    path[i] = path[i]! + pull * (guide[i]! + ox * keep - path[i]!);
    path[i + 1] = path[i + 1]! + pull * (guide[i + 1]! + oy * keep - path[i + 1]!);
    path[i + 2] = path[i + 2]! + pull * (guide[i + 2]! + oz * keep - path[i + 2]!);
  }
}

/** The part of a groom that bends single strands. */
export type Bend = Pick<Groom, 'curlRadiusCm' | 'curlPitchCm' | 'waveCm' | 'waveLengthCm' | 'frizz'>;

/**
 * Bends a strand: waves shared by a lock (`lockPhase` radians), curls as a helix, and frizz of its own. Displacements grow from the root.
 * `lengthCm` is the length of the path; `across` and `outwards` directions are found from the path and the centre.
 */
export function bendStrand(
  path: Float32Array, points: number, bend: Bend, root: Pick<Root, 'chance'>, lengthCm: number, lockPhase: number, centre: readonly [number, number, number],
): void {
  const curl = bend.curlRadiusCm * (0.75 + 0.35 * root.chance[1]);
  const wave = bend.waveCm * (1 + 0.3 * root.chance[0]);
  const frizz = bend.frizz * 0.14;
  if (curl + wave + frizz === 0) return;
  let [px, py, pz] = [path[0]!, path[1]!, path[2]!];
  for (let k = 1; k < points; k++) {
    const i = 3 * k;
    const t = k / (points - 1);
    const x = path[i]!, y = path[i + 1]!, z = path[i + 2]!;
    let tx = x - px, ty = y - py, tz = z - pz;
    px = x;
    py = y;
    pz = z;
    const tl = 1 / (Math.sqrt(tx * tx + ty * ty + tz * tz) + 1e-9);
    tx *= tl;
    ty *= tl;
    tz *= tl;
    let ox = x - centre[0], oy = 0.4 * (y - centre[1]), oz = z - centre[2];
    const along = ox * tx + oy * ty + oz * tz;
    ox -= along * tx;
    oy -= along * ty;
    oz -= along * tz;
    const ol = 1 / (Math.sqrt(ox * ox + oy * oy + oz * oz) + 1e-6);
    ox *= ol;
    oy *= ol;
    oz *= ol;
    const sx = ty * oz - tz * oy, sy = tz * ox - tx * oz, sz = tx * oy - ty * ox;
    const s = t * lengthCm;
    const grown = smoothStep(0, Math.min(0.8, 3 / lengthCm), t);
    let across = 0, outwards = 0;
    if (curl > 0) {
      const turn = (2 * Math.PI * s) / (bend.curlPitchCm * (1 + 0.25 * root.chance[2])) + lockPhase + 0.5 * root.chance[0];
      across += curl * grown * Math.cos(turn);
      outwards += curl * grown * Math.sin(turn);
    }
    if (wave > 0) {
      const turn = (2 * Math.PI * s) / bend.waveLengthCm + lockPhase;
      across += wave * grown * Math.sin(turn);
      outwards += 0.5 * wave * grown * Math.sin(turn + 1.2);
    }
    across += frizz * grown * Math.sin(2.6 * s + 9 * root.chance[1]) * lengthShare(lengthCm) + root.chance[2] * frizz * t * lengthShare(lengthCm);
    outwards += frizz * grown * Math.sin(2.1 * s + 7 * root.chance[0]) * lengthShare(lengthCm);
    path[i] = x + across * sx + outwards * ox;
    path[i + 1] = y + across * sy + outwards * oy;
    path[i + 2] = z + across * sz + outwards * oz;
  }
}

/** Short hair has less room for frizz. */
const lengthShare = (lengthCm: number): number => Math.min(2, 0.35 + lengthCm / 10);
