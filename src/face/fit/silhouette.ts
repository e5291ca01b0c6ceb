import type { FaceModel } from '../model/types';
import { PARTS } from '../model/types';

/** Point in the mean's frontal plane, cm, from which the jaw is seen as a fan of rays: between nose and mouth. */
const FAN_CENTRE = [0, -3] as const;
/** Spacing of a path's vertices and how far it reaches in from the jaw, as a fraction of the ray. */
const STEP_CM = 0.3;
const REACH = 0.55;

/**
 * For each of the 17 jaw landmarks, the vertices that can take its place when the head turns: a path over the cheek from the landmark inwards
 * (landmark marching, Zhu et al. 2015, §4.2). When the landmark itself is the outermost, as on the near side, it stays.
 */
export interface JawPath {
  readonly vertices: readonly number[];
  /** Outward direction of the ray in the mean's frontal plane, unit, y up. */
  readonly outward: readonly [number, number];
}

/** The 17 paths of a model, in the order of the landmarks. About 1 ms. */
export function jawPaths(model: FaceModel): readonly JawPath[] {
  const skin = skinVertices(model);
  return Array.from({ length: 17 }, (_, index) => {
    const landmark = model.landmarks68[index]!;
    const x = model.mean[3 * landmark]! - FAN_CENTRE[0];
    const y = model.mean[3 * landmark + 1]! - FAN_CENTRE[1];
    const length = Math.hypot(x, y);
    const outward = [x / length, y / length] as const;
    const near = skin.filter((vertex) => {
      const dx = model.mean[3 * vertex]! - FAN_CENTRE[0];
      const dy = model.mean[3 * vertex + 1]! - FAN_CENTRE[1];
      const along = dx * outward[0] + dy * outward[1];
      const across = Math.abs(dx * outward[1] - dy * outward[0]);
      return across < 2 * STEP_CM && along > (1 - REACH) * length && along < length && model.mean[3 * vertex + 2]! > model.mean[3 * landmark + 2]!;
    });
    const vertices = [landmark];
    for (let distance = length - STEP_CM; distance > (1 - REACH) * length; distance -= STEP_CM) {
      const nearest = nearestInPlane(model, near, FAN_CENTRE[0] + distance * outward[0], FAN_CENTRE[1] + distance * outward[1]);
      if (nearest !== undefined && !vertices.includes(nearest)) vertices.push(nearest);
    }
    return { vertices, outward };
  });
}

/** The vertex of a path that lies farthest out in the picture. `projected`: pixels, 2 a vertex of the picture frame, found through `slotOf`. */
export function outermost(path: JawPath, slotOf: ReadonlyMap<number, number>, projected: Float64Array, rollCos: number, rollSin: number): number {
  const outX = path.outward[0] * rollCos - path.outward[1] * rollSin;
  const outY = -(path.outward[0] * rollSin + path.outward[1] * rollCos);
  let best = path.vertices[0]!;
  let farthest = -Infinity;
  for (const vertex of path.vertices) {
    const slot = slotOf.get(vertex)!;
    const reach = projected[2 * slot]! * outX + projected[2 * slot + 1]! * outY;
    if (reach > farthest) {
      farthest = reach;
      best = vertex;
    }
  }
  return best;
}

/** Vertices of the face's outer skin. */
function skinVertices(model: FaceModel): readonly number[] {
  const skin = PARTS.indexOf('skin');
  const found = new Set<number>();
  for (let triangle = 0; triangle < model.triangleParts.length; triangle++) {
    if (model.triangleParts[triangle] !== skin) continue;
    for (let corner = 0; corner < 3; corner++) found.add(model.triangles[3 * triangle + corner]!);
  }
  return [...found];
}

function nearestInPlane(model: FaceModel, vertices: readonly number[], x: number, y: number): number | undefined {
  let best: number | undefined;
  let least = STEP_CM * STEP_CM;
  for (const vertex of vertices) {
    const distance = (model.mean[3 * vertex]! - x) ** 2 + (model.mean[3 * vertex + 1]! - y) ** 2;
    if (distance < least) {
      least = distance;
      best = vertex;
    }
  }
  return best;
}
