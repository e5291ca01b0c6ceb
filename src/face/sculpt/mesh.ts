import type { MeshGroup } from '../model/types';
import type { Vec2, Vec3 } from './vector';

/** One vertex of the sculpture and what the modes need to know about it. */
export interface Site {
  position: Vec3;
  /** Layout coordinates, cm: equal to the mean's frontal x and y on the face, unrolled on the sides, crown and under the chin. */
  readonly canonical: Vec2;
  readonly group: MeshGroup;
  /** Place in the flat texture layout of the head, cm; the canonical coordinates where it is left out. */
  readonly flat?: Vec2;
  /** Freedom to slide over the surface when the mesh is evened out, 0..1. */
  readonly slide: number;
  /** Where the vertex belongs to a lid or lip ring. */
  readonly ring?: RingPlace;
}

export interface RingPlace {
  readonly of: 'eyeLeft' | 'eyeRight' | 'mouth' | 'nostrilLeft' | 'nostrilRight';
  /** Number of the ring, 1 = outermost of the filling. */
  readonly index: number;
  /** Position along the upper or lower half: 0 at the inner corner (mouth: subject's right corner), 1 at the other. */
  readonly along: number;
  /** +1 upper half, −1 lower half, 0 the two corners. */
  readonly half: -1 | 0 | 1;
}

export interface Sculpture {
  readonly sites: Site[];
  readonly triangles: [number, number, number][];
  /** Edges that only cut a quad in two; evening out the mesh must not follow them, or it drifts to where they point. */
  readonly diagonals: (readonly [number, number])[];
}

export const emptySculpture = (): Sculpture => ({ sites: [], triangles: [], diagonals: [] });

export function addSite(into: Sculpture, site: Site): number {
  into.sites.push(site);
  return into.sites.length - 1;
}

/**
 * Two triangles for the quad a (top left), b (top right), c (bottom right), d (bottom left) as seen from outside.
 * `mirrored` takes the other diagonal, so that the right half of the mesh mirrors the left.
 */
export function addQuad(into: Sculpture, a: number, b: number, c: number, d: number, mirrored = false): void {
  if (mirrored) into.triangles.push([a, d, b], [b, d, c]);
  else into.triangles.push([a, d, c], [a, c, b]);
  into.diagonals.push(mirrored ? [b, d] : [a, c]);
}

/** Quads between an outer and an inner closed ring, both clockwise seen from outside. */
export function bridgeRings(into: Sculpture, outer: readonly number[], inner: readonly number[]): void {
  const count = outer.length;
  for (let k = 0; k < count; k += 1) {
    const next = (k + 1) % count;
    addQuad(into, outer[k]!, outer[next]!, inner[next]!, inner[k]!, into.sites[outer[k]!]!.position[0] < 0);
  }
}

/** Closes a clockwise ring with a fan. */
export function capRing(into: Sculpture, ring: readonly number[], centre: number): void {
  for (let k = 0; k < ring.length; k += 1) into.triangles.push([ring[k]!, centre, ring[(k + 1) % ring.length]!]);
}
