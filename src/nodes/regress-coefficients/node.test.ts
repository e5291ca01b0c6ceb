import { describe, expect, it } from 'vitest';
import { templatePoints } from '../../face/align/templates';
import { evaluateShape } from '../../face/model/evaluate';
import { parseFaceModel } from '../../face/model/load';
import { headRotation } from '../../face/render/pose';
import { projectVertices, facePoseOf } from '../shared/face/poses';
import { runNode } from '../shared/run-node';
import { anglesOf, cropPose, turnBetween } from '../shared/swap-blocks/pose';
import { blockContext, haveBlocks, refusalOf, testCrop } from '../shared/swap-blocks/test-blocks';
import { testContext } from '../shared/test-context';
import definition from './node';
import run from './run';

const model = parseFaceModel(await testContext().shipped('models/face-model.bin'));

describe('regress-coefficients', () => {
  it('refuses crops of other templates', () => {
    expect(refusalOf(definition, { crop: { kind: 'crop', template: 'arcface_112_v2', width: 112, height: 112 } })).toMatch(/^crop: /);
  });

  it('reads angles back from rotations, and turns between them', () => {
    const angles = anglesOf(headRotation({ yawDeg: 21, pitchDeg: -13, rollDeg: 8 }));
    [21, -13, 8].forEach((angle, i) => expect(angles[i]).toBeCloseTo(angle, 6));
    expect(turnBetween([10, 0, 0], [25, 0, 0])).toBeCloseTo(15, 5);
    expect(turnBetween([5, 6, 7], [5, 6, 7])).toBeCloseTo(0, 3);
  });

  it('places the mean face by the five points of the template', () => {
    const positions = evaluateShape(model, { identity: new Float32Array(0), expression: new Float32Array(0) });
    const { points } = projectVertices(facePoseOf(cropPose(model, positions, [0, 0, 0])), positions), goals = templatePoints('ffhq_512', 128);
    model.landmarks5.forEach((vertices, k) => {
      const mean = (axis: number) => vertices.reduce((sum, vertex) => sum + points[2 * vertex + axis]! / vertices.length, 0);
      expect(Math.hypot(mean(0) - goals[k]!.x, mean(1) - goals[k]!.y)).toBeLessThan(4);
    });
  });

  it.skipIf(!haveBlocks(['coefficients']))('gives coefficients of the face model and a mesh on the crop', async () => {
    const crop = testCrop(1), { coefficients, mesh } = await runNode(definition, run, { crop }, {}, blockContext());
    expect([coefficients.identity.length, coefficients.expression.length]).toEqual([model.identityModes.length, model.expressionModes.length]);
    expect([coefficients.frame, mesh.projected!.picture, mesh.projected!.width]).toEqual(['crop 1', 'crop 1', 128]);
    expect(mesh.positions.every(Number.isFinite)).toBe(true);
  });
});
