import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseFaceModel } from '../../../face/model/load';
import { gridRows } from '../render-grid/scenes';
import { pairScenes } from './pairs';

const model = parseFaceModel(readFileSync(new URL('../../../../public/models/face-model.bin', import.meta.url)));

describe('pairScenes', () => {
  it('shows the source in its own scene, and in the target’s scene as the true swap', () => {
    for (const index of [0, 1, 6]) {
      const { source, target, trueSwap, occluded } = pairScenes(model, 20, 7, index);
      expect(trueSwap.pose).toEqual(target.pose);
      expect(trueSwap.expression).toEqual(target.expression);
      expect(trueSwap.background).toEqual(target.background);
      expect(source.background).not.toEqual(target.background);
      expect(trueSwap.identity.shape['jawWidth']).toBe(source.identity.shape['jawWidth']);
      expect(trueSwap.identity.shape['jawWidth']).not.toBe(target.identity.shape['jawWidth']);
      expect(trueSwap.identity.shape['craniumWidth']).toBe(target.identity.shape['craniumWidth']);
      expect(occluded).toBe(index % 4 === 0);
      expect(source.occluder.kind).toBe('none');
    }
  });

  it('follows from the seed, and meets nobody of a training grid', () => {
    expect(pairScenes(model, 20, 7, 3)).toEqual(pairScenes(model, 20, 7, 3));
    expect(pairScenes(model, 20, 8, 3)).not.toEqual(pairScenes(model, 20, 7, 3));
    const grid = gridRows(model, { identities: 40, scenes: 4, perScene: 2, seed: 7, sizePx: 128, supersample: 2 }, 3);
    expect(grid.map(({ scene }) => scene.identity)).not.toContainEqual(pairScenes(model, 20, 7, 3).target.identity);
  });
});
