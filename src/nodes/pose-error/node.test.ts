import { describe, expect, it } from 'vitest';
import { runNode } from '../shared/run-node';
import { refusalOf, testCrop } from '../shared/swap-blocks/test-blocks';
import { readerContext } from '../shared/swap-blocks/test-reader';
import definition from './node';
import run from './run';

const measure = async (a: readonly [number, number, number], b: readonly [number, number, number]) =>
  (await runNode(definition, run, { first: testCrop(0), second: testCrop(1) }, {}, readerContext([{ poseDeg: a }, { poseDeg: b }]))).error;

describe('pose-error', () => {
  it('is the angle of the turn between two heads', async () => {
    expect((await measure([20, 0, 0], [-10, 0, 0])).value).toBeCloseTo(30, 4);
    expect((await measure([0, 12, 0], [0, 5, 0])).value).toBeCloseTo(7, 4);
    expect((await measure([33, 4, -8], [33, 4, -8])).value).toBeLessThan(0.05);
    expect((await measure([0, 0, 0], [0, 0, 90])).unit).toBe('°');
  });

  it('refuses other crops', () => {
    expect(refusalOf(definition, { second: { kind: 'crop', template: 'ffhq_512', width: 64, height: 64 } })).toMatch(/^second: /);
  });
});
