import { createRandom, mixSeeds, type Random } from '../../random';
import { alongSegment, type FaceCanvas } from './canvas';
import type { Landmarks2D } from './regions';

type Point = readonly [x: number, y: number];

/** A furrow along a polyline: relief −depth with soft banks, and a crease of colour; both fade at the ends. */
function furrow(canvas: FaceCanvas, line: readonly Point[], depthCm: number, widthCm: number, colour: number): void {
  const segments = line.length - 1;
  for (let k = 0; k < segments; k++) {
    const [a, b] = [line[k]!, line[k + 1]!];
    alongSegment(canvas, a[0], a[1], b[0], b[1], 2.6 * widthCm, (texel, d, along) => {
      const t = (k + along) / segments;
      const ends = Math.sin(Math.PI * Math.min(1, Math.max(0, t))) ** 0.6;
      const q = d / widthCm;
      // Banks swell a little beside the furrow.
      const groove = -depthCm * ends * (Math.exp(-q * q) - 0.15 * Math.exp(-((q - 1.7) ** 2) * 2));
      if (Math.abs(groove) > Math.abs(canvas.relief[texel]!)) canvas.relief[texel] = groove;
      canvas.creases[texel] = Math.max(canvas.creases[texel]!, colour * ends * Math.exp(-q * q * 1.4));
    });
  }
}

/** A smooth curve through control points (Catmull-Rom), with a little wander. */
function curve(points: readonly Point[], random: Random, wander: number, steps = 5): Point[] {
  const out: Point[] = [];
  const n = points.length;
  for (let k = 0; k < n - 1; k++) {
    const [p0, p1, p2, p3] = [points[Math.max(0, k - 1)]!, points[k]!, points[k + 1]!, points[Math.min(n - 1, k + 2)]!];
    for (let s = 0; s < steps; s++) {
      const f = s / steps;
      const at = (i: 0 | 1): number => 0.5 * (2 * p1[i] + (p2[i] - p0[i]) * f + (2 * p0[i] - 5 * p1[i] + 4 * p2[i] - p3[i]) * f * f + (3 * p1[i] - p0[i] - 3 * p2[i] + p3[i]) * f ** 3);
      out.push([at(0), at(1) + random.normal() * wander]);
    }
  }
  out.push(points[n - 1]!);
  return out;
}

/**
 * Lines and folds of age: forehead, frown, crow's feet, lower lid, nasolabial and marionette folds. `amount` 0..1;
 * `expression` deepens those that an expression makes: raised or drawn brows, smile.
 */
export function drawAgeLines(
  canvas: FaceCanvas, landmarks: Landmarks2D, amount: number, expression: { readonly browUp: number; readonly browDown: number; readonly smile: number }, seed: number,
): void {
  const random = createRandom(mixSeeds(seed, 47));
  const p = (i: number): Point => [landmarks.points[2 * i]!, landmarks.points[2 * i + 1]!];
  const browY = (p(19)[1] + p(24)[1]) / 2, top = browY + 4.4;

  const forehead = amount ** 1.3 + 0.35 * expression.browUp;
  const dip = random.range(-0.08, 0.12);
  const rows = 3 + (random.chance(0.5) ? 1 : 0);
  for (let row = 0; row < rows; row++) {
    const y = browY + 1.25 + ((top - browY - 1.4) * row) / rows + random.normal() * 0.12;
    const half = 3.3 - 0.35 * Math.abs(row - 1) + random.range(-0.5, 0.4), shift = random.normal() * 0.3;
    const line = curve([[shift - half, y - 0.12], [shift - half * 0.5, y + 0.1], [shift, y + dip], [shift + half * 0.5, y + 0.1], [shift + half, y - 0.12]], random, 0.03);
    furrow(canvas, line, 0.042 * forehead * random.range(0.6, 1.1), 0.15, 0.75 * forehead);
  }
  const frown = 0.75 * amount ** 1.4 + 0.6 * expression.browDown;
  for (const side of [-1, 1]) {
    const x = side * (0.42 + random.range(-0.08, 0.12));
    furrow(canvas, curve([[x * 0.85, browY + 0.55], [x, browY - 0.1], [x * 1.15, browY - 0.75]], random, 0.02), 0.045 * frown, 0.13, 0.7 * frown);

    const outer = p(side < 0 ? 36 : 45), inner = p(side < 0 ? 39 : 42);
    const crow = 0.85 * amount ** 1.2 + 0.4 * expression.smile;
    for (let k = 0; k < 4; k++) {
      const angle = (0.55 - 0.38 * k + random.normal() * 0.06), length = random.range(1.0, 1.7);
      const from: Point = [outer[0] + side * 0.45 * Math.cos(angle), outer[1] + 0.45 * Math.sin(angle)];
      const to: Point = [outer[0] + side * (0.45 + length) * Math.cos(angle), outer[1] + (0.45 + length) * Math.sin(angle) - 0.15 * k];
      const middle: Point = [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2 + 0.06];
      furrow(canvas, curve([from, middle, to], random, 0.02), 0.03 * crow, 0.085, 0.55 * crow);
    }
    // The bag under the eye ends in an arc; a second, finer line lies closer to the lid.
    const eyeX = (outer[0] + inner[0]) / 2, eyeY = (outer[1] + inner[1]) / 2;
    const bag = 0.25 + 0.75 * amount;
    furrow(canvas, curve([[inner[0] - side * 0.12, eyeY - 0.45], [eyeX - side * 0.55, eyeY - 1.25], [eyeX + side * 0.3, eyeY - 1.5], [outer[0] - side * 0.1, eyeY - 1.15]], random, 0.01), 0.04 * bag * (0.3 + 0.7 * amount), 0.2, 0.4 * bag);
    furrow(canvas, curve([[inner[0], eyeY - 0.35], [eyeX, eyeY - 0.95], [outer[0] - side * 0.2, eyeY - 0.7]], random, 0.01), 0.022 * amount, 0.08, 0.35 * amount);

    const wing = p(side < 0 ? 31 : 35), corner = p(side < 0 ? 48 : 54);
    const fold = 0.16 + 0.84 * amount + 0.5 * expression.smile;
    const foldLine = curve([
      [wing[0] + side * 0.75, wing[1] + 0.75], [wing[0] + side * 1.3, wing[1] - 0.3], [(wing[0] + corner[0]) / 2 + side * 1.15, (wing[1] + corner[1]) / 2 - 0.1],
      [corner[0] + side * 0.85, corner[1] + 0.05],
    ], random, 0.01);
    furrow(canvas, foldLine, 0.06 * fold, 0.22, 0.4 * fold);
    const marionette = amount ** 1.5;
    furrow(canvas, curve([[corner[0] + side * 0.25, corner[1] - 0.25], [corner[0] + side * 0.5, corner[1] - 1.0], [corner[0] + side * 0.4, corner[1] - 1.9]], random, 0.02), 0.05 * marionette, 0.17, 0.45 * marionette);
    // Fine lines above the upper lip.
    for (let k = 0; k < 4; k++) {
      const x = side * (0.35 + 0.45 * k), y = p(51)[1] + 0.15;
      furrow(canvas, [[x, y], [x * 1.06, y + random.range(0.35, 0.6)]], 0.016 * amount ** 2, 0.07, 0.3 * amount ** 2);
    }
  }
}

/** Freckles over nose and cheeks, a few moles, and the larger pale-brown spots of age. */
export function drawSpots(canvas: FaceCanvas, landmarks: Landmarks2D, freckles: number, amount: number, seed: number): void {
  const random = createRandom(mixSeeds(seed, 61));
  const y0 = landmarks.points[2 * 30 + 1]!;
  const texelCm = 1 / canvas.texelsPerCm;
  const dot = (x: number, y: number, radiusCm: number, strength: number): void => {
    const drawn = Math.max(radiusCm, 0.8 * texelCm);
    const cover = strength * (radiusCm / drawn) ** 2;
    alongSegment(canvas, x, y, x, y, drawn * 1.4, (texel, d) => {
      const a = cover * Math.max(0, 1 - (d / (drawn * 1.4)) ** 2);
      canvas.spots[texel] = 1 - (1 - canvas.spots[texel]!) * (1 - a);
    });
  };
  const count = Math.round(420 * freckles);
  for (let i = 0; i < count; i++) {
    const wide = random.chance(0.25);
    const x = random.normal() * (wide ? 4.5 : 3.1), y = y0 + 1.7 + random.normal() * (wide ? 3.6 : 1.25);
    dot(x, y, random.range(0.035, 0.1), random.range(0.15, 0.75) * (0.5 + 0.5 * freckles));
  }
  const moles = random.integer(0, 4);
  for (let i = 0; i < moles; i++) dot(random.normal() * 4.2, y0 + random.normal() * 3.6, random.range(0.05, 0.11), random.range(0.6, 0.95));
  const old = Math.round(22 * Math.max(0, amount - 0.45));
  for (let i = 0; i < old; i++) dot(random.normal() * 5, y0 + 3 + random.normal() * 4, random.range(0.12, 0.32), random.range(0.1, 0.28));
}
