import { describe, expect, it } from 'vitest';
import { cpuTensor } from '../../runtime/tensor';
import type { ImageValue } from '../../runtime/values';
import { runNode } from '../shared/run-node';
import { testContext } from '../shared/test-context';
import { discMask, largestGap, plainPicture, testImage, testMask, wavyPicture } from '../shared/test-pictures';
import definition from './node';
import { poissonBlend } from './poisson';
import run from './run';

const SIZE = 96;
const background = wavyPicture(SIZE, SIZE), foreground = plainPicture(SIZE, SIZE, [0.9, 0.2, 0.4]), disc = discMask(SIZE, SIZE, 24);
const outside = Float32Array.from(disc.data, (value) => 1 - value);
const inside = (radius: number): Float32Array => discMask(SIZE, SIZE, radius).data;

async function blend(params: Record<string, string | number | boolean>, over = foreground): Promise<Float32Array> {
  const outputs = await runNode(definition, run, { foreground: testImage(over), background: testImage(background), mask: testMask(disc) }, params, testContext());
  return (outputs.image as ImageValue).pixels.data!;
}

describe('blend', () => {
  it.each(['alpha', 'laplacian', 'poisson'])('%s never touches what lies outside the mask', async (method) => {
    expect(largestGap(await blend({ method }), background.data, outside)).toBeLessThan(1e-6);
  });

  it.each(['alpha', 'laplacian', 'poisson'])('%s of a picture with itself is that picture', async (method) => {
    expect(largestGap(await blend({ method }, background), background.data)).toBeLessThan(2e-5);
  });

  it.each(['alpha', 'laplacian', 'poisson'])('%s at opacity 0 is the background', async (method) => {
    expect(largestGap(await blend({ method, opacity: 0 }), background.data)).toBeLessThan(1e-6);
  });

  it('shows the foreground in the middle: as it is with alpha, near it with the pyramid', async () => {
    expect(largestGap(await blend({ method: 'alpha' }), foreground.data, inside(20))).toBe(0);
    expect(largestGap(await blend({ method: 'laplacian', levels: 3 }), foreground.data, inside(8))).toBeLessThan(0.03);
  });

  it('Poisson keeps gradients and drops offsets: a brightened copy melts into the background', async () => {
    const brighter = cpuTensor(background.shape, background.data.map((value) => value + 0.2));
    expect(largestGap(await blend({ method: 'poisson', cycles: 12 }, brighter), background.data)).toBeLessThan(1e-3);
  });

  it('refuses pictures of two sizes, and names the remedy', async () => {
    const inputs = { foreground: testImage(plainPicture(10, 10, [1, 1, 1])), background: testImage(background), mask: testMask(disc) };
    await expect(runNode(definition, run, inputs, {}, testContext())).rejects.toMatchObject({ port: 'foreground', converter: 'resize-image' });
  });
});

describe('poissonBlend', () => {
  it('solves the equation: multigrid agrees with two thousand plain sweeps', async () => {
    const context = testContext(), size = 40;
    const over = wavyPicture(size, size, 1), under = wavyPicture(size, size, 4), mask = discMask(size, size, 15);
    const solved = (await poissonBlend(context, over, under, mask, { mixed: false, cycles: 10 })).data!;
    const f = Float64Array.from(under.data), plane = size * size;
    // The solver leaves out mask pixels whose neighbour is outside, so the plain sweeps do too.
    const free = (i: number): boolean => [i, i - 1, i + 1, i - size, i + size].every((j) => mask.data[j] === 1);
    for (let sweep = 0; sweep < 2000; sweep++) {
      for (let c = 0; c < 3; c++) {
        for (let i = size; i < plane - size; i++) {
          if (!free(i)) continue;
          const at = c * plane + i;
          let sum = 0;
          for (const step of [-1, 1, -size, size]) sum += f[at + step]! + over.data[at]! - over.data[at + step]!;
          f[at] = sum / 4;
        }
      }
    }
    expect(largestGap(solved, Float32Array.from(f))).toBeLessThan(1e-4);
  });
});
