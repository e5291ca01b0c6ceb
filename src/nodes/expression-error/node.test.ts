import { describe, expect, it } from 'vitest';
import { parseFaceModel } from '../../face/model/load';
import type { CoefficientsValue } from '../../runtime/values';
import { runNode } from '../shared/run-node';
import { testCrop } from '../shared/swap-blocks/test-blocks';
import { readerContext } from '../shared/swap-blocks/test-reader';
import { testContext } from '../shared/test-context';
import definition from './node';
import run from './run';

const model = parseFaceModel(await testContext().shipped('models/face-model.bin'));
const jaw = model.expressionModes.findIndex(({ name }) => name === 'jawOpen');

describe('expression-error', () => {
  it('is the length of the difference of coefficients, and what it moves', async () => {
    const { error, points } = await runNode(definition, run, { first: testCrop(0), second: testCrop(1) }, {}, readerContext([{ beta: { [jaw]: 0.8, 1: 0.3 } }, { beta: { [jaw]: 0.4 } }]));
    expect(error.value).toBeCloseTo(0.5, 5);
    expect(points.value).toBeGreaterThan(0.5);
    expect(points.unit).toBe('mm');
  });

  it('does not care who the two are, and takes coefficients for the second', async () => {
    const truth: CoefficientsValue = { kind: 'coefficients', model: { name: model.name, version: model.version }, identity: new Float32Array(88).fill(1), expression: Float32Array.from({ length: 47 }, (_, i) => (i === jaw ? 0.6 : 0)) };
    const { error, points } = await runNode(definition, run, { first: testCrop(0), second: truth }, {}, readerContext([{ alpha: { 3: 2 }, beta: { [jaw]: 0.6 } }]));
    expect([error.value, points.value].every((value) => Math.abs(value) < 1e-6)).toBe(true);
    await expect(runNode(definition, run, { first: testCrop(0), second: { ...truth, model: { name: 'bfm', version: '1' } } }, {}, readerContext([{}]))).rejects.toMatchObject({ code: 'model', port: 'second' });
  });
});
