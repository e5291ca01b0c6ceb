import { DataTexture, RGBAFormat, SRGBColorSpace } from 'three';

const SIDE = 128;

/** Clay under a soft light from the upper left: the shade of every direction a surface can face, computed instead of shipped. */
export function matcapTexture(): DataTexture {
  const data = new Uint8Array(SIDE * SIDE * 4);
  for (let row = 0; row < SIDE; row++) {
    for (let column = 0; column < SIDE; column++) {
      const x = ((column + 0.5) / SIDE) * 2 - 1;
      const y = ((row + 0.5) / SIDE) * 2 - 1;
      const z = Math.sqrt(Math.max(0, 1 - x * x - y * y));
      const key = Math.max(0, -0.4 * x + 0.55 * y + 0.73 * z);
      const rim = Math.max(0, 0.75 * x - 0.2 * y - 0.1) * (1 - z) * 0.5;
      const shine = key ** 24 * 0.25;
      const at = (row * SIDE + column) * 4;
      const shade = 0.2 + 0.72 * key + shine + rim;
      data[at] = Math.min(255, 214 * shade);
      data[at + 1] = Math.min(255, 205 * shade);
      data[at + 2] = Math.min(255, 198 * shade);
      data[at + 3] = 255;
    }
  }
  const texture = new DataTexture(data, SIDE, SIDE, RGBAFormat);
  texture.colorSpace = SRGBColorSpace;
  texture.needsUpdate = true;
  return texture;
}
