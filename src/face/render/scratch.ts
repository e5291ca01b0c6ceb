import { MESH_GROUPS, PARTS, type FaceModel } from '../model/types';
import { createGatherer, type Gatherer } from './gather';
import { AT_CAVITY, AT_MASKS, AT_REST, AT_UV, createGeometry, type Geometry } from './geometry';
import { MOUTH_CAVITY, MOUTH_LOWER_TEETH, MOUTH_TONGUE, MOUTH_UPPER_TEETH } from './shade/mouth';
import { createShadowMap, type ShadowMap } from './shadow-map';
import { createCanvas, type FaceCanvas } from './skin/canvas';
import { computeRegions, REGION_COUNT, type Regions } from './skin/regions';
import { createWardrobeCache, type WardrobeCache } from '../wardrobe/wardrobe-cache';
import type { VisibilityBuffer } from './raster';

/** Shading classes of head triangles. */
export const CLASS_SKIN = 0;
export const CLASS_EYE_LEFT = 1;
export const CLASS_EYE_RIGHT = 2;
/** Plus MOUTH_…: cavity, teeth, tongue. */
export const CLASS_MOUTH = 3;

/** One column more than the regions: how much enamel a vertex is. */
export const AT_ENAMEL = AT_MASKS + REGION_COUNT;
export const HEAD_STRIDE = AT_ENAMEL + 1;

/** What is worked out once for a model. */
export interface ModelTables {
  readonly model: FaceModel;
  readonly regions: Regions;
  /** Interleaved attributes of the head; position, normal and light are rewritten for every picture. */
  readonly table: Float32Array;
  /** Shading class of each triangle. */
  readonly classes: Uint8Array;
  readonly positions: Float32Array;
  readonly normals: Float32Array;
}

/** Planes of one picture size. */
export interface Planes {
  readonly width: number;
  readonly height: number;
  readonly supersample: number;
  readonly visible: VisibilityBuffer;
  /** Glass, which the other surfaces shine through. */
  readonly glass: VisibilityBuffer;
  readonly linear: Float32Array;
  readonly irradiance: Float32Array;
  readonly skinAlbedo: Float32Array;
  readonly coverage: Float32Array;
  readonly skinDepth: Float32Array;
  readonly spare: Float32Array;
  readonly lashes: Float32Array;
}

/** Buffers that renders reuse; the caller owns it and must not share it between renders that run at the same time. */
export interface RenderScratch {
  /** Measured heads and grown hair of the newest people. */
  readonly wardrobe: WardrobeCache;
  readonly geometry: Geometry;
  readonly gatherer: Gatherer;
  screen: { x: Float32Array; y: Float32Array; nearness: Float32Array };
  /** One a vertex. */
  seen: Uint8Array;
  /** One a triangle: shading class and part. */
  classOf: Uint8Array;
  partOf: Uint8Array;
  tables: ModelTables | null;
  planes: Planes | null;
  keyShadow: ShadowMap | null;
  ambientShadow: ShadowMap | null;
  canvas: FaceCanvas | null;
}

export function createRenderScratch(): RenderScratch {
  const none = (): Float32Array => new Float32Array(0);
  return {
    wardrobe: createWardrobeCache(), geometry: createGeometry(), gatherer: createGatherer(PARTS.length), screen: { x: none(), y: none(), nearness: none() },
    seen: new Uint8Array(0), classOf: new Uint8Array(0), partOf: new Uint8Array(0), tables: null, planes: null, keyShadow: null, ambientShadow: null, canvas: null,
  };
}

export function tablesFor(scratch: RenderScratch, model: FaceModel): ModelTables {
  if (scratch.tables?.model === model) return scratch.tables;
  const regions = computeRegions(model);
  const n = model.vertexCount;
  const table = new Float32Array(n * HEAD_STRIDE);
  for (let i = 0; i < n; i++) {
    const o = i * HEAD_STRIDE;
    for (let c = 0; c < 3; c++) table[o + AT_REST + c] = model.mean[3 * i + c]!;
    for (let c = 0; c < 2; c++) table[o + AT_UV + c] = model.uv[2 * i + c]!;
    table[o + AT_CAVITY] = model.ambientOcclusion[i]!;
    for (let c = 0; c < REGION_COUNT; c++) table[o + AT_MASKS + c] = regions.masks[i * REGION_COUNT + c]!;
  }
  for (const vertex of model.enamel) table[vertex * HEAD_STRIDE + AT_ENAMEL] = 1;
  scratch.tables = {
    model, regions, table, classes: triangleClasses(model), positions: new Float32Array(3 * n), normals: new Float32Array(3 * n),
  };
  return scratch.tables;
}

function triangleClasses(model: FaceModel): Uint8Array {
  const ofGroup: Readonly<Record<(typeof MESH_GROUPS)[number], number>> = {
    head: CLASS_SKIN, earLeft: CLASS_SKIN, earRight: CLASS_SKIN, eyeLeft: CLASS_EYE_LEFT, eyeRight: CLASS_EYE_RIGHT,
    mouthCavity: CLASS_MOUTH + MOUTH_CAVITY, teethUpper: CLASS_MOUTH + MOUTH_UPPER_TEETH, teethLower: CLASS_MOUTH + MOUTH_LOWER_TEETH, tongue: CLASS_MOUTH + MOUTH_TONGUE,
  };
  const ofVertex = new Uint8Array(model.vertexCount);
  for (const group of MESH_GROUPS) ofVertex.fill(ofGroup[group], model.groups[group].first, model.groups[group].end);
  const mouth = PARTS.indexOf('mouth');
  return Uint8Array.from(model.triangleParts, (part, t) => {
    // A triangle belongs to the later mesh of its corners; mouth walls that share the lips' vertices count as cavity.
    const found = Math.max(ofVertex[model.triangles[3 * t]!]!, ofVertex[model.triangles[3 * t + 1]!]!, ofVertex[model.triangles[3 * t + 2]!]!);
    return part === mouth && found === CLASS_SKIN ? CLASS_MOUTH + MOUTH_CAVITY : found;
  });
}

export function planesFor(scratch: RenderScratch, width: number, height: number, supersample: number): Planes {
  const old = scratch.planes;
  if (old && old.width === width && old.height === height && old.supersample === supersample) return old;
  const w = width * supersample, h = height * supersample, n = width * height;
  const buffer = (): VisibilityBuffer => ({ width: w, height: h, nearness: new Float32Array(w * h), triangle: new Int32Array(w * h) });
  scratch.planes = {
    width, height, supersample, visible: buffer(), glass: buffer(),
    linear: new Float32Array(3 * n), irradiance: new Float32Array(3 * n), skinAlbedo: new Float32Array(3 * n), spare: new Float32Array(3 * n),
    coverage: new Float32Array(n), skinDepth: new Float32Array(n), lashes: new Float32Array(n),
  };
  return scratch.planes;
}

/** A shadow map of this size, kept in the slot. */
export function shadowFor(scratch: RenderScratch, slot: 'keyShadow' | 'ambientShadow', size: number): ShadowMap {
  const old = scratch[slot];
  if (old && old.size === size) return old;
  return (scratch[slot] = createShadowMap(size));
}

export function canvasFor(scratch: RenderScratch, texelsPerCm: number): FaceCanvas {
  const old = scratch.canvas;
  if (old && old.texelsPerCm === texelsPerCm) return old;
  return (scratch.canvas = createCanvas(texelsPerCm));
}
