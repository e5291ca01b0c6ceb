import { expect, it } from 'vitest';
import type { SweptAxis } from '../../../runtime/define';
import { cpuTensor, type CpuTensor } from '../../../runtime/tensor';
import type { TableValue } from '../../../runtime/values';
import { drawGrid } from '../../../nodes/sweep/grid';
import type { Raster } from './png';
import { cutCells, sweepCurves, sweepDrawn } from './sweep-figure';

const axis = (name: string, values: readonly number[]): SweptAxis => ({ name, title: { en: `Of ${name}`, zh: '强度' }, unit: '', values, labels: values.map((value) => ({ en: String(value), zh: String(value) })) });
const axes = [axis('a.by', [0, 1, 2]), axis('b.long-name', [0.25, 0.5]), axis('c.z', [1, 2])];

/** A picture [3, H, W], 0..1, as 8-bit RGBA. */
function pixelsOf({ data, shape }: CpuTensor): Raster {
  const [, height, width] = shape as [number, number, number], rgba = new Uint8ClampedArray(width * height * 4);
  for (let i = 0; i < width * height; i++) rgba.set([data[i]! * 255, data[width * height + i]! * 255, data[2 * width * height + i]! * 255, 255], i * 4);
  return { width, height, rgba };
}

it.each([1, 2, 3])('cuts the cells out of a grid of %i axes as they were put in', (count) => {
  const used = axes.slice(0, count), points: (readonly number[])[] = used.reduce<readonly (readonly number[])[]>((all, { values }) => all.flatMap((at) => values.map((_, step) => [...at, step])), [[]]) as (readonly number[])[];
  const pictures = points.map((_, index) => { const picture = cpuTensor([3, 24, 32]); picture.data.fill(index / 40); return picture; });
  const sheet = drawGrid({ axes: used, points: points.map((at) => ({ at, outputs: undefined })) }, pictures, points.map((_, index) => [`PSNR ${index} dB`]), undefined);
  const table: TableValue = { kind: 'table', columns: [...used.map(({ name }) => ({ name, unit: '', better: 'neither' as const })), { name: 'PSNR', unit: 'dB', better: 'higher' }], rows: points.map((at, index) => [...at, index]) };
  const cut = cutCells(pixelsOf(sheet), used, table, { numbers: true, cellPx: 32 })!;
  expect([cut.width, cut.height]).toEqual([32, 24]);
  cut.cells.forEach(({ raster }, index) => expect(new Set([...raster.rgba as Uint8ClampedArray].filter((_, i) => i % 4 === 0))).toEqual(new Set([Math.round((index / 40) * 255)])));
  const { body } = sweepDrawn(cut.cells, used, table, true, 'en');
  expect(body).toContain(`PSNR ${points.length - 1} dB</text>`);
  expect(body).toContain('Of a.by · a →');
  expect(sweepCurves(used, table, 0, 'en') !== undefined).toBe(count < 3);
});

it('is cut right where labels are wider than cells', () => {
  const wide = { ...axis('net.variant', [0, 1, 2]), labels: ['Semantic facial fusion', 'Bare', 'Blend'].map((words) => ({ en: words, zh: words })) };
  const points = [[0], [1], [2]], pictures = points.map((_, index) => { const picture = cpuTensor([3, 32, 32]); picture.data.fill(index / 4); picture.data[31] = 1; return picture; });
  const sheet = drawGrid({ axes: [wide], points: points.map((at) => ({ at, outputs: undefined })) }, pictures, points.map(() => []), undefined);
  const { width, cells } = cutCells(pixelsOf(sheet), [wide], undefined, { numbers: true, cellPx: 32 })!;
  expect(width).toBe(32);
  // The last pixel of the first row is white.
  expect(cells.map(({ raster }) => [...raster.rgba].at(31 * 4))).toEqual([255, 255, 255]);
  // Of high and narrow pictures only those who put them in can tell the width.
  const narrow = drawGrid({ axes: [wide], points: points.map((at) => ({ at, outputs: undefined })) }, points.map(() => cpuTensor([3, 32, 20])), points.map(() => []), undefined);
  expect(cutCells(pixelsOf(narrow), [wide], undefined, { numbers: true, cellPx: 32, swept: { width: 160, height: 256 } })).toMatchObject({ width: 20, height: 32 });
});

it('is cut whole where cells show their numbers themselves', () => {
  const points = [[0], [1], [2]], used = [axes[0]!], table: TableValue = { kind: 'table', columns: [{ name: 'a.by', unit: '', better: 'neither' }, { name: 'PSNR', unit: 'dB', better: 'higher' }], rows: [[0, 5], [1, 6], [2, 7]] };
  const sheet = drawGrid({ axes: used, points: points.map((at) => ({ at, outputs: undefined })) }, points.map(() => cpuTensor([3, 64, 128])), points.map((_, index) => [`PSNR ${index} dB`]), [0, 0.5, 1]);
  const { width, height } = cutCells(pixelsOf(sheet), used, table, { numbers: false, cellPx: 128 })!;
  expect([width, height]).toEqual([128, 64]);
});

it('is not cut when its shape is another', () => {
  expect(cutCells({ width: 17, height: 5, rgba: new Uint8ClampedArray(17 * 5 * 4) }, axes, undefined, { numbers: true, cellPx: 32 })).toBeUndefined();
});
