import { describe, expect, it } from 'vitest';
import { cpuTensor } from '../../runtime/tensor';
import type { ImageValue, NumberValue, TableValue } from '../../runtime/values';
import { runNode } from '../shared/run-node';
import { testContext } from '../shared/test-context';
import { discMask, plainPicture, testImage, testMask, wavyPicture } from '../shared/test-pictures';
import definition from './node';
import run from './run';

const reference = wavyPicture(40, 32);
const shifted = (by: number) => testImage(cpuTensor(reference.shape, reference.data.map((value) => value + by)));
const compare = (inputs: Record<string, unknown>, params: Record<string, string | number> = {}) => runNode(definition, run, { reference: testImage(reference), ...inputs } as never, params, testContext());

describe('compare-images', () => {
  it('finds equal pictures equal', async () => {
    const { psnr, ssim, difference } = await compare({ first: testImage(reference) });
    expect((psnr as NumberValue).value).toBe(120);
    expect((ssim as NumberValue).value).toBeCloseTo(1, 5);
    expect(Math.max(...(difference as ImageValue).pixels.data!)).toBe(0);
  });

  it('gives the PSNR and mean error of a known shift', async () => {
    const { table } = await compare({ first: shifted(0.1), second: shifted(-0.01) }, { names: 'far, near' });
    const { rows, columns } = table as TableValue;
    expect(columns.map(({ name }) => name)).toEqual(['picture', 'mean error', 'PSNR', 'SSIM']);
    expect(rows[0]![0]).toBe('far');
    expect(rows[0]![1]).toBeCloseTo(25.5, 2);
    expect(rows[0]![2]).toBeCloseTo(20, 3);
    expect(rows[1]![2]).toBeCloseTo(40, 2);
    expect(rows[1]![3]).toBeGreaterThan(rows[0]![3] as number);
  });

  it('measures inside the mask only', async () => {
    const mask = discMask(40, 32, 8), spoiled = cpuTensor(reference.shape, reference.data.map((value, i) => (mask.data[i % 1280] === 1 ? value : 1)));
    expect(((await compare({ first: testImage(spoiled), mask: testMask(mask) })).psnr as NumberValue).value).toBe(120);
    await expect(compare({ first: testImage(spoiled), mask: testMask(cpuTensor([1, 32, 40])) })).rejects.toMatchObject({ port: 'mask', code: 'empty-mask' });
  });

  it('lays the differences of several pictures side by side on one scale', async () => {
    const { difference } = await compare({ first: shifted(0.05), second: shifted(0.1), third: shifted(0.2) }, { show: 'absolute', gain: 2 });
    const { shape, data } = (difference as ImageValue).pixels;
    expect(shape).toEqual([3, 32, 3 * 40 + 16]);
    expect([data![0], data![48], data![96]].map((value) => Number(value!.toFixed(3)))).toEqual([0.1, 0.2, 0.4]);
  });

  it('ranks structure above brightness: noise harms SSIM more than a shift of the same error', async () => {
    const noisy = testImage(cpuTensor(reference.shape, reference.data.map((value, i) => value + (i % 2 === 0 ? 0.05 : -0.05))));
    const { table } = await compare({ first: noisy, second: shifted(0.05) });
    const { rows } = table as TableValue;
    expect(rows[0]![1]).toBeCloseTo(rows[1]![1] as number, 2);
    expect(rows[0]![3]).toBeLessThan((rows[1]![3] as number) - 0.1);
  });

  it('refuses another size by name', async () => {
    await expect(compare({ first: testImage(plainPicture(4, 4, [0, 0, 0])) })).rejects.toMatchObject({ port: 'first', converter: 'resize-image' });
  });
});
