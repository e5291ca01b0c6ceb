import type { CpuTensor } from '../../runtime/tensor';
import { cpuTensor } from '../../runtime/tensor';

/** 5×7 dots of each letter, a row a number, highest bit left. */
const GLYPHS: Readonly<Record<string, readonly number[]>> = {
  S: [0b01111, 0b10000, 0b10000, 0b01110, 0b00001, 0b00001, 0b11110],
  Y: [0b10001, 0b10001, 0b01010, 0b00100, 0b00100, 0b00100, 0b00100],
  N: [0b10001, 0b11001, 0b10101, 0b10101, 0b10011, 0b10001, 0b10001],
  T: [0b11111, 0b00100, 0b00100, 0b00100, 0b00100, 0b00100, 0b00100],
  H: [0b10001, 0b10001, 0b10001, 0b11111, 0b10001, 0b10001, 0b10001],
  E: [0b11111, 0b10000, 0b10000, 0b11110, 0b10000, 0b10000, 0b11111],
  I: [0b01110, 0b00100, 0b00100, 0b00100, 0b00100, 0b00100, 0b01110],
  C: [0b01110, 0b10001, 0b10000, 0b10000, 0b10000, 0b10001, 0b01110],
};
const WORD = 'SYNTHETIC';
const COLUMNS = WORD.length * 6 - 1, ROWS = 7, MARGIN_DOTS = 2;
/** Share of the picture's width that the word takes. */
const SHARE = 0.2;

/** Where the word lies in the lower right corner: masks [1, H, W] of its dots and of the dark plate behind it. Pictures too small for it get a 1 px dot size. */
export function markMasks(width: number, height: number): { readonly dots: CpuTensor; readonly plate: CpuTensor } {
  const dots = cpuTensor([1, height, width]), plate = cpuTensor([1, height, width]);
  const dot = Math.max(1, Math.round(width * SHARE / COLUMNS));
  const plateWidth = (COLUMNS + 2 * MARGIN_DOTS) * dot, plateHeight = (ROWS + 2 * MARGIN_DOTS) * dot;
  const left = width - plateWidth - dot, top = height - plateHeight - dot;
  const fill = (mask: CpuTensor, x0: number, y0: number, w: number, h: number): void => {
    for (let y = Math.max(0, y0); y < Math.min(height, y0 + h); y++) for (let x = Math.max(0, x0); x < Math.min(width, x0 + w); x++) mask.data[y * width + x] = 1;
  };
  fill(plate, left, top, plateWidth, plateHeight);
  [...WORD].forEach((letter, index) => {
    GLYPHS[letter]!.forEach((bits, row) => {
      for (let column = 0; column < 5; column++) {
        if ((bits >> (4 - column)) & 1) fill(dots, left + (MARGIN_DOTS + 6 * index + column) * dot, top + (MARGIN_DOTS + row) * dot, dot, dot);
      }
    });
  });
  return { dots, plate };
}
