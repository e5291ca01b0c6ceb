/** Rows of pictures [3, S, S], 0..1, as one RGB picture of bytes: a contact sheet without gaps. */
export function drawSheet(rows: readonly (readonly Float32Array[])[], sizePx: number): { readonly width: number; readonly height: number; readonly channels: 3; readonly depth: 8; readonly data: Uint8Array } {
  const columns = Math.max(0, ...rows.map((row) => row.length)), width = columns * sizePx, height = rows.length * sizePx, plane = sizePx * sizePx;
  const data = new Uint8Array(width * height * 3);
  rows.forEach((row, r) => row.forEach((picture, k) => {
    for (let y = 0; y < sizePx; y++) for (let x = 0; x < sizePx; x++) for (let c = 0; c < 3; c++) {
      data[3 * ((r * sizePx + y) * width + k * sizePx + x) + c] = Math.round(255 * Math.min(1, Math.max(0, picture[c * plane + y * sizePx + x]!)));
    }
  }));
  return { width, height, channels: 3, depth: 8, data };
}
