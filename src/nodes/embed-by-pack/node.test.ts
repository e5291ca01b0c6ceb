import { expect, it } from 'vitest';
import type { OnnxModel } from '../../runtime/define';
import { cpuTensor } from '../../runtime/tensor';
import type { CropValue } from '../../runtime/values';
import { runNode } from '../shared/run-node';
import { testContext } from '../shared/test-context';
import { plainPicture, testImage } from '../shared/test-pictures';
import definition from './node';
import run from './run';

const crop = (template: string, size = 112): CropValue => ({ kind: 'crop', image: testImage(plainPicture(size, size, [1, 0.5, 0])), template, toCrop: { a: 1, b: 0, tx: 0, ty: 0 }, source: { width: size, height: size, frame: 'test' } });
const network = (values: Float32Array<ArrayBuffer>, fed: Float32Array[] = []): OnnxModel => ({
  inputs: [{ name: 'input', type: 'float32', shape: ['n', 3, 112, 112] }], outputs: [{ name: '683', type: 'float32', shape: [1, 512] }], sha256: 'a'.repeat(64),
  run: ({ input }) => { fed.push(input!.data!); return Promise.resolve({ 683: cpuTensor([1, 512], values) }); },
});
const contextOf = (model: OnnxModel) => testContext({ asset: () => Promise.resolve(new Uint8Array(1)), onnx: () => Promise.resolve(model) });

it('feeds RGB from −1 to 1 and keeps a unit vector with the length it had', async () => {
  const fed: Float32Array[] = [], context = contextOf(network(Float32Array.from({ length: 512 }, (_, i) => (i < 2 ? 3 + i : 0)), fed));
  const { identity } = await runNode(definition, run, { crop: crop('arcface_112_v2') }, { file: 'a.onnx' }, context);
  expect([fed[0]![0], fed[0]![112 * 112], fed[0]![2 * 112 * 112]]).toEqual([1, 0, -1]);
  expect(identity).toMatchObject({ recogniser: 'arcface-w600k-r50', rawLength: 5 });
  expect([...identity.vector.data!.slice(0, 3)].map((value) => value.toFixed(3))).toEqual(['0.600', '0.800', '0.000']);
  expect(context.warnings[0]!.en).toContain('not the published ArcFace w600k R50');
});

it('refuses another template, another size, a zero vector and another file', async () => {
  const some = contextOf(network(new Float32Array(512).fill(1)));
  await expect(runNode(definition, run, { crop: crop('ffhq_512') }, { file: 'a.onnx' }, some)).rejects.toMatchObject({ port: 'crop', converter: 'align-face' });
  await expect(runNode(definition, run, { crop: crop('arcface_112_v2', 128) }, { file: 'a.onnx' }, some)).rejects.toThrow('wants a crop aligned to arcface_112_v2 112 px; this one is arcface_112_v2 128×128 px');
  await expect(runNode(definition, run, { crop: crop('arcface_112_v2') }, { file: 'a.onnx' }, contextOf(network(new Float32Array(512))))).rejects.toThrow('zero or not finite');
  await expect(runNode(definition, run, { crop: crop('arcface_112_v2') }, { file: 'a.onnx', pack: 'mobilefacenet' }, some)).rejects.toThrow('This file is not MobileFaceNet');
  await expect(runNode(definition, run, { crop: crop('arcface_112_v2') }, {}, some)).rejects.toMatchObject({ param: 'file' });
});
