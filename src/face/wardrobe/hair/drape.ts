import { bodySection } from '../body';
import { smoothStep } from '../vector';
import type { Root } from './grow';

/** The body that long hair lies on, head frame with the head straight. */
export interface Shoulders {
  /** Height and middle z of the collar, cm. */
  readonly collarY: number;
  readonly collarZ: number;
  readonly size: number;
}

/**
 * Lays a strand on the shoulders: what hangs farther forward than `frontFrom` (cm before the collar's middle) falls over the chest, the rest down the back. Points inside the body are
 * moved to its surface and the bend is evened out along the strand.
 */
export function layOnShoulders(shoulders: Shoulders, frontFrom: number, root: Root, path: Float32Array, points: number): void {
  const { collarY, collarZ, size } = shoulders;
  let first = -1;
  for (let k = 0; k < points; k++) {
    if (path[3 * k + 1]! > collarY + 1.5) continue;
    if (first < 0) first = k;
  }
  if (first < 0) return;
  const before = Math.max(0, first - 1);
  const toFront = path[3 * before + 2]! > collarZ + frontFrom - 1.2 * root.chance[0];
  const off = 0.5 + 0.9 * root.layer;
  for (let k = first; k < points; k++) {
    const i = 3 * k;
    const down = collarY + 0.8 - path[i + 1]!;
    const { halfWidth, halfDepth, middleZ, power } = bodySection(down, size);
    const share = Math.abs(path[i]!) / (halfWidth + off);
    if (share >= 1) continue;
    const reach = (halfDepth + off) * (1 - share ** power) ** (1 / power) * smoothStep(-0.8, 1, down);
    const surface = collarZ + middleZ + (toFront ? reach : -reach);
    path[i + 2] = toFront ? Math.max(path[i + 2]!, surface) : Math.min(path[i + 2]!, surface);
  }
  for (let pass = 0; pass < 5; pass++) {
    for (let k = Math.max(1, first - 4); k + 1 < points; k++) {
      const i = 3 * k;
      const mean = 0.5 * (path[i - 1]! + path[i + 5]!);
      path[i + 2] = toFront ? Math.max(path[i + 2]!, 0.5 * (path[i + 2]! + mean)) : Math.min(path[i + 2]!, 0.5 * (path[i + 2]! + mean));
    }
  }
}
