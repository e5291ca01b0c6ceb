import { differenceColours, differenceOf, differenceRange, differenceTable, type Difference, type LaneImage } from '../src/editor/compare/look/lane-image';
import { drawText } from '../src/nodes/shared/picture/letters';
import { cpuTensor, type CpuTensor } from '../src/runtime/tensor';

const SIDE_PX = 128, GAP_PX = 4, HEAD_PX = 40, CAPITAL_PX = 9;
const INK = [0.1, 0.1, 0.12] as const;

type Face = LaneImage & { readonly kind: 'picture' };
/** One pair of faces: what went in, what each lane made of it, and what would be right. */
export interface SheetRow { readonly source: Face; readonly target: Face; readonly truth: Face; readonly lanes: readonly Face[] }

/** Rows of pairs: source, target, every lane, the true swap, and how far each lane is off it, on one scale for all; `most` is its end, in 255ths. */
export function drawSheet(titles: readonly string[], rows: readonly SheetRow[]): { readonly sheet: { readonly width: number; readonly height: number; readonly rgba: Uint8ClampedArray }; readonly most: number } {
  const differences = rows.map(({ lanes, truth }) => lanes.map((lane): Difference => differenceOf(lane, truth)!));
  const range = differenceRange(differences.flat()), colours = differenceTable(false, false);
  const heads = ['source', 'target', ...titles, 'true swap', ...titles.map((title) => `${title} off by`)];
  const width = heads.length * (SIDE_PX + GAP_PX) - GAP_PX, height = HEAD_PX + rows.length * (SIDE_PX + GAP_PX) - GAP_PX;
  const sheet = cpuTensor([3, height, width]);
  sheet.data.fill(1);
  heads.forEach((head, column) => { drawText(sheet, head, { x: column * (SIDE_PX + GAP_PX) + SIDE_PX / 2, baseline: HEAD_PX - 12, anchor: 'middle', capitalPx: CAPITAL_PX, colour: INK }); });
  for (const [index, { source, target, truth, lanes }] of rows.entries()) {
    const cells = [source, target, ...lanes, truth, ...differences[index]!.map((difference) => differenceColours(difference, range, colours))];
    cells.forEach(({ rgba }, column) => { place(sheet, rgba, column * (SIDE_PX + GAP_PX), HEAD_PX + index * (SIDE_PX + GAP_PX)); });
  }
  return { sheet: { width, height, rgba: bytesOf(sheet) }, most: range[1] };
}

function place({ shape, data }: CpuTensor, rgba: Uint8ClampedArray, left: number, top: number): void {
  const [, height, width] = shape as [number, number, number];
  for (let y = 0; y < SIDE_PX; y++) for (let x = 0; x < SIDE_PX; x++) for (let c = 0; c < 3; c++) data[(c * height + top + y) * width + left + x] = rgba[(y * SIDE_PX + x) * 4 + c]! / 255;
}

function bytesOf({ shape, data }: CpuTensor): Uint8ClampedArray {
  const [, height, width] = shape as [number, number, number], pixels = width * height, rgba = new Uint8ClampedArray(4 * pixels).fill(255);
  for (let c = 0; c < 3; c++) for (let i = 0; i < pixels; i++) rgba[i * 4 + c] = 255 * data[c * pixels + i]!;
  return rgba;
}
