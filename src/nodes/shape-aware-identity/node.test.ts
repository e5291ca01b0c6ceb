import { describe, expect, it } from 'vitest';
import { parseFaceModel } from '../../face/model/load';
import { headRotation } from '../../face/render/pose';
import type { CoefficientsValue } from '../../runtime/values';
import { patternTensor } from '../shared/kernel-samples';
import { runNode } from '../shared/run-node';
import { refusalOf, testIdentity } from '../shared/swap-blocks/test-blocks';
import { testContext } from '../shared/test-context';
import definition from './node';
import run from './run';

const model = parseFaceModel(await testContext().shipped('models/face-model.bin'));
const coefficients: CoefficientsValue = {
  kind: 'coefficients', model: { name: model.name, version: model.version }, identity: patternTensor([model.identityModes.length], 1, -2, 2).data, expression: patternTensor([model.expressionModes.length], 2).data,
  pose: { rotation: headRotation({ yawDeg: 30, pitchDeg: -15, rollDeg: 3 }), translationCm: [0, 0, -90], focalPx: 373, width: 128, height: 128 },
};
const identity = testIdentity(3);

describe('shape-aware-identity', () => {
  it('joins coefficients, pose in units of 30 degrees and identity', async () => {
    const context = testContext(), { identity: sid } = await runNode(definition, run, { coefficients, identity }, {}, context), v = sid.vector.data!;
    expect([v.length, sid.recogniser]).toEqual([266, 'swapgraph-v_sid']);
    expect([v[4], v[90]]).toEqual([coefficients.identity[4], coefficients.expression[2]]);
    [1, -0.5, 0.1].forEach((value, i) => expect(v[135 + i]).toBeCloseTo(value, 5));
    expect(v[138 + 7]).toBe(identity.vector.data[7]);
    expect(context.warnings).toEqual([]);
  });

  it('needs a pose, and remarks on one of another picture', async () => {
    const { pose, ...placeless } = coefficients;
    await expect(runNode(definition, run, { coefficients: placeless, identity }, {}, testContext())).rejects.toMatchObject({ code: 'no-pose' });
    const context = testContext();
    await runNode(definition, run, { coefficients: { ...coefficients, pose: { ...pose!, width: 512, height: 512 } }, identity }, {}, context);
    expect(context.warnings[0]!.en).toMatch(/picture of 512 px/);
  });

  it('refuses the judge’s vector', () => {
    expect(refusalOf(definition, { identity: { kind: 'identity', recogniser: 'swapgraph-identity-judge' } })).toMatch(/^identity: .*judge/);
  });
});
