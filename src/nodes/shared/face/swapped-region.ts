import type { FaceModel, MeshGroup, OutlineName } from '../../../face/model/types';

/** Half the width over which a region's edge is soft, cm on the face. */
const SOFT_CM = 0.35;
const BROW_HALF_CM = 0.55;

/** Signed distance of a canonical point to a closed outline, cm: positive inside. */
function signedDistance(canonical: Float32Array, outline: ArrayLike<number>, x: number, y: number): number {
  let inside = false, nearest = Infinity;
  for (let i = 0, j = outline.length - 1; i < outline.length; j = i++) {
    const ax = canonical[2 * outline[j]!]!, ay = canonical[2 * outline[j]! + 1]!, bx = canonical[2 * outline[i]!]!, by = canonical[2 * outline[i]! + 1]!;
    if ((ay > y) !== (by > y) && x < (bx - ax) * (y - ay) / (by - ay) + ax) inside = !inside;
    nearest = Math.min(nearest, segmentDistance(x, y, ax, ay, bx, by));
  }
  return inside ? nearest : -nearest;
}

function segmentDistance(x: number, y: number, ax: number, ay: number, bx: number, by: number): number {
  const dx = bx - ax, dy = by - ay, length2 = dx * dx + dy * dy;
  const along = length2 > 0 ? Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / length2)) : 0;
  return Math.hypot(x - ax - along * dx, y - ay - along * dy);
}

const ramp = (value: number): number => Math.min(1, Math.max(0, value));

/** Parts of the head that lie within the face whatever their own coordinates, and those that never do. */
const INNER: readonly MeshGroup[] = ['mouthCavity', 'eyeLeft', 'eyeRight', 'teethUpper', 'teethLower', 'tongue'];
const OUTER: readonly MeshGroup[] = ['earLeft', 'earRight'];

/** Share 0..1 of each vertex in the oval of the face, eyes and mouth with it, ears not; soft over a few millimetres of the face's own (canonical) coordinates. */
export function insideFace(model: FaceModel): Float32Array {
  const outline = model.outlines.faceOval.vertices;
  const share = perVertex(model, (x, y) => ramp(0.5 + signedDistance(model.canonical, outline, x, y) / (2 * SOFT_CM)));
  for (const group of INNER) share.fill(1, model.groups[group].first, model.groups[group].end);
  for (const group of OUTER) share.fill(0, model.groups[group].first, model.groups[group].end);
  return share;
}

/**
 * The same share, cut off above the brows: `forehead` 1 reaches up to the oval's top at the hairline, 0 ends just above the brows. Photographs have no labels
 * that tell a fringe from skin.
 */
export function insideFaceBelow(model: FaceModel, forehead: number): Float32Array {
  const share = insideFace(model);
  if (forehead >= 1) return share;
  const topOf = (name: OutlineName): number => Math.max(...Array.from(model.outlines[name].vertices, (v) => model.canonical[2 * v + 1]!));
  const brows = Math.max(topOf('browLeft'), topOf('browRight')) + BROW_HALF_CM + SOFT_CM;
  const limit = brows + forehead * (topOf('faceOval') - brows);
  return share.map((value, i) => value * ramp(0.5 + (limit - model.canonical[2 * i + 1]!) / (2 * SOFT_CM)));
}

/** Triangles of which some corner lies in the face: what is worth drawing of a swapped head. */
export function faceTriangles(model: FaceModel): Uint32Array {
  const share = insideFace(model), { triangles } = model;
  const kept: number[] = [];
  for (let t = 0; t < triangles.length; t += 3) {
    const a = triangles[t]!, b = triangles[t + 1]!, c = triangles[t + 2]!;
    if (share[a]! + share[b]! + share[c]! > 0) kept.push(a, b, c);
  }
  return Uint32Array.from(kept);
}

/** Share of each vertex in a brow, an open chain of vertices thickened. */
export function nearChain(model: FaceModel, name: OutlineName): Float32Array {
  const chain = model.outlines[name].vertices;
  return perVertex(model, (x, y) => {
    let nearest = Infinity;
    for (let i = 1; i < chain.length; i++) {
      nearest = Math.min(nearest, segmentDistance(x, y, model.canonical[2 * chain[i - 1]!]!, model.canonical[2 * chain[i - 1]! + 1]!, model.canonical[2 * chain[i]!]!, model.canonical[2 * chain[i]! + 1]!));
    }
    return ramp(0.5 + (BROW_HALF_CM - nearest) / (2 * SOFT_CM));
  });
}

function perVertex(model: FaceModel, share: (x: number, y: number) => number): Float32Array {
  return Float32Array.from({ length: model.vertexCount }, (_, i) => share(model.canonical[2 * i]!, model.canonical[2 * i + 1]!));
}
