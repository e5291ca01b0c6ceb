import { describe, expect, it } from 'vitest';
import { runNode } from '../shared/run-node';
import { blockContext, haveBlocks, refusalOf, testCrop } from '../shared/swap-blocks/test-blocks';
import { testContext } from '../shared/test-context';
import definition from './node';
import run from './run';

describe('identity-similarity', () => {
  it('refuses other crops on both ports', () => {
    for (const port of ['first', 'second']) expect(refusalOf(definition, { [port]: { kind: 'crop', template: 'mtcnn_512', width: 128, height: 128 } })).toMatch(new RegExp(`^${port}: `));
  });

  it('is the cosine of the two vectors', async () => {
    const vectors = [Float32Array.of(1, 0), Float32Array.of(0.6, 0.8)];
    const context = testContext({ onnx: async () => Promise.resolve({ inputs: [{ name: 'x', type: 'float32', shape: [1, 3, 112, 112] }], outputs: [], run: async () => Promise.resolve({ z_id: { shape: [1, 2], data: vectors.shift()! } }) }) });
    const { similarity } = await runNode(definition, run, { first: testCrop(0), second: testCrop(1) }, {}, context);
    expect(similarity.value).toBeCloseTo(0.6, 6);
    expect(similarity.better).toBe('higher');
  });

  it.skipIf(!haveBlocks(['identity-judge']))('is 1 for a face and itself', async () => {
    expect((await runNode(definition, run, { first: testCrop(), second: testCrop() }, {}, blockContext())).similarity.value).toBeCloseTo(1, 4);
  });
});
