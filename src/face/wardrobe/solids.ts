import type { Rgb } from '../scene/types';
import type { MeshBuilder } from './mesh-builder';
import { add, cross, normalise, perpendicular, scale, subtract, type Vec3 } from './vector';

/**
 * A tube along a chain of points, cm. `radius(t)` may give [across, up] for an oval section; `up` hints where up is. Closed chains join their ends,
 * open ones get flat lids.
 */
export function addTube(
  mesh: MeshBuilder,
  path: readonly Vec3[],
  radius: (t: number) => number | readonly [across: number, up: number],
  sides: number,
  colour: (t: number) => Rgb,
  closed = false,
  upHint: Vec3 = [0, 1, 0],
): void {
  const count = path.length;
  const rings: number[][] = [];
  let up = upHint;
  for (let k = 0; k < count; k++) {
    const before = path[closed ? (k + count - 1) % count : Math.max(0, k - 1)]!;
    const after = path[closed ? (k + 1) % count : Math.min(count - 1, k + 1)]!;
    const tangent = normalise(subtract(after, before));
    up = perpendicular(tangent, up);
    const across = cross(up, tangent);
    const t = k / (closed ? count : count - 1);
    const size = radius(t);
    const [a, b] = typeof size === 'number' ? [size, size] : size;
    const ring: number[] = [];
    for (let s = 0; s < sides; s++) {
      const angle = (s / sides) * 2 * Math.PI;
      ring.push(mesh.vertex(add(path[k]!, add(scale(across, a * Math.cos(angle)), scale(up, b * Math.sin(angle)))), colour(t)));
    }
    rings.push(ring);
  }
  for (let k = 0; k + 1 < count + (closed ? 1 : 0); k++) {
    const here = rings[k]!, next = rings[(k + 1) % count]!;
    for (let s = 0; s < sides; s++) {
      const n = (s + 1) % sides;
      mesh.quad(here[s]!, here[n]!, next[n]!, next[s]!);
    }
  }
  if (closed) return;
  for (const [end, flip] of [[0, true], [count - 1, false]] as const) {
    const middle = mesh.vertex(path[end]!, colour(end === 0 ? 0 : 1));
    const ring = rings[end]!;
    for (let s = 0; s < sides; s++) {
      const n = (s + 1) % sides;
      if (flip) mesh.triangle(middle, ring[n]!, ring[s]!);
      else mesh.triangle(middle, ring[s]!, ring[n]!);
    }
  }
}
