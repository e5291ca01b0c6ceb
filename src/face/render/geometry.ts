import type { FaceModel } from '../model/types';
import type { FacePose, PropMaterial, PropMesh } from './types';
import { toCameraFrame } from './pose';

/** Interleaved attributes that the visibility pass interpolates. Every surface begins with camera-frame position and normal. */
export const AT_POSITION = 0;
export const AT_NORMAL = 3;
/** Share of the environment that reaches the vertex, and the visibility of fill and rim light, 0..1. */
export const AT_AMBIENT = 6;
export const AT_FILL = 7;
export const AT_RIM = 8;
/** Head: rest position (mean face, head frame, cm), uv, cavity occlusion, then the painter's masks. */
export const AT_REST = 9;
export const AT_UV = 12;
export const AT_CAVITY = 14;
export const AT_MASKS = 15;
/** Props: linear colour and strand direction (camera frame). */
export const AT_COLOUR = 9;
export const AT_TANGENT = 12;
export const PROP_STRIDE = 15;

export interface Surface {
  readonly kind: 'head' | PropMaterial;
  /** Part of the whole surface; the head has one a triangle. */
  readonly part: number;
  readonly firstVertex: number;
  readonly endVertex: number;
  readonly firstTriangle: number;
  readonly endTriangle: number;
  readonly stride: number;
  /** (endVertex − firstVertex)·stride numbers; may be longer. */
  readonly attributes: Float32Array;
  readonly hasAlpha: boolean;
  readonly doubleSided: boolean;
}

/** All surfaces of one picture in shared, growing buffers. */
export interface Geometry {
  vertexCount: number;
  triangleCount: number;
  /** 3 a vertex, camera frame, cm. */
  positions: Float32Array;
  alpha: Float32Array;
  index: Uint32Array;
  /** Number of the surface in `surfaces`, one a triangle. */
  surfaceOf: Uint8Array;
  surfaces: Surface[];
  /** Attribute tables of the props, reused between pictures. */
  readonly pool: Float32Array[];
}

export function createGeometry(): Geometry {
  return {
    vertexCount: 0, triangleCount: 0,
    positions: new Float32Array(0), alpha: new Float32Array(0), index: new Uint32Array(0), surfaceOf: new Uint8Array(0), surfaces: [], pool: [],
  };
}

function grown<T extends Float32Array | Uint32Array | Uint8Array>(array: T, length: number): T {
  if (array.length >= length) return array;
  const larger = new (array.constructor as new (n: number) => T)(Math.ceil(length * 1.3));
  larger.set(array);
  return larger;
}

function reserve(geometry: Geometry, vertices: number, triangles: number): void {
  geometry.positions = grown(geometry.positions, 3 * vertices);
  geometry.alpha = grown(geometry.alpha, vertices);
  geometry.index = grown(geometry.index, 3 * triangles);
  geometry.surfaceOf = grown(geometry.surfaceOf, triangles);
}

function append(geometry: Geometry, surface: Omit<Surface, 'firstVertex' | 'firstTriangle' | 'endVertex' | 'endTriangle'>, vertices: number, triangles: ArrayLike<number>): Surface {
  const firstVertex = geometry.vertexCount, firstTriangle = geometry.triangleCount;
  const count = triangles.length / 3;
  for (let i = 0, o = 3 * firstTriangle; i < triangles.length; i++, o++) geometry.index[o] = triangles[i]! + firstVertex;
  geometry.surfaceOf.fill(geometry.surfaces.length, firstTriangle, firstTriangle + count);
  geometry.vertexCount += vertices;
  geometry.triangleCount += count;
  const whole: Surface = { ...surface, firstVertex, endVertex: firstVertex + vertices, firstTriangle, endTriangle: firstTriangle + count };
  geometry.surfaces.push(whole);
  return whole;
}

/** Copies 3-vectors into an interleaved table, turned by the rotation when one is given. */
function interleave(from: Float32Array, to: Float32Array, stride: number, offset: number, rotation: Float64Array | null): void {
  if (rotation === null) {
    for (let i = 0, o = offset; i < from.length; i += 3, o += stride) {
      to[o] = from[i]!;
      to[o + 1] = from[i + 1]!;
      to[o + 2] = from[i + 2]!;
    }
    return;
  }
  const r0 = rotation[0]!, r1 = rotation[1]!, r2 = rotation[2]!, r3 = rotation[3]!, r4 = rotation[4]!, r5 = rotation[5]!;
  const r6 = rotation[6]!, r7 = rotation[7]!, r8 = rotation[8]!;
  for (let i = 0, o = offset; i < from.length; i += 3, o += stride) {
    const x = from[i]!, y = from[i + 1]!, z = from[i + 2]!;
    to[o] = r0 * x + r1 * y + r2 * z;
    to[o + 1] = r3 * x + r4 * y + r5 * z;
    to[o + 2] = r6 * x + r7 * y + r8 * z;
  }
}

/**
 * Fills the geometry with the head (surface 0) and the props, all in the camera frame.
 * `headTable` is the head's interleaved table with its fixed columns already written; position and normal are written here.
 */
export function assemble(
  geometry: Geometry, model: FaceModel, headTable: Float32Array, headStride: number,
  positions: Float32Array, normals: Float32Array, props: readonly PropMesh[], pose: FacePose,
): void {
  let vertices = model.vertexCount, triangles = model.triangles.length / 3;
  for (const prop of props) {
    vertices += prop.positions.length / 3;
    triangles += prop.triangles.length / 3;
  }
  reserve(geometry, vertices, triangles);
  geometry.vertexCount = 0;
  geometry.triangleCount = 0;
  geometry.surfaces = [];

  toCameraFrame(pose, positions, geometry.positions);
  interleave(geometry.positions.subarray(0, 3 * model.vertexCount), headTable, headStride, AT_POSITION, null);
  interleave(normals, headTable, headStride, AT_NORMAL, pose.rotation);
  append(geometry, { kind: 'head', part: 1, stride: headStride, attributes: headTable, hasAlpha: false, doubleSided: true }, model.vertexCount, model.triangles);

  props.forEach((prop, number) => {
    const count = prop.positions.length / 3;
    const table = grown(geometry.pool[number] ?? new Float32Array(0), count * PROP_STRIDE);
    geometry.pool[number] = table;
    const place = geometry.positions.subarray(3 * geometry.vertexCount, 3 * (geometry.vertexCount + count));
    const turned = prop.frame === 'head' ? pose.rotation : null;
    if (turned) toCameraFrame(pose, prop.positions, place);
    else {
      const [tx, ty, tz] = pose.translationCm;
      for (let i = 0; i < prop.positions.length; i += 3) {
        place[i] = prop.positions[i]! + tx;
        place[i + 1] = prop.positions[i + 1]! + ty;
        place[i + 2] = prop.positions[i + 2]! + tz;
      }
    }
    interleave(place, table, PROP_STRIDE, AT_POSITION, null);
    interleave(prop.normals, table, PROP_STRIDE, AT_NORMAL, turned);
    interleave(prop.colours, table, PROP_STRIDE, AT_COLOUR, null);
    if (prop.tangents) interleave(prop.tangents, table, PROP_STRIDE, AT_TANGENT, turned);
    if (prop.alpha) geometry.alpha.set(prop.alpha, geometry.vertexCount);
    else geometry.alpha.fill(1, geometry.vertexCount, geometry.vertexCount + count);
    append(geometry, {
      kind: prop.material, part: prop.part, stride: PROP_STRIDE, attributes: table, hasAlpha: prop.alpha !== undefined, doubleSided: prop.doubleSided,
    }, count, prop.triangles);
  });
}
