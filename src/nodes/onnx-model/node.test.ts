import { describe, expect, it } from 'vitest';
import type { Json } from '../../graph/types';
import type { OnnxModel } from '../../runtime/define';
import { cpuTensor } from '../../runtime/tensor';
import type { FeaturesValue, ImageValue, Value } from '../../runtime/values';
import { runNode } from '../shared/run-node';
import { testContext } from '../shared/test-context';
import { plainPicture, testImage } from '../shared/test-pictures';
import { describedPorts } from './described';
import definition from './node';
import run from './run';

const PORTS = {
  inputs: [{ name: 'picture', type: 'float32', shape: [1, 3, 8, 8] }, { name: 'identity', type: 'float32', shape: [1, 4] }],
  outputs: [{ name: 'swapped', type: 'float32', shape: [1, 3, 8, 8] }, { name: 'mask', type: 'float32', shape: [1, 1, 8, 8] }, { name: 'vector', type: 'float32', shape: [1, 4] }],
};
/** Gives its picture back, and a mask and vector of what it was fed. */
const echo: OnnxModel = {
  ...PORTS,
  run: ({ picture, identity }) => Promise.resolve({ swapped: picture!, mask: cpuTensor([1, 1, 8, 8], picture!.data!.slice(0, 64)), vector: identity! }),
};
const context = testContext({ asset: () => Promise.resolve(new Uint8Array(4)), onnx: () => Promise.resolve(echo) });
const identity: Value = { kind: 'identity', vector: cpuTensor([4], Float32Array.of(1, 2, 3, 4)), recogniser: 'arcface' };
const network = async (params: Record<string, Json>, inputs: Record<string, Value> = { picture: testImage(plainPicture(8, 8, [1, 0.5, 0])), identity }) =>
  await runNode(definition, run, inputs, { file: 'net.onnx', ports: PORTS, ...params }, context) as Readonly<Record<string, Value>>;

describe('onnx-model', () => {
  it('takes its ports from the file', () => {
    const { inputs, outputs } = definition.ports!({ ports: PORTS });
    expect(Object.keys(inputs)).toEqual(['picture', 'identity']);
    expect(Object.entries(outputs).map(([name, { kind }]) => [name, kind])).toEqual([['swapped', 'image'], ['mask', 'features'], ['vector', 'features']]);
  });

  it.each(['unit', 'signed', 'bytes', 'imagenet'])('converts pictures to %s and back', async (range) => {
    const { swapped } = await network({ range, order: 'bgr' });
    const { data } = (swapped as ImageValue).pixels;
    [1, 0.5, 0].forEach((value, c) => expect(data![c * 64]).toBeCloseTo(value, 5));
  });

  it('feeds what the network was promised: BGR bytes', async () => {
    const { mask, vector } = await network({ range: 'bytes', order: 'bgr' });
    expect((mask as FeaturesValue).tensor.data![0]).toBe(0);
    expect((await network({ range: 'bytes' })).mask).toMatchObject({ kind: 'features' });
    expect(((await network({ range: 'bytes' })).mask as FeaturesValue).tensor.data![0]).toBe(255);
    expect((vector as FeaturesValue).tensor.shape).toEqual([4, 1, 1]);
    expect([...(vector as FeaturesValue).tensor.data!]).toEqual([1, 2, 3, 4]);
  });

  it('resizes pictures to a fixed size, or refuses', async () => {
    const inputs = { picture: testImage(plainPicture(32, 16, [1, 0.5, 0])), identity };
    expect(((await network({}, inputs)).swapped as ImageValue).pixels.shape).toEqual([3, 8, 8]);
    await expect(network({ fit: 'refuse' }, inputs)).rejects.toMatchObject({ port: 'picture', converter: 'resize-image' });
  });

  it('names the input that is missing or has another size, and the file that is missing', async () => {
    await expect(network({}, { identity })).rejects.toMatchObject({ port: 'picture', code: 'missing-input' });
    await expect(network({}, { picture: testImage(plainPicture(8, 8, [0, 0, 0])), identity: { ...identity, vector: cpuTensor([5]) } as Value })).rejects.toMatchObject({ port: 'identity', code: 'shape' });
    await expect(network({ file: '' })).rejects.toMatchObject({ param: 'file' });
    await expect(network({ ports: { ...PORTS, outputs: [{ name: 'lost', shape: [1] }] } })).rejects.toMatchObject({ port: 'lost' });
  });

  it('makes nothing of a ports param that is none', () => {
    for (const ports of [null, 3, [], { inputs: 4 }, { inputs: [{ name: 4 }, null, { name: 'x' }] }] as Json[]) expect(describedPorts(ports)).toEqual({ inputs: [], outputs: [] });
  });
});
