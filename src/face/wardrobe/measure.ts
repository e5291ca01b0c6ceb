import { PARTS, type FaceModel } from '../model/types';
import type { PosedHead } from '../render/types';
import type { Vec3 } from './vector';

/** Sizes of a head without its expression, cm, head frame. Everything that sits on the bones is placed by these. */
export interface HeadMeasures {
  /** Identity applied, expression not; 3 a vertex. */
  readonly neutral: Float32Array;
  /** A point inside the skull from which the whole scalp is seen. */
  readonly craniumCentre: Vec3;
  readonly crownY: number;
  readonly browY: number;
  readonly noseBaseY: number;
  readonly chinY: number;
  readonly ears: { readonly left: EarBox; readonly right: EarBox };
}

export interface EarBox {
  readonly top: number;
  readonly bottom: number;
  readonly front: number;
  readonly back: number;
  /** Largest |x| of the ear and the |x| where it meets the head at its front edge. */
  readonly outerX: number;
  readonly rootX: number;
}

/** S(α, 0) of head and ears: the mean and the identity modes of the scene, cm, 3 a vertex; the other groups keep the mean. */
export function neutralPositions(head: Pick<PosedHead, 'model' | 'scene'>): Float32Array {
  const { model, scene } = head;
  const positions = Float32Array.from(model.mean);
  for (const group of ['head', 'earLeft', 'earRight'] as const) {
    const { first, end } = model.groups[group];
    model.identityModes.forEach((mode, index) => {
      const basis = model.identityBasis[index];
      if (basis) addColumn(positions, basis, scene.identity.shape[mode.name] ?? 0, 3 * first, 3 * end);
    });
  }
  return positions;
}

function addColumn(positions: Float32Array, column: Float32Array, coefficient: number, first: number, end: number): void {
  if (coefficient === 0) return;
  for (let i = first; i < end; i++) positions[i] = positions[i]! + coefficient * column[i]!;
}

export function vertexAt(positions: Float32Array, index: number): Vec3 {
  return [positions[3 * index]!, positions[3 * index + 1]!, positions[3 * index + 2]!];
}

/** Mean position of some vertices. */
export function centreOf(positions: Float32Array, vertices: ArrayLike<number>): Vec3 {
  const sum = [0, 0, 0];
  for (let i = 0; i < vertices.length; i++) {
    for (let axis = 0; axis < 3; axis++) sum[axis] = sum[axis]! + positions[3 * vertices[i]! + axis]!;
  }
  return [sum[0]! / vertices.length, sum[1]! / vertices.length, sum[2]! / vertices.length];
}

/** Position of one of the 68 iBUG points, 0..67. */
export function landmark(model: FaceModel, positions: Float32Array, point: number): Vec3 {
  return vertexAt(positions, model.landmarks68[point]!);
}

/** Vertices of all triangles of one part, each once, ascending. */
export function verticesOfPart(model: FaceModel, part: (typeof PARTS)[number]): number[] {
  const wanted = PARTS.indexOf(part);
  const found = new Uint8Array(model.vertexCount);
  for (let t = 0; t < model.triangleParts.length; t++) {
    if (model.triangleParts[t] !== wanted) continue;
    for (let corner = 0; corner < 3; corner++) found[model.triangles[3 * t + corner]!] = 1;
  }
  const vertices: number[] = [];
  for (let v = 0; v < found.length; v++) if (found[v]) vertices.push(v);
  return vertices;
}

function earBox(positions: Float32Array, vertices: readonly number[]): EarBox {
  let [top, bottom, front, back, outerX] = [-Infinity, Infinity, -Infinity, Infinity, 0];
  let rootX = Infinity;
  for (const vertex of vertices) {
    const [x, y, z] = vertexAt(positions, vertex);
    top = Math.max(top, y);
    bottom = Math.min(bottom, y);
    front = Math.max(front, z);
    back = Math.min(back, z);
    outerX = Math.max(outerX, Math.abs(x));
    rootX = Math.min(rootX, Math.abs(x));
  }
  return { top, bottom, front, back, outerX, rootX };
}

/** Measures a head from its landmarks and parts; the expression has no influence. */
export function measureHead(head: Pick<PosedHead, 'model' | 'scene'>): HeadMeasures {
  const { model } = head;
  const neutral = neutralPositions(head);
  const browY = centreOf(neutral, model.landmarks68.subarray(17, 27))[1];
  let crownY = -Infinity;
  for (let i = 1; i < neutral.length; i += 3) crownY = Math.max(crownY, neutral[i]!);
  let [frontZ, backZ] = [-Infinity, Infinity];
  for (let i = 0; i < neutral.length; i += 3) {
    if (neutral[i + 1]! < browY + 1) continue;
    frontZ = Math.max(frontZ, neutral[i + 2]!);
    backZ = Math.min(backZ, neutral[i + 2]!);
  }
  const earVertices = verticesOfPart(model, 'ears');
  const side = (sign: number): number[] => earVertices.filter((vertex) => neutral[3 * vertex]! * sign > 0);
  return {
    neutral,
    craniumCentre: [0, browY + 0.2 * (crownY - browY), 0.5 * (frontZ + backZ)],
    crownY,
    browY,
    noseBaseY: landmark(model, neutral, 33)[1],
    chinY: landmark(model, neutral, 8)[1],
    ears: { left: earBox(neutral, side(1)), right: earBox(neutral, side(-1)) },
  };
}
