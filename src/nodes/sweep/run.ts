import type { RunContext, SweepResult } from '../../runtime/define';
import { defineRun } from '../../runtime/define';
import { cpuTensor, type CpuTensor, type Tensor } from '../../runtime/tensor';
import type { CropValue, ImageValue, MaskValue, TableValue } from '../../runtime/values';
import { imageValue, rgbPixels, sizeOf, spreadMask } from '../shared/picture/pictures';
import { resize } from '../shared/resample/resample';
import { captionOf, drawGrid } from './grid';
import definition from './node';
import { pointNumbers, sweepTable } from './numbers';

/** Height of a cell that shows numbers and no picture, of its width. */
const PLAIN_SHAPE = 0.5;

export default defineRun(definition, async ({ picture, first, second, third }, params, context) => {
  if (context.sweep) return gather(context.sweep, params.numbers, context);
  const table = pointNumbers([first, second, third]);
  return { image: imageValue(picture ? await cellPixels(picture, params.cellPx, context) : plain(params.cellPx), `${context.stepKey}:image`), table };
});

/** A point's picture at the size of its cell, sRGB 0..1. */
async function cellPixels(picture: ImageValue | CropValue | MaskValue, cellPx: number, context: RunContext): Promise<Tensor> {
  const pixels = picture.kind === 'mask' ? await spreadMask(context, picture.pixels) : await rgbPixels(context, picture);
  const { width, height } = sizeOf(pixels), scale = Math.min(1, cellPx / Math.max(width, height));
  return scale === 1 ? pixels : resize(context, pixels, { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) });
}

/** What stands for a picture where none is linked: one pixel high, so that a point costs nothing. */
function plain(cellPx: number): CpuTensor {
  const row = cpuTensor([3, 1, cellPx]);
  row.data.fill(1);
  return row;
}

async function gather(sweep: SweepResult, numbers: boolean, context: RunContext): Promise<{ readonly image: ImageValue; readonly table: TableValue }> {
  const pictures: (CpuTensor | undefined)[] = [];
  for (const { outputs } of sweep.points) {
    const image = outputs?.['image'];
    pictures.push(image?.kind === 'image' ? { shape: image.pixels.shape, data: await context.read(image.pixels) } : undefined);
  }
  const tables = sweep.points.map(({ outputs }) => (outputs?.['table']?.kind === 'table' ? outputs['table'] : undefined));
  const seen = pictures.some((picture) => picture !== undefined && picture.shape[1]! > 1);
  const shown = seen ? pictures : pictures.map((picture) => picture && cpuTensor([3, Math.round(picture.shape[2]! * PLAIN_SHAPE), picture.shape[2]!]));
  const captions = tables.map((table) => captionOf(table, numbers || !seen));
  return { image: imageValue(drawGrid(sweep, shown, captions, seen ? undefined : tonesOf(tables)), `${context.stepKey}:image`), table: sweepTable(sweep) };
}

/** The first number of each point between the least and the most of all, 0..1. */
function tonesOf(tables: readonly (TableValue | undefined)[]): readonly (number | undefined)[] {
  const values = tables.map((table) => table?.rows[0]?.[0]), known = values.filter((value): value is number => typeof value === 'number' && Number.isFinite(value));
  const [low, high] = [Math.min(...known), Math.max(...known)];
  return values.map((value) => (typeof value === 'number' && Number.isFinite(value) ? (high > low ? (value - low) / (high - low) : 0) : undefined));
}
