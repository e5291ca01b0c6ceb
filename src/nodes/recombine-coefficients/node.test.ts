import { describe, expect, it } from 'vitest';
import { evaluateShape } from '../../face/model/evaluate';
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
const pose = (tx: number): NonNullable<CoefficientsValue['pose']> => ({ rotation: Float64Array.of(1, 0, 0, 0, 1, 0, 0, 0, 1), translationCm: [tx, 0, -90], focalPx: 300, width: 128, height: 128 });
const coefficients = (seed: number): CoefficientsValue => ({
  kind: 'coefficients', model: { name: model.name, version: model.version }, frame: `picture ${seed}`, pose: pose(seed),
  identity: patternTensor([model.identityModes.length], seed, -2, 2).data, expression: patternTensor([model.expressionModes.length], seed + 50, 0, 0.4).data,
});
const source = coefficients(1), target = coefficients(2);
const fuse = (params: Record<string, string | number>) => runNode(definition, run, { source, target }, params, context);

describe('recombine-coefficients', () => {
  it('joins the source’s face with the target’s head, expression and place', async () => {
    const { coefficients: fused, mesh } = await fuse({});
    model.identityModes.forEach(({ region }, i) => expect(fused.identity[i]).toBe((region === 'face' ? source : target).identity[i]));
    expect(fused.expression).toEqual(target.expression);
    expect([fused.frame, mesh.projected!.picture, fused.pose]).toEqual(['picture 2', 'picture 2', target.pose]);
    expect(mesh.positions).toEqual(evaluateShape(model, fused));
  });

  it('goes from one person to the other and back', async () => {
    expect((await fuse({ identity: 0 })).coefficients.identity).toEqual(target.identity);
    const whole = (await fuse({ identity: 1, head: 'source', expression: 1, pose: 'source' })).coefficients;
    expect(largestGap(whole.identity, source.identity)).toBeLessThan(1e-6);
    expect(largestGap(whole.expression, source.expression)).toBeLessThan(1e-6);
    expect(whole.frame).toBe('picture 1');
    const half = (await fuse({ identity: 0.5, head: 'source' })).coefficients.identity;
    const face = model.identityModes.findIndex(({ region }) => region === 'face');
    expect(half[face]).toBeCloseTo((source.identity[face]! + target.identity[face]!) / 2, 6);
  });

  it('refuses coefficients of another model', async () => {
    await expect(runNode(definition, run, { source: { ...source, model: { name: 'bfm', version: '2009' } }, target }, {}, context)).rejects.toMatchObject({ port: 'source', code: 'model' });
  });

  it('gives a mesh without a place when the target has none', async () => {
    const { pose: _none, ...placeless } = target;
    expect((await runNode(definition, run, { source, target: placeless }, {}, context)).mesh.projected).toBeUndefined();
  });
});
