import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MODES_ONLY } from './fixture';
import { parseScene } from './parse';
import { sampleScene } from './sample-scene';
import { trueSwap } from './true-swap';

const seeds = fc.integer({ min: 0, max: 1e6 });
const FACE_MODES = ['jawWidth', 'noseWidth', 'eyeSize', 'mouthWidth'];
const HEAD_MODES = ['craniumWidth', 'earSize'];

describe('trueSwap', () => {
  it('takes the face of the source and the rest of the target', () => {
    fc.assert(fc.property(seeds, seeds, (a, b) => {
      const source = sampleScene(a, MODES_ONLY);
      const target = sampleScene(b, MODES_ONLY);
      const { identity, ...setting } = trueSwap(source, target, MODES_ONLY);
      for (const name of FACE_MODES) expect(identity.shape[name]).toBe(source.identity.shape[name]);
      for (const name of HEAD_MODES) expect(identity.shape[name]).toBe(target.identity.shape[name]);
      for (const key of ['eyes', 'brows', 'lips', 'freckles', 'ageLines'] as const) expect(identity[key]).toEqual(source.identity[key]);
      for (const key of ['skin', 'hair', 'facialHair'] as const) expect(identity[key]).toEqual(target.identity[key]);
      const { identity: _, ...targetSetting } = target;
      expect(setting).toEqual(targetSetting);
    }), { numRuns: 50 });
  });

  it('changes nothing when both are one person, or when done twice', () => {
    fc.assert(fc.property(seeds, seeds, (a, b) => {
      const source = sampleScene(a, MODES_ONLY);
      const target = sampleScene(b, MODES_ONLY);
      expect(trueSwap(source, source, MODES_ONLY)).toEqual(source);
      const once = trueSwap(source, target, MODES_ONLY);
      expect(trueSwap(source, once, MODES_ONLY)).toEqual(once);
      expect(trueSwap(target, once, MODES_ONLY)).toEqual(target);
    }), { numRuns: 50 });
  });

  it('gives a valid scene', () => {
    fc.assert(fc.property(seeds, seeds, (a, b) => {
      expect(parseScene(trueSwap(sampleScene(a, MODES_ONLY), sampleScene(b, MODES_ONLY), MODES_ONLY), MODES_ONLY).problems).toEqual([]);
    }), { numRuns: 50 });
  });
});
