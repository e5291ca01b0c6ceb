import { expect, it } from 'vitest';
import type { SweptAxis } from '../../../runtime/define';
import { cpuTensor } from '../../../runtime/tensor';
import type { TableValue } from '../../../runtime/values';
import { drawGrid } from '../../../nodes/sweep/grid';
import { cutCells, sweepCurves, sweepDrawn } from './sweep-figure';

const axis = (name: string, values: readonly number[]): SweptAxis => ({ name, title: { en: `Of ${name}`, zh: '强度' }, unit: '', values, labels: values.map((value) => ({ en: String(value), zh: String(value) })) });
const axes = [axis('a.by', [0, 1, 2]), axis('b.long-name', [0.25, 0.5]), axis('c.z', [1, 2])];

it.each([1, 2, 3])('cuts the cells out of a grid of %i axes as they were put in', (count) => {
  const used = axes.slice(0, count), points: (readonly number[])[] = used.reduce<readonly (readonly number[])[]>((all, { values }) => all.flatMap((at) => values.map((_, step) => [...at, step])), [[]]) as (readonly number[])[];
  const pictures = points.map((_, index) => { const picture = cpuTensor([3, 24, 32]); picture.data.fill(index / 40); return picture; });
  const sheet = drawGrid({ axes: used, points: points.map((at) => ({ at, outputs: undefined })) }, pictures, points.map((_, index) => [`PSNR ${index} dB`]), undefined);
  const [, height, width] = sheet.shape as [number, number, number], rgba = new Uint8ClampedArray(width * height * 4);
  for (let i = 0; i < width * height; i++) rgba.set([sheet.data[i]! * 255, sheet.data[width * height + i]! * 255, sheet.data[2 * width * height + i]! * 255, 255], i * 4);
  const table: TableValue = { kind: 'table', columns: [...used.map(({ name }) => ({ name, unit: '', better: 'neither' as const })), { name: 'PSNR', unit: 'dB', better: 'higher' }], rows: points.map((at, index) => [...at, index]) };
  const cut = cutCells({ width, height, rgba }, used, table, true)!;
  expect([cut.width, cut.height]).toEqual([32, 24]);
  cut.cells.forEach(({ raster }, index) => expect(new Set([...raster.rgba as Uint8ClampedArray].filter((_, i) => i % 4 === 0))).toEqual(new Set([Math.round((index / 40) * 255)])));
  const { body } = sweepDrawn(cut.cells, used, table, true, 'en');
  expect(body).toContain(`PSNR ${points.length - 1} dB</text>`);
  expect(body).toContain('Of a.by · a →');
  expect(sweepCurves(used, table, 0, 'en') !== undefined).toBe(count < 3);
});

it('is not cut when its shape is another', () => {
  expect(cutCells({ width: 17, height: 5, rgba: new Uint8ClampedArray(17 * 5 * 4) }, axes, undefined, true)).toBeUndefined();
});
