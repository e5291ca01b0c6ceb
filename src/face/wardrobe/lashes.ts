import { eyeballSphere } from '../model/evaluate';
import type { EyeballAnchor } from '../model/types';
import { createRandom } from '../random';
import type { PosedHead, PropMesh } from '../render/types';
import { RibbonBuffer } from './hair/ribbons';
import { vertexAt } from './measure';
import { add, along, mixVec, normalise, scale, smoothStep, subtract, type Vec3 } from './vector';

/** Front edges of the lids of one eye, each from the outer to the inner corner. */
function lidEdges(head: PosedHead, anchor: EyeballAnchor): { readonly upper: Vec3[]; readonly lower: Vec3[] } {
  const chain = (margin: ArrayLike<number>): Vec3[] => Array.from(margin, (vertex) => vertexAt(head.positions, vertex)).reverse();
  return { upper: chain(anchor.lids.upperMargin), lower: chain(anchor.lids.lowerMargin) };
}

function pointAlong(chain: readonly Vec3[], t: number): Vec3 {
  const at = t * (chain.length - 1);
  const from = Math.min(Math.floor(at), chain.length - 2);
  return mixVec(chain[from]!, chain[from + 1]!, at - from);
}

/** Eyelashes: fine ribbons that leave the lid edge away from the eyeball and curl up (upper lid) or down (lower lid). */
export function buildLashes(head: PosedHead, detail: 'thumbnail' | 'full'): PropMesh[] {
  const full = detail === 'full';
  const points = full ? 5 : 3;
  const path = new Float32Array(3 * points);
  const buffer = new RibbonBuffer(160 * points);
  const base = head.scene.identity.brows.colour;
  const colour = [0.3 * base[0] + 0.004, 0.3 * base[1] + 0.003, 0.3 * base[2] + 0.002] as const;
  const random = createRandom(5);
  for (const name of ['eyeLeft', 'eyeRight'] as const) {
    const anchor = name === 'eyeLeft' ? head.model.eyes.left : head.model.eyes.right;
    const ball = eyeballSphere(head.positions, anchor).centre;
    const edges = lidEdges(head, anchor);
    const sideways = name === 'eyeLeft' ? 1 : -1;
    for (const [chain, isUpper] of [[edges.upper, true], [edges.lower, false]] as const) {
      const count = full ? (isUpper ? 46 : 28) : isUpper ? 16 : 7;
      for (let i = 0; i < count; i++) {
        const t = 0.03 + 0.9 * ((i + 0.6 * random.next()) / count);
        const root = pointAlong(chain, t);
        const outwards = normalise(subtract(root, ball));
        const length = (isUpper ? 0.62 : 0.3) * (0.55 + 0.45 * smoothStep(1, 0.35, t)) * random.range(0.8, 1.15);
        const fan = sideways * (0.5 - 0.85 * t) + 0.16 * random.normal();
        let direction = normalise(add(outwards, [fan, isUpper ? -0.15 : -0.35, 0.2]));
        let p = along(root, outwards, 0.01);
        for (let k = 0; k < points; k++) {
          path.set(p, 3 * k);
          p = along(p, direction, length / (points - 1));
          direction = normalise(add(direction, scale([0, 1, 0], (isUpper ? 1.5 : -0.5) / points)));
        }
        buffer.strand(path, points, {
          widthCm: full ? 0.034 : 0.075, colour, rootShade: 1, tipShade: 1, rootAlpha: full ? 0.95 : 0.6, tipAlpha: 0.1, twist: random.range(-0.3, 0.3),
        }, ball[0], ball[1], ball[2]);
      }
    }
  }
  return [buffer.toProp('hair', 'eyes')];
}
