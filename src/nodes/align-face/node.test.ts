import { describe, expect, it } from 'vitest';
import { applySimilarity } from '../../face/align/similarity';
import { TEMPLATE_NAMES, templatePoints } from '../../face/align/templates';
import type { CropValue } from '../../runtime/values';
import { runNode } from '../shared/run-node';
import { testContext } from '../shared/test-context';
import { plainPicture, testFaces, testImage, wavyPicture } from '../shared/test-pictures';
import definition from './node';
import run from './run';

/** Five points of an upright face around (100, 90), eyes 40 px apart. */
const POINTS = [80, 80, 120, 80, 100, 102, 84, 122, 116, 122];
const image = testImage(wavyPicture(200, 180));
const align = (params: Record<string, string | number>, points: readonly number[] = POINTS) => runNode(definition, run, { image, faces: testFaces(200, 180, points) }, params, testContext());

describe('align-face', () => {
  it('offers every published template', () => {
    expect(Object.keys(definition.params.template.options).sort()).toEqual([...TEMPLATE_NAMES].sort());
  });

  it.each(TEMPLATE_NAMES)('%s brings the eyes to their places', async (template) => {
    const crop = (await align({ template, sizePx: 128 })).crop as CropValue;
    expect(crop.image.pixels.shape).toEqual([3, 128, 128]);
    const wanted = templatePoints(template, 128);
    for (let i = 0; i < 5; i++) {
      const found = applySimilarity(crop.toCrop, { x: POINTS[2 * i]!, y: POINTS[2 * i + 1]! });
      expect(Math.hypot(found.x - wanted[i]!.x, found.y - wanted[i]!.y)).toBeLessThan(4);
    }
  });

  it('shows in the crop what lies there in the picture', async () => {
    const crop = (await align({ template: 'arcface_112_v2', sizePx: 112 })).crop as CropValue;
    const nose = applySimilarity(crop.toCrop, { x: 100.5, y: 102.5 });
    const x = Math.floor(nose.x), y = Math.floor(nose.y);
    expect(Math.abs(crop.image.pixels.data![y * 112 + x]! - image.pixels.data[102 * 200 + 100]!)).toBeLessThan(0.02);
    expect(crop.source).toEqual({ width: 200, height: 180, frame: 'test' });
  });

  it('says what is wrong with the points or the picture', async () => {
    await expect(align({}, POINTS.map(() => 50))).rejects.toMatchObject({ port: 'faces', code: 'points' });
    await expect(align({ index: 3 })).rejects.toMatchObject({ param: 'index', code: 'no-face' });
    await expect(runNode(definition, run, { image: testImage(plainPicture(64, 64, [0, 0, 0])), faces: testFaces(200, 180, POINTS) }, {}, testContext())).rejects.toMatchObject({ port: 'faces', code: 'size' });
  });
});
