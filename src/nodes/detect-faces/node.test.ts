import { describe, expect, it } from 'vitest';
import type { OnnxModel } from '../../runtime/define';
import { NodeError } from '../../runtime/errors';
import { cpuTensor } from '../../runtime/tensor';
import { runNode } from '../shared/run-node';
import { testContext } from '../shared/test-context';
import { testImage, wavyPicture } from '../shared/test-pictures';
import type { Face, IdentityValue } from '../../runtime/values';
import { mostLike } from './likeness';
import { faceOf } from './mediapipe';
import definition from './node';
import { inOrder } from './order';
import run from './run';
import type { FaceLandmarkerService } from './service';
import { decodeStride, withoutOverlaps } from './yunet';

const image = testImage(wavyPicture(64, 64));
const NAMES = [8, 16, 32].flatMap((stride) => ['cls', 'obj', 'bbox', 'kps'].map((part) => `${part}_${stride}`));

/** A network of YuNet's shape that sees one face: at stride 8, column 3, row 2. */
const yunet: OnnxModel = {
  inputs: [{ name: 'input', type: 'float32', shape: [1, 3, 'h', 'w'] }],
  outputs: NAMES.map((name) => ({ name, type: 'float32', shape: [1, 'n', 1] })),
  run: ({ input }) => {
    expect(input!.shape).toEqual([1, 3, 64, 64]);
    // BGR, 0..255: the first plane is the picture's blue.
    expect(input!.data![0]).toBeCloseTo(image.pixels.data[2 * 4096]! * 255, 3);
    const outputs = Object.fromEntries(NAMES.map((name) => {
      const stride = Number(name.split('_')[1]), cells = (64 / stride) ** 2, width = name.startsWith('bbox') ? 4 : name.startsWith('kps') ? 10 : 1;
      return [name, cpuTensor([1, cells, width])];
    }));
    const cell = 2 * 8 + 3;
    outputs.cls_8!.data![cell] = 0.9;
    outputs.obj_8!.data![cell] = 0.9;
    outputs.bbox_8!.data!.set([0.5, 0.5, Math.log(2), Math.log(3)], 4 * cell);
    outputs.kps_8!.data!.set([0, 0, 1, 0, 0.5, 0.5, 0, 1, 1, 1], 10 * cell);
    return Promise.resolve(outputs);
  },
};
const withYunet = testContext({ asset: () => Promise.resolve(new Uint8Array(4)), onnx: () => Promise.resolve(yunet) });

describe('detect-faces by YuNet', () => {
  it('decodes centre, size and points in the picture’s pixels', async () => {
    const { faces } = await runNode(definition, run, { image }, { model: 'yunet.onnx' }, withYunet);
    expect(faces).toMatchObject({ width: 64, height: 64, frame: 'test' });
    expect(faces.faces).toHaveLength(1);
    const { box, points5, score } = faces.faces[0]!;
    expect(score).toBeCloseTo(0.9, 6);
    [28 - 8, 20 - 12, 16, 24].forEach((value, i) => expect(box[i]).toBeCloseTo(value, 4));
    expect([...points5]).toEqual([24, 16, 32, 16, 28, 20, 24, 24, 32, 24]);
  });

  it('scales points back when the picture was shrunk', () => {
    const [face] = decodeStride({ cls: Float32Array.of(1), obj: Float32Array.of(1), box: Float32Array.of(0.5, 0.5, 0, 0), points: new Float32Array(10) }, 16, 1, 0.5, 0.5);
    expect(face!.box).toEqual([0, 0, 32, 32]);
  });

  it('keeps the better of two boxes on one face', () => {
    const face = (x: number, score: number) => ({ box: [x, 0, 10, 10] as const, score, points5: new Float32Array(10) });
    expect(withoutOverlaps([face(0, 0.7), face(1, 0.9), face(30, 0.6)]).map(({ score }) => score)).toEqual([0.9, 0.6]);
  });

  it('puts the wanted face first: by size, side, middle or place', () => {
    const face = (x: number, y: number, side: number, score: number) => ({ box: [x, y, side, side] as const, score, points5: new Float32Array(10) });
    const [small, large, surest] = [face(0, 10, 10, 0.7), face(40, 0, 30, 0.8), face(90, 60, 8, 0.99)];
    const first = (order: string, x = 0, y = 0) => inOrder([small, large, surest], order, { x, y })[0];
    expect([first('size'), first('score'), first('left'), first('right')]).toEqual([large, surest, small, surest]);
    expect([first('middle', 50, 32), first('place', 8, 18), first('place', 93, 64)]).toEqual([large, small, surest]);
  });

  it('puts the face first that is most like a reference of the same recogniser', async () => {
    const person = (shade: number): IdentityValue => ({ kind: 'identity', vector: cpuTensor([128], Float32Array.from({ length: 128 }, (_, i) => (i < 64 ? shade : Math.sqrt(1 - shade * shade)) / 8)), recogniser: 'mobilefacenet' });
    // A recogniser that sees nothing but brightness, and a picture that is dark on its left and bright on its right.
    const recogniser: OnnxModel = {
      inputs: [{ name: 'input0', type: 'float32', shape: [1, 3, 112, 112] }], outputs: [{ name: 'output0', type: 'float32', shape: [1, 128] }],
      run: ({ input0 }) => {
        const shade = Math.min(1, Math.max(0, (input0!.data!.reduce((sum, value) => sum + value, 0) / input0!.data!.length + 2) / 4.6));
        return Promise.resolve({ output0: cpuTensor([1, 128], Float32Array.from(person(shade).vector.data!)) });
      },
    };
    const halves = cpuTensor([3, 64, 128], Float32Array.from({ length: 3 * 64 * 128 }, (_, i) => (i % 128 < 64 ? 0.1 : 0.9)));
    const at = (x: number): Face => ({ box: [x, 10, 30, 40], score: 0.9, points5: Float32Array.of(x + 8, 22, x + 22, 22, x + 15, 30, x + 10, 40, x + 20, 40) });
    const dark = at(10), bright = at(80);
    const context = testContext({ asset: () => Promise.resolve(new Uint8Array(4)), onnx: () => Promise.resolve(recogniser) });
    const first = async (shade: number) => (await mostLike(context, halves, [dark, bright], person(shade), { pack: 'mobilefacenet', file: 'r.onnx' }))[0];
    expect(await first(0.1)).toBe(dark);
    expect(await first(0.95)).toBe(bright);
    await expect(mostLike(context, halves, [dark], { ...person(0.5), recogniser: 'arcface' }, { pack: 'mobilefacenet', file: 'r.onnx' })).rejects.toMatchObject({ port: 'reference' });
    await expect(runNode(definition, run, { image }, { model: 'yunet.onnx', order: 'like' }, withYunet)).rejects.toMatchObject({ port: 'reference' });
  });

  it('says when the file is another network, when nobody is there, and when MediaPipe is not', async () => {
    const other = testContext({ ...withYunet, onnx: () => Promise.resolve({ ...yunet, outputs: [{ name: 'y', type: 'float32', shape: [1] }] }) });
    await expect(runNode(definition, run, { image }, { model: 'other.onnx' }, other)).rejects.toMatchObject({ param: 'model', code: 'not-yunet' });
    await expect(runNode(definition, run, { image }, { model: 'yunet.onnx', minScore: 0.95 }, withYunet)).rejects.toMatchObject({ code: 'no-face' });
    await expect(runNode(definition, run, { image }, { engine: 'mediapipe' }, testContext())).rejects.toMatchObject({ param: 'engine' });
  });
});

describe('detect-faces by our own networks', () => {
  /** The built-in networks, seeing nothing; what was opened is kept. */
  const blind = (opened: string[]) => (model: { readonly builtin: string } | { readonly name: string }): Promise<OnnxModel> => {
    opened.push('builtin' in model ? model.builtin : model.name);
    return Promise.resolve({ inputs: [], outputs: [], run: () => Promise.resolve({ score: cpuTensor([1, 1, 24, 24]), box: cpuTensor([1, 4, 24, 24]), points: cpuTensor([1, 10, 24, 24]) }) });
  };

  it('are asked where MediaPipe is not, or where its model is not on the machine', async () => {
    const missing: FaceLandmarkerService = { detect: () => Promise.reject(new NodeError({ en: 'not here', zh: '缺失' }, { code: 'pack-missing' })) };
    for (const service of [undefined, missing]) {
      const opened: string[] = [], context = testContext({ onnx: blind(opened), service: <T>() => service as T | undefined });
      await expect(runNode(definition, run, { image }, {}, context)).rejects.toMatchObject({ code: 'no-face' });
      expect(opened).toEqual(definition.models!({ engine: 'auto' } as never));
      expect(context.warnings).toHaveLength(service ? 1 : 0);
    }
    const other: FaceLandmarkerService = { detect: () => Promise.reject(new NodeError({ en: 'broken', zh: '损坏' }, { code: 'mediapipe' })) };
    await expect(runNode(definition, run, { image }, {}, testContext({ onnx: blind([]), service: <T>() => other as T }))).rejects.toThrow('broken');
    await expect(runNode(definition, run, { image }, { engine: 'mediapipe' }, testContext({ onnx: blind([]), service: <T>() => missing as T }))).rejects.toMatchObject({ code: 'pack-missing' });
  });

  it('are named only by the settings that use them', () => {
    expect(['auto', 'own', 'mediapipe', 'yunet'].map((engine) => definition.models!({ engine } as never).length)).toEqual([2, 2, 0, 0]);
  });
});

describe('detect-faces by MediaPipe', () => {
  const points = Float32Array.from({ length: 956 }, (_, i) => (i % 2 === 0 ? 0.25 + 0.5 * ((i / 2 * 7) % 478) / 478 : 0.5));
  const service: FaceLandmarkerService = { detect: (picture, { maxFaces }) => Promise.resolve(picture.rgba[3] === 255 && maxFaces > 0 ? [{ points }] : []) };

  it('turns fractions into pixels', async () => {
    const { faces } = await runNode(definition, run, { image }, {}, testContext({ service: <T>() => service as T }));
    const { dense, box } = faces.faces[0]!;
    expect(dense!.scheme).toBe('mediapipe-478');
    expect([dense!.points[0], dense!.points[1]]).toEqual([16, 32]);
    expect(box[2]).toBeGreaterThan(30);
  });

  it('reads the head’s angles from the matrix as scenes count them', () => {
    const yaw = 0.4, matrix = new Float32Array(16);
    // Column-major Ry(yaw) scaled by 10, as MediaPipe’s matrix carries a scale.
    matrix.set([10 * Math.cos(yaw), 0, -10 * Math.sin(yaw), 0, 0, 10, 0, 0, 10 * Math.sin(yaw), 0, 10 * Math.cos(yaw), 0, 0, 0, 0, 1]);
    const { poseDeg } = faceOf({ points, matrix }, 64, 64);
    expect(poseDeg!.yaw).toBeCloseTo(yaw * 180 / Math.PI, 3);
    expect(poseDeg!.pitch).toBeCloseTo(0, 5);
  });
});
