import { describe, expect, it } from 'vitest';
import { rgbToLab as faceRgbToLab } from '../../face/colour/convert';
import { labStatistics, matchHistogram, reinhardTransfer } from '../../face/colour/transfer';
import { cpuTensor } from '../../runtime/tensor';
import type { ImageValue } from '../../runtime/values';
import { patternTensor } from '../shared/kernel-samples';
import { runNode } from '../shared/run-node';
import { testContext } from '../shared/test-context';
import { discMask, largestGap, plainPicture, testImage, testMask, wavyPicture } from '../shared/test-pictures';
import { fastToLinear, fastToSrgb } from './curves';
import { rgbToLab } from './kernels';
import definition from './node';
import run from './run';

const picture = wavyPicture(40, 30), reference = patternTensor([3, 90, 120], 1, 0.3, 0.7);
const transfer = async (params: Record<string, string | number>, masks: Record<string, ReturnType<typeof testMask>> = {}, other = reference): Promise<Float32Array> =>
  ((await runNode(definition, run, { image: testImage(picture), reference: testImage(other, 'other'), ...masks }, params, testContext())).image as ImageValue).pixels.data!;

describe('transfer-colour', () => {
  it('by Reinhard is the face mathematics’ own transfer', async () => {
    const expected = reinhardTransfer(picture.data, labStatistics(reference.data));
    expect(largestGap(await transfer({ method: 'reinhard', mostGain: 8 }), expected)).toBeLessThan(2e-3);
  });

  it('by histogram is the face mathematics’ own matching', async () => {
    const found = await transfer({ method: 'histogram' }), expected = matchHistogram(picture.data, reference.data);
    // The two differ only at the ends, where this one passes over empty bins.
    expect(found.filter((value, i) => Math.abs(value - expected[i]!) > 1e-4).length).toBeLessThan(0.02 * found.length);
    expect(Math.min(...found)).toBeGreaterThan(0.29);
    expect(Math.max(...found)).toBeLessThan(0.71);
  });

  it.each(['reinhard', 'histogram', 'transport'])('%s at strength 0 changes nothing', async (method) => {
    expect(largestGap(await transfer({ method, strength: 0 }), picture.data)).toBeLessThan(1e-4);
  });

  it('by optimal transport gives the reference’s mean and covariance', async () => {
    const plane = 1200, found = faceRgbToLab(await transfer({ method: 'transport', mostGain: 8 })), wanted = faceRgbToLab(reference.data);
    const moments = (lab: Float32Array, count: number): readonly number[] => {
      const mean = [0, 1, 2].map((c) => lab.subarray(c * count, (c + 1) * count).reduce((sum, v) => sum + v, 0) / count);
      return [...mean, ...[[0, 0], [0, 1], [0, 2], [1, 1], [1, 2], [2, 2]].map(([a, b]) => {
        let sum = 0;
        for (let i = 0; i < count; i++) sum += (lab[a! * count + i]! - mean[a!]!) * (lab[b! * count + i]! - mean[b!]!);
        return sum / count;
      })];
    };
    const goal = moments(wanted, 90 * 120);
    moments(found, plane).forEach((value, i) => { expect(Math.abs(value - goal[i]!)).toBeLessThan(i < 3 ? 0.2 : 0.04 * Math.abs(goal[i]!) + 1.5); });
  });

  it('measures inside the masks alone', async () => {
    // Half of the reference is a colour that must not count.
    const spoiled = cpuTensor(picture.shape, Float32Array.from(picture.data));
    const mask = discMask(40, 30, 10);
    for (let i = 0; i < 1200; i++) if (mask.data[i] === 0) for (let c = 0; c < 3; c++) spoiled.data[c * 1200 + i] = c === 0 ? 1 : 0;
    const result = await transfer({ method: 'reinhard', mostGain: 8 }, { mask: testMask(mask) }, spoiled);
    expect(largestGap(result, picture.data, mask.data)).toBeLessThan(2e-3);
  });

  it('changes nothing when a mask is empty', async () => {
    expect(largestGap(await transfer({ method: 'reinhard' }, { mask: testMask(cpuTensor([1, 30, 40])) }), picture.data)).toBeLessThan(1e-4);
    expect(largestGap(await transfer({ method: 'histogram' }, { mask: testMask(cpuTensor([1, 30, 40])) }), picture.data)).toBeLessThan(1e-4);
    expect(largestGap(await transfer({ method: 'transport' }, { mask: testMask(cpuTensor([1, 30, 40])) }), picture.data)).toBeLessThan(1e-4);
  });

  it('survives a picture of one colour', async () => {
    const flat = ((await runNode(definition, run, { image: testImage(plainPicture(8, 8, [0.2, 0.2, 0.2])), reference: testImage(reference) }, {}, testContext())).image as ImageValue).pixels.data!;
    expect(flat.every((value) => Number.isFinite(value) && value >= 0 && value <= 1)).toBe(true);
  });
});

describe('the tables and constants of the kernels', () => {
  it('agree with the face mathematics', () => {
    for (let i = 0; i <= 2000; i++) expect(Math.abs(fastToSrgb(fastToLinear(i / 2000)) - i / 2000)).toBeLessThan(1e-5);
    const colours = patternTensor([3, 10, 10], 2), lab = cpuTensor([3, 10, 10]);
    rgbToLab.cpu([colours], { pixels: 100 }, [lab]);
    expect(largestGap(lab.data, faceRgbToLab(colours.data))).toBeLessThan(1e-3);
  });
});
