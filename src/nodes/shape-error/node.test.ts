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
const jaw = model.identityModes.findIndex(({ name }) => name === 'jawWidth'), head = model.identityModes.findIndex(({ region }) => region === 'head');

describe('shape-error', () => {
  it('says how far the landmarks at rest are apart', async () => {
    const measure = async (width: number) => (await runNode(definition, run, { first: testCrop(0), second: testCrop(1) }, {}, readerContext([{ alpha: { [jaw]: width }, beta: { 5: 0.9 } }, {}]))).points;
    const one = await measure(1), two = await measure(2);
    expect(one.value).toBeGreaterThan(0.1);
    expect(two.value).toBeCloseTo(2 * one.value, 1);
    expect((await measure(0)).value).toBe(0);
  });

  it('leaves the head out, which a swap keeps, and takes c_fuse', async () => {
    const cFuse: CoefficientsValue = { kind: 'coefficients', model: { name: model.name, version: model.version }, identity: new Float32Array(88), expression: new Float32Array(47) };
    const { points, error } = await runNode(definition, run, { first: testCrop(0), second: cFuse }, {}, readerContext([{ alpha: { [head]: 3 } }]));
    expect([points.value, error.value]).toEqual([0, 0]);
  });
});
