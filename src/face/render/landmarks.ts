import type { FaceModel } from '../model/types';
import type { Landmark } from './types';

/** What a vertex is tested against: nearest surface at a picture position, cm along the viewing axis, Infinity for none. */
export type DepthAt = (x: number, y: number) => number;

export interface ProjectedHead {
  readonly model: FaceModel;
  readonly width: number;
  readonly height: number;
  /** How far a landmark may lie behind the surface at its pixel, cm: lid and lip edges are thinner than a pixel. */
  readonly toleranceCm: number;
  /** 2 a vertex, pixels. */
  readonly projected: Float32Array;
  /** Camera frame: 3 a vertex, cm, and unit normals. */
  readonly positions: Float32Array;
  readonly normals: Float32Array;
  readonly normalStride: number;
  readonly normalOffset: number;
}

export function vertexVisible(head: ProjectedHead, vertex: number, depthAt: DepthAt): boolean {
  const x = head.projected[2 * vertex]!, y = head.projected[2 * vertex + 1]!;
  if (!(x >= 0 && y >= 0 && x < head.width && y < head.height)) return false;
  const px = head.positions[3 * vertex]!, py = head.positions[3 * vertex + 1]!, pz = head.positions[3 * vertex + 2]!;
  const n = vertex * head.normalStride + head.normalOffset;
  const facing = -(px * head.normals[n]! + py * head.normals[n + 1]! + pz * head.normals[n + 2]!) / Math.hypot(px, py, pz);
  return facing > -0.25 && -pz <= depthAt(x, y) + head.toleranceCm;
}

export function landmarks68(head: ProjectedHead, depthAt: DepthAt): Landmark[] {
  return Array.from(head.model.landmarks68, (vertex) => ({
    x: head.projected[2 * vertex]!, y: head.projected[2 * vertex + 1]!, visible: vertexVisible(head, vertex, depthAt),
  }));
}

/** Each of the five is the projection of the mean of its vertices, seen when at least half of them are. */
export function landmarks5(head: ProjectedHead, depthAt: DepthAt, focalPx: number, centrePx: readonly [number, number]): Landmark[] {
  return head.model.landmarks5.map((vertices) => {
    let x = 0, y = 0, z = 0, seen = 0;
    for (const vertex of vertices) {
      x += head.positions[3 * vertex]! / vertices.length;
      y += head.positions[3 * vertex + 1]! / vertices.length;
      z += head.positions[3 * vertex + 2]! / vertices.length;
      if (vertexVisible(head, vertex, depthAt)) seen++;
    }
    const px = centrePx[0] - (focalPx * x) / z, py = centrePx[1] + (focalPx * y) / z;
    return { x: px, y: py, visible: 2 * seen >= vertices.length && px >= 0 && py >= 0 && px < head.width && py < head.height };
  });
}
