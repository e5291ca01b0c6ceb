import { describe, expect, it } from 'vitest';
import { parseFaceModel } from '../../face/model/load';
import { sampleScene } from '../../face/scene/sample-scene';
import { drawPerson } from '../shared/face/person';
import { runNode } from '../shared/run-node';
import { testContext } from '../shared/test-context';
import { largestGap } from '../shared/test-pictures';
import definition from './node';
import run from './run';

const context = testContext();
const model = parseFaceModel(await context.shipped('models/face-model.bin'));
const person = (seed: number, frame: string) => drawPerson(context, model, sampleScene(seed, model, { occluders: false, accessories: false, post: false }), 80, frame, false);

describe('true-swap', () => {
  it('of a person with themself is the picture as it was', async () => {
    const { coefficients, pixels } = await person(4, 'four');
    const { image } = await runNode(definition, run, { source: coefficients, target: coefficients }, {}, context);
    expect(largestGap(image.pixels.data!, pixels.data)).toBe(0);
    expect(image.frame).toBe('four');
  });

  it('takes the face from the source, all else from the target, on the target’s pixel grid', async () => {
    const source = await person(4, 'four'), target = await person(9, 'nine');
    const { image, coefficients } = await runNode(definition, run, { source: source.coefficients, target: target.coefficients }, {}, context);
    expect(image.frame).toBe('nine');
    expect(image.pixels.shape).toEqual([3, 80, 80]);
    model.identityModes.forEach(({ region }, i) => expect(coefficients.identity[i]).toBe((region === 'face' ? source : target).coefficients.identity[i]));
    expect([...coefficients.expression]).toEqual([...target.coefficients.expression]);
    expect(largestGap(image.pixels.data!, target.pixels.data)).toBeGreaterThan(0.1);
  });

  it('refuses coefficients without a scene and says whose to link', async () => {
    const { coefficients } = await person(4, 'four');
    const { scene: _none, ...fitted } = coefficients;
    await expect(runNode(definition, run, { source: fitted, target: coefficients }, {}, context)).rejects.toMatchObject({ port: 'source', code: 'no-scene' });
  });
});
