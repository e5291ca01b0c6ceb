import type { Json } from '../../../graph/types';
import type { RunContext } from '../../../runtime/define';
import type { Tensor } from '../../../runtime/tensor';
import { cpuTensor } from '../../../runtime/tensor';
import type { MaskValue } from '../../../runtime/values';
import { resize } from '../resample/resample';
import type { Painting } from './mask-params';
import { paintingOf } from './mask-params';

/** A mask [1, s, s] in the place of a learnt one; undefined for the learnt one itself, or when no wire is there. */
export async function maskAt(context: RunContext, params: { readonly mask: string; readonly painted: Json }, wire: MaskValue | undefined, sizePx: number): Promise<Tensor | undefined> {
  switch (params.mask) {
    case 'zero': return cpuTensor([1, sizePx, sizePx]);
    case 'one': return cpuTensor([1, sizePx, sizePx], new Float32Array(sizePx * sizePx).fill(1));
    case 'painted': return paint(paintingOf(params.painted) ?? { strokes: [], rest: 0 }, sizePx);
    case 'wire': return !wire || wire.pixels.shape[2] === sizePx ? wire?.pixels : resize(context, wire.pixels, { width: sizePx, height: sizePx });
    default: return undefined;
  }
}

/** Strokes with an edge one pixel soft; later ones over earlier ones. */
function paint({ strokes, rest }: Painting, sizePx: number): Tensor {
  const mask = cpuTensor([1, sizePx, sizePx]);
  mask.data.fill(Math.min(1, Math.max(0, rest)));
  for (const { points, radius, value } of strokes) {
    for (let y = 0; y < sizePx; y++) {
      for (let x = 0; x < sizePx; x++) {
        const cover = Math.min(1, Math.max(0, radius * sizePx - distance(points, (x + 0.5) / sizePx, (y + 0.5) / sizePx) * sizePx + 0.5));
        const at = y * sizePx + x;
        mask.data[at]! += cover * (Math.min(1, Math.max(0, value)) - mask.data[at]!);
      }
    }
  }
  return mask;
}

/** From a place to the nearest of a line of points, in the same unit. */
function distance(points: readonly (readonly [number, number])[], x: number, y: number): number {
  let nearest = Infinity;
  for (let i = 0; i < points.length; i++) {
    const [ax, ay] = points[i]!, [bx, by] = points[Math.min(i + 1, points.length - 1)]!;
    const dx = bx - ax, dy = by - ay, squared = dx * dx + dy * dy;
    const along = squared > 0 ? Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / squared)) : 0;
    nearest = Math.min(nearest, Math.hypot(x - ax - along * dx, y - ay - along * dy));
  }
  return nearest;
}
