import type { MeshValue } from '../../../runtime/values';

/** A sphere in the scene that holds meshes, centimetres. */
export interface Bounds { readonly center: readonly [number, number, number]; readonly radius: number }

/** The sphere around the box of all meshes, as a scene shows them: those in the camera's frame turned about x, since cameras look along +z with y downwards. */
export function boundsOf(meshes: readonly MeshValue[]): Bounds | undefined {
  const low = [Infinity, Infinity, Infinity], high = [-Infinity, -Infinity, -Infinity];
  for (const { positions, frame } of meshes) {
    for (let i = 0; i < positions.length; i++) {
      const axis = i % 3, value = frame === 'camera' && axis > 0 ? -positions[i]! : positions[i]!;
      if (value < low[axis]!) low[axis] = value;
      if (value > high[axis]!) high[axis] = value;
    }
  }
  const half = low.map((value, axis) => (high[axis]! - value) / 2);
  const radius = Math.hypot(...half);
  return Number.isFinite(radius) && radius > 0 ? { center: [low[0]! + half[0]!, low[1]! + half[1]!, low[2]! + half[2]!], radius } : undefined;
}
