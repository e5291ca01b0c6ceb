import { expect, it } from 'vitest';
import { maskAt } from '../../nodes/shared/swap-blocks/masks';
import type { RunContext } from '../../runtime/define';
import type { Json } from '../../graph/types';
import { strokeOf } from '../../graph/strokes';
import { maskPixels, paintedMask, withStroke } from './painted-mask';

const brushed = (): ReturnType<typeof paintedMask> => {
  const size = { width: 64, height: 64 };
  const once = withStroke(paintedMask({ strokes: [], rest: 0 }), strokeOf([[10, 10], [50, 12], [52, 40]], size, 8, false));
  return withStroke(once, strokeOf([[30, 11]], size, 6, true));
};

it('shows a painting as the node that reads it computes it', async () => {
  for (const rest of [0, 0.25, 1]) {
    const painting = { ...brushed(), rest };
    const computed = await maskAt({} as RunContext, { mask: 'painted', painted: painting as unknown as Json }, undefined, 64);
    const shown = maskPixels(painting, 64);
    let worst = 0;
    computed!.data!.forEach((value, at) => { worst = Math.max(worst, Math.abs(shown.rgba[at * 4]! / 255 - value)); });
    expect(worst).toBeLessThanOrEqual(0.5 / 255 + 1e-6);
    expect(computed!.data!.some((value) => value > 0.99)).toBe(true);
  }
});

it('paints by the brush, takes away by the eraser, and keeps what was written by hand', () => {
  const grey = (x: number, y: number): number => maskPixels(brushed(), 64).rgba[(y * 64 + x) * 4]!;
  expect([grey(12, 10), grey(30, 11), grey(51, 30), grey(2, 60)]).toEqual([255, 0, 255, 0]);
  const written = { strokes: [{ points: [[0.5, 0.5]], radius: 0.2, value: 0.5 }], rest: 1 };
  expect(withStroke(paintedMask(written), { path: [0, 0], radiusPercent: 2, erase: false })).toEqual({ rest: 1, strokes: [written.strokes[0], { points: [[0, 0]], radius: 0.02, value: 1 }] });
});

it('reads nothing out of what is no painting', () => {
  for (const json of [undefined, null, 3, [], 'x', { strokes: 4, rest: 'y' }] as const) expect(paintedMask(json)).toEqual({ strokes: [], rest: 0 });
  expect(maskPixels({ strokes: [{ points: 'no' }, { radius: 0.1 }], rest: 1 }, 4).rgba.every((value) => value === 255)).toBe(true);
});
