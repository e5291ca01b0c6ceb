import { describe, expect, it } from 'vitest';
import type { OnnxModel } from '../../runtime/define';
import type { Tensor } from '../../runtime/tensor';
import { cpuTensor } from '../../runtime/tensor';
import { runNode } from '../shared/run-node';
import { blockContext, haveBlocks } from '../shared/swap-blocks/test-blocks';
import { testContext } from '../shared/test-context';
import synthetic from '../synthetic-face/node';
import synthesise from '../synthetic-face/run';
import { detectWithOwn } from './own';
import { CELL_PX, DETECTOR_PX } from './own-geometry';
import { OWN_MODELS } from './own-models';

const COLUMNS = DETECTOR_PX / CELL_PX, CELLS = COLUMNS ** 2;

/** Middle of the brightness of a network's input (RGB, −1..1), pixel centres at +0.5, and the brightness in all. */
function middle(x: Tensor): { readonly x: number; readonly y: number; readonly sum: number } {
  const size = x.shape[3]!;
  let sum = 0, mx = 0, my = 0;
  for (let i = 0; i < size * size; i++) {
    const light = Math.max(0, (x.data![i]! + 1) / 2 - 0.05);
    sum += light; mx += light * (i % size + 0.5); my += light * (Math.floor(i / size) + 0.5);
  }
  return { x: mx / sum, y: my / sum, sum };
}

/** A detector that takes the middle of the brightness for a face of 40 px, when there is enough of it. */
const detector = (least: number): OnnxModel => ({
  inputs: [{ name: 'x', type: 'float32', shape: [1, 3, DETECTOR_PX, DETECTOR_PX] }], outputs: [],
  run: ({ x }) => {
    const { x: mx, y: my, sum } = middle(x!), score = cpuTensor([1, 1, COLUMNS, COLUMNS]), box = cpuTensor([1, 4, COLUMNS, COLUMNS]), points = cpuTensor([1, 10, COLUMNS, COLUMNS]);
    if (sum > least) {
      // Two neighbouring cells see it; one is to be left.
      for (const [column, value] of [[10, 0.9], [11, 0.8]] as const) {
        const cell = 10 * COLUMNS + column, dx = (mx - (column + 0.5) * CELL_PX) / 32, dy = (my - 10.5 * CELL_PX) / 32;
        score.data[cell] = value;
        [dx, dy, Math.log(40 / 32), Math.log(40 / 32)].forEach((v, k) => { box.data[k * CELLS + cell] = v; });
        [-0.3, -0.3, 0.3, -0.3, 0, 0, -0.2, 0.3, 0.2, 0.3].forEach((v, k) => { points.data[k * CELLS + cell] = v + (k % 2 === 0 ? dx : dy); });
      }
    }
    return Promise.resolve({ score, box, points });
  },
});

/** Landmarks whose tip of the nose is the middle of the brightness. */
const landmarks = (sure: number): OnnxModel => ({
  inputs: [], outputs: [],
  run: ({ x }) => {
    const { x: mx, y: my } = middle(x!), points = cpuTensor([1, 68, 2]);
    const place = (i: number): readonly [number, number] => (i === 30 ? [0, 0] : i >= 36 && i < 42 ? [-0.1, -0.1] : i >= 42 && i < 48 ? [0.1, -0.1] : i === 48 ? [-0.08, 0.1] : i === 54 ? [0.08, 0.1] : [0.25 * Math.cos(i), 0.25 * Math.sin(i)]);
    for (let i = 0; i < 68; i++) place(i).forEach((offset, k) => { points.data[2 * i + k] = offset + (k === 0 ? mx : my) / 128; });
    return Promise.resolve({ points, visible: cpuTensor([1, 68], new Float32Array(68).fill(1)), score: cpuTensor([1, 1], Float32Array.of(sure)) });
  },
});
const contextOf = (least: number, sure: number) => testContext({ onnx: (model) => Promise.resolve('builtin' in model && model.builtin === 'face-detector' ? detector(least) : landmarks(sure)) });

/** A black picture with a smooth bright spot. */
function spot(width: number, height: number, x: number, y: number, radius: number): Tensor {
  const picture = cpuTensor([3, height, width]);
  picture.data.forEach((_, i) => {
    const column = i % width, row = Math.floor(i / width) % height;
    picture.data[i] = Math.exp(-((column + 0.5 - x) ** 2 + (row + 0.5 - y) ** 2) / radius ** 2);
  });
  return picture;
}

describe('our own detector', () => {
  it.each([[300, 200, 141.3, 92.8], [200, 333, 60.5, 250.25], [97, 96, 40.2, 55.9]])('finds a place in a picture of %i × %i to a twentieth of a pixel', async (width, height, x, y) => {
    const faces = await detectWithOwn(contextOf(5, 0.81), spot(width, height, x, y, 6), { maxFaces: 4, minScore: 0.6 });
    expect(faces).toHaveLength(1);
    expect(Math.abs(faces[0]!.points5[4]! - x)).toBeLessThan(0.05);
    expect(Math.abs(faces[0]!.points5[5]! - y)).toBeLessThan(0.05);
    expect(faces[0]!.score).toBeCloseTo(Math.sqrt(0.9 * 0.81), 4);
    expect(faces[0]!.dense!.points).toHaveLength(136);
  });

  it('looks at parts of the picture when the whole shows no face', async () => {
    const picture = spot(600, 600, 480, 130, 9), whole = middle({ shape: [1, 3, 600, 600], data: picture.data!.map((value) => 2 * value - 1) }).sum * (DETECTOR_PX / 600) ** 2;
    const [face] = await detectWithOwn(contextOf(whole * 1.5, 0.9), picture, { maxFaces: 4, minScore: 0.6 });
    expect(face!.points5[4]).toBeCloseTo(480, 1);
    expect(await detectWithOwn(contextOf(whole * 9, 0.9), picture, { maxFaces: 4, minScore: 0.6 })).toEqual([]);
  });

  it('drops what the landmarks do not take for a face', async () => {
    expect(await detectWithOwn(contextOf(5, 0.2), spot(300, 200, 150, 100, 6), { maxFaces: 4, minScore: 0.6 })).toEqual([]);
  });
});

describe('the built-in networks', () => {
  it.skipIf(!haveBlocks(OWN_MODELS))('find the 68 points of rendered faces', async () => {
    const context = blockContext(), errors: number[] = [];
    for (const seed of [3, 12]) {
      const { image, faces } = await runNode(synthetic, synthesise, {}, { seed, sizePx: 192, occluder: 'none' }, context);
      const found = await detectWithOwn(context, image.pixels, { maxFaces: 4, minScore: 0.6 }), truth = faces.faces[0]!;
      expect(found, `seed ${seed}`).toHaveLength(1);
      const eyes = Math.hypot(truth.points5[2]! - truth.points5[0]!, truth.points5[3]! - truth.points5[1]!);
      for (let i = 0; i < 68; i++) errors.push(Math.hypot(found[0]!.dense!.points[2 * i]! - truth.dense!.points[2 * i]!, found[0]!.dense!.points[2 * i + 1]! - truth.dense!.points[2 * i + 1]!) / eyes);
    }
    // The median distance, as a part of the eye distance.
    expect(errors.sort((a, b) => a - b)[errors.length / 2]).toBeLessThan(0.08);
  });
});
