import { describe, expect, it } from 'vitest';
import type { LevelView } from '../../../runtime/look-types';
import { translator } from '../../i18n';
import { fitOf, reveal, WHOLE, zoomAbout } from '../../viewers/zoom-stage';
import { lookFigure } from '../figures';
import { differenceOf, differenceRange, histogramOf, laneColours, pixelOf, sharedRange, valueWords, type LaneImage } from './lane-image';

const picture = (width: number, height: number, value: number): LaneImage => ({ kind: 'picture', width, height, rgba: new Uint8ClampedArray(width * height * 4).map((_, i) => (i % 4 === 3 ? 255 : value)) });
const LEVEL: LevelView = { channels: 1, height: 1, width: 2, meaning: 'signed', net: 'n', layer: 'l', statistics: false };
const channel = (values: readonly number[], robust: number, meaning: LevelView['meaning'] = 'signed'): LaneImage => ({ kind: 'channel', width: values.length, height: 1, values: Float32Array.from(values), meaning, levels: [LEVEL], robust });

describe('what lanes show', () => {
  it('has one range for all channels, the widest, and the declared one for masks', () => {
    expect(sharedRange([channel([1], 2), undefined, channel([9], 9)])).toEqual([-9, 9]);
    expect(sharedRange([channel([1], 2, 'mask'), channel([1], 2, 'mask')])).toEqual([0, 1]);
    const [a, b] = [channel([1, -1], 1), channel([1, -1], 4)], range = sharedRange([a, b]);
    expect(laneColours(a, range, false).rgba).toEqual(laneColours(b, range, false).rgba);
  });

  it('differs by the mean of colours, or by signed values, where sizes agree', () => {
    expect([...differenceOf(picture(2, 1, 10), picture(2, 1, 13))!.values]).toEqual([3, 3]);
    expect([...differenceOf(channel([1, 2], 1), channel([3, -1], 1))!.values]).toEqual([-2, 3]);
    expect(differenceOf(picture(2, 1, 0), picture(1, 2, 0))).toBeUndefined();
    expect(differenceOf(picture(2, 1, 0), channel([0, 0], 1))).toBeUndefined();
  });

  it('is drawn on one scale for all differences, never finer than a step of pictures', () => {
    const small = differenceOf(picture(4, 4, 0), picture(4, 4, 2))!, large = differenceOf(picture(4, 4, 0), picture(4, 4, 40))!;
    expect(differenceRange([small, large])).toEqual([0, 40]);
    expect(differenceRange([differenceOf(picture(4, 4, 5), picture(4, 4, 5))!])).toEqual([0, 1]);
    expect(differenceRange([differenceOf(channel([0.5, 0], 1), channel([0, 0], 1))!])).toEqual([-0.5, 0.5]);
    const counts = histogramOf([small.values, large.values], [0, 20]);
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(32);
    expect(counts.at(-1)).toBe(16);
  });

  it('says the values of the pixel at a spot, in any size', () => {
    const spot = { x: 0.75, y: 0.5 };
    expect(pixelOf({ width: 4, height: 4 }, spot)).toEqual([3, 2]);
    expect(pixelOf({ width: 2, height: 2 }, { x: 1, y: 1 })).toEqual([1, 1]);
    expect(valueWords(picture(4, 4, 9), spot)).toBe('9 9 9');
    expect(valueWords(channel([1, -0.25], 1), spot)).toBe('−0.25');
    expect([NaN, Infinity, -Infinity].map((value) => valueWords(channel([1, value], 1), spot))).toEqual(['NaN', '∞', '−∞']);
  });

  it('gives a figure with every lane, the difference with its legend, and the numbers', async () => {
    const t = translator('en');
    const lanes = [{ name: 'A first', made: 'seed 1', image: picture(2, 2, 0), difference: undefined }, { name: 'B second', made: 'seed 1', image: picture(2, 2, 8), difference: differenceOf(picture(2, 2, 8), picture(2, 2, 0)) }];
    const source = lookFigure({ lanes, mode: 'difference', reference: 0, range: [-1, 1], differenceRange: [0, 8], wire: undefined, inputs: 'Same inputs.' }, t)!;
    const { body } = await source.draw();
    expect(body).toContain('B second − A first');
    expect(body).toContain('/255');
    expect(await source.tensor?.()).toEqual({ shape: [1, 2, 2], data: Float32Array.of(8, 8, 8, 8) });
    expect((await source.table?.())?.at(2)).toEqual(['B second', 'seed 1', 2, 2, 8, 8]);
    expect(source.notes.join('\n')).toContain('Same inputs.');
    expect(lookFigure({ lanes: [], mode: 'pictures', reference: 0, range: [0, 1], differenceRange: [0, 1], wire: undefined, inputs: '' }, t)).toBeUndefined();
  });
});

describe('a look that stages share', () => {
  it('keeps the point under the pointer where it is', () => {
    const at = { x: 0.3, y: -0.2 }, look = zoomAbout(zoomAbout(WHOLE, 2, { x: 0, y: 0 }), 3, at);
    expect(look.zoom).toBe(6);
    // What lay at the point before (offset / zoom from the middle) lies there still.
    expect((at.x - look.x) / look.zoom).toBeCloseTo(at.x / 2, 9);
    expect(zoomAbout(look, 1e-3, at)).toEqual(WHOLE);
    expect(zoomAbout(look, 1e6, at).zoom).toBe(32);
  });

  it('moves just far enough to show a spot', () => {
    const fit = fitOf({ width: 200, height: 100 }, { width: 50, height: 50 });
    expect(fit).toEqual({ x: 0.5, y: 1 });
    const moved = reveal({ zoom: 8, x: 0, y: 0 }, { x: 1, y: 0.5 }, fit);
    expect(moved.x + 0.5 * fit.x * 8).toBeCloseTo(0.42, 9);
    expect(moved.y).toBe(0);
    expect(reveal(WHOLE, { x: 1, y: 1 }, fit)).toBe(WHOLE);
  });
});
