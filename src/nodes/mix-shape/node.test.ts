import { describe, expect, it } from 'vitest';
import { parseFaceModel } from '../../face/model/load';
import type { CoefficientsValue } from '../../runtime/values';
import { patternTensor } from '../shared/kernel-samples';
import { runNode } from '../shared/run-node';
import { testContext } from '../shared/test-context';
import { largestGap } from '../shared/test-pictures';
import definition from './node';
import run from './run';

const context = testContext();
const model = parseFaceModel(await context.shipped('models/face-model.bin'));
const coefficients = (seed: number): CoefficientsValue => ({
  kind: 'coefficients', model: { name: model.name, version: model.version }, frame: `crop ${seed}`,
  pose: { rotation: Float64Array.of(1, 0, 0, 0, 1, 0, 0, 0, 1), translationCm: [seed, 0, -90], focalPx: 300, width: 128, height: 128 },
  identity: patternTensor([model.identityModes.length], seed, -2, 2).data, expression: patternTensor([model.expressionModes.length], seed + 9, 0, 0.4).data,
});
const source = coefficients(1), target = coefficients(2);

describe('mix-shape', () => {
  it('is c_fuse at a = 1, b = 0', async () => {
    const { coefficients: fused, mesh } = await runNode(definition, run, { source, target }, {}, context);
    expect(largestGap(fused.identity, source.identity)).toBe(0);
    expect([fused.expression, fused.pose, mesh.projected!.picture]).toEqual([target.expression, target.pose, 'crop 2']);
  });

  it('goes half way and beyond', async () => {
    const { coefficients: fused } = await runNode(definition, run, { source, target }, { a: 2, b: -1 }, context);
    expect(fused.identity[5]).toBeCloseTo(2 * source.identity[5]! - target.identity[5]!, 5);
  });

  it('refuses coefficients of another model', async () => {
    await expect(runNode(definition, run, { source, target: { ...target, model: { name: 'bfm', version: '1' } } }, {}, context)).rejects.toMatchObject({ port: 'target', code: 'model' });
  });
});
