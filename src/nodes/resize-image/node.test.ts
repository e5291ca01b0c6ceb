import { describe, expect, it } from 'vitest';
import type { ImageValue } from '../../runtime/values';
import { runNode } from '../shared/run-node';
import { testContext } from '../shared/test-context';
import { discMask, largestGap, testImage, testMask, wavyPicture } from '../shared/test-pictures';
import definition from './node';
import run from './run';

const picture = testImage(wavyPicture(60, 40));
const resized = async (params: Record<string, string | number>, more: Record<string, unknown> = {}) => ((await runNode(definition, run, { image: picture, ...more } as never, params, testContext())).image as ImageValue).pixels;

describe('resize-image', () => {
  it('takes the numbers, or the size of another picture', async () => {
    expect((await resized({ widthPx: 30, heightPx: 20 })).shape).toEqual([3, 20, 30]);
    expect((await resized({ widthPx: 30, heightPx: 20 }, { like: testMask(discMask(17, 23, 5)) })).shape).toEqual([3, 23, 17]);
  });

  it('keeps the shape when filling: the middle of the picture is cut out', async () => {
    const square = await resized({ widthPx: 40, heightPx: 40, fit: 'cover' });
    const middle = Float32Array.from({ length: 3 * 1600 }, (_, i) => picture.pixels.data[Math.floor(i / 40) * 60 + 10 + i % 40]!);
    expect(largestGap(square.data!, middle)).toBeLessThan(1e-5);
  });

  it('fits inside with repeated edges', async () => {
    const inside = await resized({ widthPx: 60, heightPx: 80, fit: 'contain' });
    for (let x = 0; x < 60; x++) expect(inside.data![x]).toBeCloseTo(picture.pixels.data[x]!, 6);
  });
});
