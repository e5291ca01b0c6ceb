import { expect, it } from 'vitest';
import type { SweepResult } from '../../runtime/define';
import { cpuTensor } from '../../runtime/tensor';
import type { ImageValue, NumberValue, TableValue } from '../../runtime/values';
import { drawText, textWidth } from '../shared/picture/letters';
import { runNode } from '../shared/run-node';
import { testContext } from '../shared/test-context';
import { plainPicture, testImage } from '../shared/test-pictures';
import { layoutOf } from './grid';
import definition from './node';
import { pointNumbers } from './numbers';
import run from './run';

const number = (name: string, value: number, unit = 'dB'): NumberValue => ({ kind: 'number', name, value, unit, better: 'higher' });
const axis = (name: string, values: readonly number[]): SweepResult['axes'][number] => ({ name, title: { en: 'Strength', zh: '强度' }, unit: '', values, labels: values.map((value) => ({ en: String(value), zh: String(value) })) });
const grey = (value: number): ImageValue => testImage(plainPicture(64, 48, [value, value, value]));

async function swept(points: readonly { readonly at: readonly number[]; readonly value: number | undefined }[], axes: SweepResult['axes'], picture = true, cellPx = 32): Promise<{ readonly image: ImageValue; readonly table: TableValue }> {
  const context = testContext();
  const results = await Promise.all(points.map(async ({ at, value }) => ({ at, outputs: value === undefined ? undefined : await runNode(definition, run, { ...(picture ? { picture: grey(value) } : {}), first: number('PSNR', value) }, { cellPx }, context) })));
  return runNode(definition, run, {}, { cellPx }, testContext({ sweep: { axes, points: results } }));
}

it('puts each point in its place and leaves room for words', async () => {
  const axes = [axis('a.by', [0, 1]), axis('b.by', [0.25, 0.5, 0.75])];
  const points = [0, 1].flatMap((x) => [0, 1, 2].map((y) => ({ at: [x, y], value: (x * 3 + y) / 10 })));
  const { image, table } = await swept(points, axes);
  const [, height, width] = image.pixels.shape as [number, number, number];
  const layout = layoutOf(axes, { width: 32, height: 24 }, 2);
  expect([width, height]).toEqual([layout.width, layout.height]);
  for (const { at, value } of points) {
    const { x, y } = layout.cell(at);
    expect(image.pixels.data![(y + 12) * width + x + 16]).toBeCloseTo(value, 5);
  }
  expect(table.columns.map(({ name, unit }) => `${name} ${unit}`)).toEqual(['a.by ', 'b.by ', 'PSNR dB']);
  expect(table.rows[4]).toEqual([1, 0.5, 0.4]);
});

it('crosses out a point without result, and keeps its row', async () => {
  const axes = [axis('a.by', [0, 1])];
  const { image, table } = await swept([{ at: [0], value: 0.2 }, { at: [1], value: undefined }], axes);
  const { x, y } = layoutOf(axes, { width: 32, height: 24 }, 2).cell([1]), width = image.pixels.shape[2]!;
  expect(image.pixels.data![(y + 1) * width + x + 1]).toBeCloseTo(0.9, 5);
  expect(table.rows).toEqual([[0, 0.2], [1, '']]);
});

it('shows numbers where no picture is linked, the larger the stronger', async () => {
  const axes = [axis('a.by', [0, 1])];
  const { image } = await swept([{ at: [0], value: 1 }, { at: [1], value: 5 }], axes, false, 128);
  const layout = layoutOf(axes, { width: 128, height: 64 }, 0), width = image.pixels.shape[2]!;
  const redAt = (at: number): number => { const { x, y } = layout.cell([at]); return image.pixels.data![(y + 1) * width + x + 1]!; };
  expect(redAt(1)).toBeLessThan(redAt(0));
});

it('takes tables apart and tells equal names apart', () => {
  const table: TableValue = { kind: 'table', columns: [{ name: 'who', unit: '', better: 'neither' }, { name: 'PSNR', unit: 'dB', better: 'higher' }], rows: [['first', 20], ['second', 21]] };
  expect(pointNumbers([table, number('SSIM', 0.5, ''), number('SSIM', 0.6, '')])).toEqual({
    kind: 'table', rows: [[20, 21, 0.5, 0.6]],
    columns: [{ name: 'first PSNR', unit: 'dB', better: 'higher' }, { name: 'second PSNR', unit: 'dB', better: 'higher' }, { name: 'SSIM', unit: '', better: 'higher' }, { name: 'SSIM 2', unit: '', better: 'higher' }],
  });
});

it('refuses a picture that no browser could show, and nothing at all', () => {
  const params = { columns: { steps: 20 }, rows: { steps: 20 }, blocks: null, cellPx: 512, numbers: true };
  expect(definition.infer!({ picture: { kind: 'image' } }, params).problems![0]!.message.en).toMatch(/400 cells of 512 px .* 105 megapixels.*Set "Cell" to 336 px/);
  expect(definition.infer!({}, { ...params, cellPx: 64 }).problems![0]!.port).toBe('picture');
});

it('draws letters where it measures them', () => {
  const sheet = cpuTensor([3, 40, 200]);
  sheet.data.fill(1);
  drawText(sheet, 'Ag 0.5', { x: 10, baseline: 25, capitalPx: 14, colour: [0, 0, 0] });
  const dark = [...sheet.data.keys()].filter((i) => i < 8000 && sheet.data[i]! < 0.5), columns = dark.map((i) => i % 200), rows = dark.map((i) => Math.floor(i / 200));
  expect(Math.min(...columns)).toBeGreaterThanOrEqual(8);
  expect(Math.max(...columns)).toBeLessThanOrEqual(Math.ceil(10 + textWidth('Ag 0.5', 14)) + 1);
  expect(Math.max(...rows)).toBeGreaterThan(25);
  expect(Math.min(...rows)).toBeGreaterThanOrEqual(9);
});
