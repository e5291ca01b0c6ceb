import type { MeshValue } from '../../../runtime/values';
import { mismatchOf, vertexDistances, type Distances, type Mismatch } from '../../viewers/mesh/distance';
import { BINS, histogramOf } from './lane-image';

export const MM_PER_CM = 10;

/** How far each lane's mesh is from the reference, vertex by vertex; why where that cannot be said; undefined for the reference and for lanes without a mesh. */
export function distancesToReference(meshes: readonly (MeshValue | undefined)[], reference: number): readonly (Distances | Mismatch | undefined)[] {
  const base = meshes[reference];
  return meshes.map((mesh, index) => (!mesh || !base || index === reference ? undefined : mismatchOf(mesh, base) ?? vertexDistances(mesh, base)));
}

/** One scale for all lanes, from 0 to the largest distance, in millimetres; 1 mm where all meshes are equal. */
export function distanceScaleMm(found: readonly (Distances | Mismatch | undefined)[]): readonly [0, number] {
  return [0, MM_PER_CM * found.reduce((most, one) => (typeof one === 'object' ? Math.max(most, one.maxCm) : most), 0) || 1];
}

/** Counts of vertices in even bins of the scale, then below and above, as the legend draws them. The scale ends at the largest distance: none lies above it. */
export function distanceCounts(found: readonly (Distances | Mismatch | undefined)[], scaleMm: readonly [number, number]): Float32Array {
  const counts = new Float32Array(BINS + 2);
  for (const one of found) if (typeof one === 'object') histogramOf([Array.from(one.cm, (cm) => Math.min(cm * MM_PER_CM, scaleMm[1]))], scaleMm).forEach((count, bin) => { counts[bin]! += count; });
  return counts;
}
