import { describe, expect, it } from 'vitest';
import type { ImageValue } from '../../runtime/values';
import { runNode } from '../shared/run-node';
import { testContext } from '../shared/test-context';
import { plainPicture, testImage } from '../shared/test-pictures';
import { markMasks } from './mark';
import definition from './node';
import run from './run';

const grey = testImage(plainPicture(300, 200, [0.5, 0.5, 0.5]));
const saved = async (mark: boolean): Promise<Float32Array> => ((await runNode(definition, run, { image: grey }, { mark }, testContext())).image as ImageValue).pixels.data!;

describe('save-image', () => {
  it('marks the lower right corner unless told otherwise', async () => {
    const marked = await saved(true);
    let changed = 0;
    marked.forEach((value, i) => {
      if (value === 0.5) return;
      changed++;
      expect(i % 300).toBeGreaterThan(200);
      expect(Math.floor(i / 300) % 200).toBeGreaterThan(170);
    });
    expect(changed).toBeGreaterThan(1000);
    expect((await saved(false)).every((value) => value === 0.5)).toBe(true);
    expect(definition.params.mark.initial).toBe(true);
  });

  it('spells the word at any size without leaving the picture', () => {
    for (const [width, height] of [[8, 8], [64, 40], [1024, 1024]] as const) {
      const { dots, plate } = markMasks(width, height);
      expect(dots.data.length).toBe(width * height);
      // Every dot lies on the plate.
      expect(dots.data.every((value, i) => value === 0 || plate.data[i] === 1)).toBe(true);
    }
    const { dots } = markMasks(1024, 1024);
    const dot = Math.round(1024 * 0.2 / 53);
    // 93 dots of the letters S Y N T H E T I C, counted on their drawings.
    expect(dots.data.reduce((sum, value) => sum + value, 0) % (dot * dot)).toBe(0);
  });
});
