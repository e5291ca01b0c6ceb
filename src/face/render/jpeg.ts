/** The losses of baseline JPEG without its bitstream: 8×8 cosine transform, quantisation, colour at half resolution (ITU-T T.81). */

/** Annex K tables, row-major. */
const LUMA = [
  16, 11, 10, 16, 24, 40, 51, 61, 12, 12, 14, 19, 26, 58, 60, 55, 14, 13, 16, 24, 40, 57, 69, 56, 14, 17, 22, 29, 51, 87, 80, 62,
  18, 22, 37, 56, 68, 109, 103, 77, 24, 35, 55, 64, 81, 104, 113, 92, 49, 64, 78, 87, 103, 121, 120, 101, 72, 92, 95, 98, 112, 100, 103, 99,
];
const CHROMA = [
  17, 18, 24, 47, 99, 99, 99, 99, 18, 21, 26, 66, 99, 99, 99, 99, 24, 26, 56, 99, 99, 99, 99, 99, 47, 66, 99, 99, 99, 99, 99, 99,
  99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99,
];

/** Orthonormal DCT-II matrix, row k = frequency. */
const COSINES = Float64Array.from({ length: 64 }, (_, i) => {
  const k = i >> 3, n = i & 7;
  return (k === 0 ? Math.SQRT1_2 : 1) * 0.5 * Math.cos(((2 * n + 1) * k * Math.PI) / 16);
});

/** The tables scaled to a quality 1..100 as the Independent JPEG Group does. */
function scaledTable(base: readonly number[], quality: number): Float64Array {
  const q = Math.min(100, Math.max(1, quality));
  const scale = q < 50 ? 5000 / q : 200 - 2 * q;
  return Float64Array.from(base, (v) => Math.min(255, Math.max(1, Math.floor((v * scale + 50) / 100))));
}

/** Transforms, quantises and transforms back one 8×8 block in place. */
function quantiseBlock(block: Float64Array, work: Float64Array, table: Float64Array): void {
  for (let y = 0; y < 8; y++) {
    for (let k = 0; k < 8; k++) {
      let sum = 0;
      for (let n = 0; n < 8; n++) sum += COSINES[8 * k + n]! * block[8 * y + n]!;
      work[8 * y + k] = sum;
    }
  }
  for (let x = 0; x < 8; x++) {
    for (let k = 0; k < 8; k++) {
      let sum = 0;
      for (let n = 0; n < 8; n++) sum += COSINES[8 * k + n]! * work[8 * n + x]!;
      const step = table[8 * k + x]!;
      block[8 * k + x] = Math.round(sum / step) * step;
    }
  }
  for (let x = 0; x < 8; x++) {
    for (let n = 0; n < 8; n++) {
      let sum = 0;
      for (let k = 0; k < 8; k++) sum += COSINES[8 * k + n]! * block[8 * k + x]!;
      work[8 * n + x] = sum;
    }
  }
  for (let y = 0; y < 8; y++) {
    for (let n = 0; n < 8; n++) {
      let sum = 0;
      for (let k = 0; k < 8; k++) sum += COSINES[8 * k + n]! * work[8 * y + k]!;
      block[8 * y + n] = sum;
    }
  }
}

function quantisePlane(plane: Float32Array, width: number, height: number, table: Float64Array): void {
  const block = new Float64Array(64), work = new Float64Array(64);
  for (let by = 0; by < height; by += 8) {
    for (let bx = 0; bx < width; bx += 8) {
      for (let y = 0; y < 8; y++) {
        const row = Math.min(height - 1, by + y) * width;
        for (let x = 0; x < 8; x++) block[8 * y + x] = plane[row + Math.min(width - 1, bx + x)]!;
      }
      quantiseBlock(block, work, table);
      for (let y = 0; y < 8 && by + y < height; y++) {
        for (let x = 0; x < 8 && bx + x < width; x++) plane[(by + y) * width + bx + x] = block[8 * y + x]!;
      }
    }
  }
}

/** Gives sRGB bytes (RGB interleaved) the losses of a JPEG of this quality, 1..100, with 4:2:0 colour; in place. */
export function compressLikeJpeg(rgb: Uint8Array, width: number, height: number, quality: number): void {
  const halfW = (width + 1) >> 1, halfH = (height + 1) >> 1;
  const luma = new Float32Array(width * height), cb = new Float32Array(halfW * halfH), cr = new Float32Array(halfW * halfH), count = new Uint8Array(halfW * halfH);
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i++) {
      const r = rgb[3 * i]!, g = rgb[3 * i + 1]!, b = rgb[3 * i + 2]!;
      luma[i] = 0.299 * r + 0.587 * g + 0.114 * b - 128;
      const h = (y >> 1) * halfW + (x >> 1);
      cb[h]! += -0.168736 * r - 0.331264 * g + 0.5 * b;
      cr[h]! += 0.5 * r - 0.418688 * g - 0.081312 * b;
      count[h]!++;
    }
  }
  for (let h = 0; h < count.length; h++) {
    cb[h]! /= count[h]!;
    cr[h]! /= count[h]!;
  }
  quantisePlane(luma, width, height, scaledTable(LUMA, quality));
  const chroma = scaledTable(CHROMA, quality);
  quantisePlane(cb, halfW, halfH, chroma);
  quantisePlane(cr, halfW, halfH, chroma);
  const byte = (v: number): number => (v <= 0 ? 0 : v >= 255 ? 255 : Math.round(v));
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i++) {
      const lum = luma[i]! + 128;
      const blue = upsample(cb, halfW, halfH, x, y), red = upsample(cr, halfW, halfH, x, y);
      rgb[3 * i] = byte(lum + 1.402 * red);
      rgb[3 * i + 1] = byte(lum - 0.344136 * blue - 0.714136 * red);
      rgb[3 * i + 2] = byte(lum + 1.772 * blue);
    }
  }
}

/** Triangle filter as decoders use it ("fancy upsampling"). */
function upsample(plane: Float32Array, w: number, h: number, x: number, y: number): number {
  const fx = x / 2 - 0.25, fy = y / 2 - 0.25;
  const x0 = Math.max(0, Math.floor(fx)), y0 = Math.max(0, Math.floor(fy)), x1 = Math.min(w - 1, x0 + 1), y1 = Math.min(h - 1, y0 + 1);
  const tx = Math.max(0, fx - x0), ty = Math.max(0, fy - y0);
  const top = plane[y0 * w + x0]! * (1 - tx) + plane[y0 * w + x1]! * tx, bottom = plane[y1 * w + x0]! * (1 - tx) + plane[y1 * w + x1]! * tx;
  return top * (1 - ty) + bottom * ty;
}
