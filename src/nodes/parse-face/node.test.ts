import { describe, expect, it } from 'vitest';
import { PARTS } from '../../face/model/types';
import { cpuTensor } from '../../runtime/tensor';
import { runNode } from '../shared/run-node';
import { blockContext, haveBlocks, refusalOf, testCrop } from '../shared/swap-blocks/test-blocks';
import { testContext } from '../shared/test-context';
import definition from './node';
import run from './run';

describe('parse-face', () => {
  it('refuses other crops', () => {
    expect(refusalOf(definition, { crop: { kind: 'crop', template: 'ffhq_512', width: 512, height: 512 } })).toMatch(/^crop: /);
  });

  it('takes the part of the largest score, and joins the chosen parts', async () => {
    const logits = cpuTensor([1, PARTS.length, 128, 128]);
    // Pixel 0 is nose, pixel 1 is hair, all others background.
    logits.data[PARTS.indexOf('nose') * 128 * 128] = 5;
    logits.data[PARTS.indexOf('hair') * 128 * 128 + 1] = 5;
    const x = { name: 'x', type: 'float32', shape: [1, 3, 128, 128] };
    const context = testContext({ onnx: async () => Promise.resolve({ inputs: [x], outputs: [], run: async () => Promise.resolve({ logits }) }) });
    const { labels, mask } = await runNode(definition, run, { crop: testCrop() }, {}, context);
    expect([mask.pixels.data![0], mask.pixels.data![1], mask.pixels.data![2]]).toEqual([1, 0, 0]);
    const part = (pixel: number) => PARTS.find((_, k) => labels.tensor.data![k * 128 * 128 + pixel] === 1);
    expect([part(0), part(1), part(2)]).toEqual(['nose', 'hair', 'background']);
    expect((await runNode(definition, run, { crop: testCrop() }, { parts: ['hair'] }, context)).mask.pixels.data![1]).toBe(1);
  });

  it.skipIf(!haveBlocks(['face-parser']))('labels every pixel with one part', async () => {
    const { labels } = await runNode(definition, run, { crop: testCrop() }, {}, blockContext());
    expect(labels.tensor.shape).toEqual([14, 128, 128]);
    expect(labels.tensor.data!.reduce((sum, value) => sum + value, 0)).toBe(128 * 128);
  });
});
