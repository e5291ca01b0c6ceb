import { clamp, mix, smoothStep } from './vector';

/** Half width, half depth and middle z of the upper body at a height below the collar, cm, for a person of mean size. */
const BODY: readonly (readonly [down: number, halfWidth: number, halfDepth: number, middleZ: number])[] = [
  [0, 6.4, 6.2, 0], [1.2, 8.6, 6.9, -0.3], [2.6, 12.2, 7.6, -0.7], [4.2, 16.2, 8.3, -1], [6.4, 18.9, 9.2, -1.2], [10, 20.6, 10.3, -1.3], [18, 21.6, 11.4, -1.2], [36, 22, 11.8, -1.2],
];

/** The upper body's level cross-section: a super-ellipse. Lengths in cm. */
export interface BodySection {
  readonly halfWidth: number;
  readonly halfDepth: number;
  readonly middleZ: number;
  readonly power: number;
}

/** Section `downCm` below the collar of a body `size` times the mean's. */
export function bodySection(downCm: number, size: number): BodySection {
  const depth = Math.max(0, downCm) / size;
  let row = 0;
  while (row < BODY.length - 2 && BODY[row + 1]![0] < depth) row++;
  const [from, to] = [BODY[row]!, BODY[row + 1]!];
  const t = clamp((depth - from[0]) / (to[0] - from[0]), 0, 1);
  return {
    halfWidth: mix(from[1], to[1], t) * size,
    halfDepth: mix(from[2], to[2], t) * size,
    middleZ: mix(from[3], to[3], t) * smoothStep(0, 4, depth),
    power: mix(2, 2.5, smoothStep(2, 9, depth)),
  };
}
