import { createRandom, mixSeeds, type Random } from '../random';
import type { Rgb, Scene } from '../scene/types';
import { noise3, smoothstep } from './noise';

/** Longest side of the small picture that a background is drawn on; everything behind a portrait is out of focus. */
const LARGEST_SIDE = 224;

/**
 * Draws the scene's background into linear RGB planes, 3 a pixel, by the scene's seed: out of focus, so it is drawn small and enlarged.
 * The light of the scene does not touch it, but its exposure does.
 */
export function drawBackground(scene: Scene, width: number, height: number, out: Float32Array): void {
  const { kind, colours, seed } = scene.background;
  const scale = Math.min(1, LARGEST_SIDE / Math.max(width, height));
  const columns = Math.max(8, Math.round(width * scale)), rows = Math.max(8, Math.round(height * scale));
  const small = new Float32Array(columns * rows * 3);
  const random = createRandom(mixSeeds(seed, 5));
  const [a, b] = colours;
  if (kind === 'plain') fill(small, columns, rows, (u, v) => mix(a, b, 0.25 * smoothstep(0.2, 0.9, Math.hypot(u - 0.5, v - 0.45))));
  else if (kind === 'gradient') gradient(small, columns, rows, a, b, random);
  else if (kind === 'bokeh') bokeh(small, columns, rows, a, b, random);
  else if (kind === 'room') room(small, columns, rows, a, b, random);
  else foliage(small, columns, rows, a, b, random);
  const exposure = 2 ** (0.7 * scene.light.exposureStops);
  enlarge(small, columns, rows, out, width, height, exposure);
}

const mix = (a: Rgb, b: Rgb, t: number): Rgb => [a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t, a[2] + (b[2] - a[2]) * t];
const brighter = (c: Rgb, by: number): Rgb => [c[0] * by, c[1] * by, c[2] * by];

/** `colour` gets coordinates in units of the picture's shorter side's share: u and v run 0..1 over width and height. */
function fill(small: Float32Array, columns: number, rows: number, colour: (u: number, v: number) => Rgb): void {
  for (let y = 0, o = 0; y < rows; y++) {
    for (let x = 0; x < columns; x++, o += 3) small.set(colour((x + 0.5) / columns, (y + 0.5) / rows), o);
  }
}

/** Lays a colour over a pixel. */
function over(small: Float32Array, o: number, colour: Rgb, alpha: number): void {
  for (let c = 0; c < 3; c++) small[o + c]! += (colour[c as 0] - small[o + c]!) * alpha;
}

function gradient(small: Float32Array, columns: number, rows: number, a: Rgb, b: Rgb, random: Random): void {
  const angle = random.range(0.6, 2.5), cx = Math.cos(angle), cy = Math.sin(angle);
  const glowX = random.range(0.2, 0.8), glowY = random.range(0.15, 0.6), glow = random.range(0, 0.4);
  fill(small, columns, rows, (u, v) => {
    const t = smoothstep(-0.65, 0.65, (u - 0.5) * cx + (v - 0.5) * cy);
    return brighter(mix(a, b, t), 1 + glow * Math.exp(-((u - glowX) ** 2 + (v - glowY) ** 2) * 6));
  });
}

function bokeh(small: Float32Array, columns: number, rows: number, a: Rgb, b: Rgb, random: Random): void {
  gradient(small, columns, rows, brighter(a, 0.5), brighter(b, 0.5), random);
  const count = random.integer(14, 34);
  for (let i = 0; i < count; i++) {
    const cx = random.range(-0.05, 1.05) * columns, cy = random.range(-0.05, 0.9) * rows, radius = random.range(0.026, 0.094) * rows;
    const lamp = brighter(mix(random.chance(0.5) ? a : b, [1, 0.92, 0.8], random.range(0.15, 0.6)), random.range(0.7, 1.7));
    const alpha = random.range(0.15, 0.6);
    for (let y = Math.max(0, Math.floor(cy - radius - 1)); y < Math.min(rows, cy + radius + 1); y++) {
      for (let x = Math.max(0, Math.floor(cx - radius - 1)); x < Math.min(columns, cx + radius + 1); x++) {
        const d = Math.hypot(x + 0.5 - cx, y + 0.5 - cy) / radius;
        const rim = 0.72 + 0.28 * d * d;
        over(small, 3 * (y * columns + x), lamp, alpha * rim * smoothstep(1.12, 0.88, d));
      }
    }
  }
}

function room(small: Float32Array, columns: number, rows: number, a: Rgb, b: Rgb, random: Random): void {
  const corner = random.range(0.1, 0.9), floor = random.range(0.78, 0.95), lit = random.range(0.75, 1.2);
  fill(small, columns, rows, (u, v) => {
    const side = smoothstep(corner - 0.03, corner + 0.03, u);
    const wall = brighter(a, (0.75 + 0.4 * side) * (1.1 - 0.35 * v));
    return mix(wall, brighter(b, 0.55), smoothstep(floor - 0.03, floor + 0.03, v));
  });
  const block = (x0: number, y0: number, x1: number, y1: number, colour: Rgb, edge: number): void => {
    for (let y = 0; y < rows; y++) {
      for (let x = 0; x < columns; x++) {
        const u = (x + 0.5) / columns, v = (y + 0.5) / rows;
        const alpha = smoothstep(x0 - edge, x0 + edge, u) * smoothstep(x1 + edge, x1 - edge, u) * smoothstep(y0 - edge, y0 + edge, v) * smoothstep(y1 + edge, y1 - edge, v);
        if (alpha > 0.003) over(small, 3 * (y * columns + x), colour, alpha);
      }
    }
  };
  if (random.chance(0.6)) {
    const x = random.chance(0.5) ? random.range(-0.1, 0.12) : random.range(0.62, 0.85), w = random.range(0.22, 0.36), y = random.range(-0.05, 0.15), h = random.range(0.4, 0.6);
    block(x, y, x + w, y + h, brighter([0.9, 0.97, 1.05], lit), 0.025);
    block(x + w * 0.47, y, x + w * 0.53, y + h, brighter(b, 0.8), 0.02);
  }
  const shelves = random.integer(1, 3), shelfX = random.chance(0.5) ? random.range(-0.15, 0.1) : random.range(0.55, 0.8), shelfW = random.range(0.25, 0.45);
  for (let i = 0; i < shelves; i++) {
    const y = 0.25 + i * random.range(0.2, 0.27);
    for (let x = shelfX; x < shelfX + shelfW;) {
      const w = random.range(0.015, 0.05), h = random.range(0.08, 0.15);
      block(x, y - h, x + w, y, brighter(mix(b, [random.next(), random.next(), random.next()], 0.45), random.range(0.4, 0.9)), 0.018);
      x += w + random.range(0.002, 0.02);
    }
    block(shelfX, y, shelfX + shelfW, y + 0.02, brighter(b, 0.7), 0.015);
  }
}

function foliage(small: Float32Array, columns: number, rows: number, a: Rgb, b: Rgb, random: Random): void {
  const seed = random.integer(1, 1 << 24);
  fill(small, columns, rows, (u, v) => {
    // Turned and bent, so that the lattice of the noise does not show as squares.
    const bend = 0.12 * noise3(u * 2.3, v * 2.3, 7, seed + 3);
    const s = 0.8 * u + 0.6 * v + bend, t = 0.8 * v - 0.6 * u - bend;
    const broad = noise3(s * 2.9, t * 2.9, 0, seed), middle = noise3(s * 7 + bend, t * 7, 1, seed + 1);
    const leaf = brighter(mix(a, b, 0.5 + 0.45 * broad), 0.8 + 0.35 * middle);
    const gap = smoothstep(0.1, 1.2, 0.75 * noise3(s * 4, t * 4, 4, seed + 2) + 0.35 * middle + 0.4 * (0.5 - v));
    return mix(leaf, mix(b, [0.9, 0.95, 0.88], 0.55), 0.7 * gap);
  });
  const count = random.integer(10, 26);
  for (let i = 0; i < count; i++) {
    const cx = random.next() * columns, cy = random.next() * rows * 0.8, radius = random.range(0.016, 0.052) * rows;
    const colour = mix(b, [1, 1, 0.85], random.range(0.3, 0.7)), alpha = random.range(0.12, 0.4);
    for (let y = Math.max(0, Math.floor(cy - radius - 1)); y < Math.min(rows, cy + radius + 1); y++) {
      for (let x = Math.max(0, Math.floor(cx - radius - 1)); x < Math.min(columns, cx + radius + 1); x++) {
        over(small, 3 * (y * columns + x), colour, alpha * smoothstep(1.15, 0.8, Math.hypot(x + 0.5 - cx, y + 0.5 - cy) / radius));
      }
    }
  }
}

function enlarge(small: Float32Array, columns: number, rows: number, out: Float32Array, width: number, height: number, exposure: number): void {
  for (let y = 0, o = 0; y < height; y++) {
    const fy = Math.min(rows - 1.001, Math.max(0, ((y + 0.5) * rows) / height - 0.5)), iy = Math.floor(fy), ty = fy - iy;
    for (let x = 0; x < width; x++, o += 3) {
      const fx = Math.min(columns - 1.001, Math.max(0, ((x + 0.5) * columns) / width - 0.5)), ix = Math.floor(fx), tx = fx - ix;
      const at = 3 * (iy * columns + ix), below = at + 3 * columns;
      for (let c = 0; c < 3; c++) {
        const top = small[at + c]! + (small[at + 3 + c]! - small[at + c]!) * tx, bottom = small[below + c]! + (small[below + 3 + c]! - small[below + c]!) * tx;
        out[o + c] = (top + (bottom - top) * ty) * exposure;
      }
    }
  }
}
