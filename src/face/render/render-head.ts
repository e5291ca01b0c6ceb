import { mixSeeds } from '../random';
import type { Scene } from '../scene/types';
import { bakeAmbient } from './ambient';
import { eyeFrame } from './eyes/eye-frame';
import { createShaded, type Frame } from './frame';
import { AT_NORMAL, assemble, type Geometry } from './geometry';
import type { GazingHead } from './head-pose';
import { landmarks5, landmarks68, type DepthAt, type ProjectedHead } from './landmarks';
import { lightRig } from './light';
import { facePose } from './pose';
import { develop } from './post';
import { clearVisibility, rasterise } from './raster';
import { canvasFor, HEAD_STRIDE, planesFor, shadowFor, tablesFor, type Planes, type RenderScratch } from './scratch';
import { shadePicture } from './shade-picture';
import { drawShadowMap } from './shadow-map';
import { drawAgeLines, drawSpots } from './skin/age';
import { drawBrows } from './skin/brows';
import { clearCanvas } from './skin/canvas';
import { beardCover, createSkinMaterial } from './skin/paint';
import type { FacePose, PropMesh, RenderedFace, RenderOptions } from './types';

/** How much work goes into light and painting, by the size of the picture. */
interface Effort {
  readonly keyShadow: number;
  readonly ambientShadow: number;
  readonly ambientDirections: number;
  readonly texelsPerCm: number;
}

function effortFor(height: number, pixelCm: number): Effort {
  const texelsPerCm = Math.min(36, Math.max(9, 4 * Math.ceil((1.2 / pixelCm) / 4)));
  if (height <= 144) return { keyShadow: 288, ambientShadow: 64, ambientDirections: 5, texelsPerCm };
  if (height <= 400) return { keyShadow: 512, ambientShadow: 96, ambientDirections: 10, texelsPerCm };
  return { keyShadow: 1024, ambientShadow: 128, ambientDirections: 12, texelsPerCm };
}

/** Half-width of the square that shadow maps cover, cm, about a point below the eyes. */
const SHADOW_HALF_CM = 20;

/**
 * Draws a posed head with its props: visibility at supersample² samples a pixel, then each surface in a pixel is lit once.
 * Pure but for the scratch's buffers; the same input gives the same bytes.
 */
export function renderHead(head: GazingHead, props: readonly PropMesh[], options: RenderOptions, scratch: RenderScratch): RenderedFace {
  const { model, scene } = head;
  const { width, height, supersample } = options;
  const pose = facePose(scene, width, height);
  const pixelCm = -pose.translationCm[2] / pose.focalPx;
  const effort = effortFor(height, pixelCm);
  const tables = tablesFor(scratch, model);
  const planes = planesFor(scratch, width, height, supersample);
  const geometry = scratch.geometry;
  assemble(geometry, model, tables.table, HEAD_STRIDE, head.positions, head.normals, props, pose);
  project(scratch, geometry, pose, supersample);
  labelTriangles(scratch, geometry, tables.classes, model.triangleParts);

  clearVisibility(planes.visible);
  clearVisibility(planes.glass);
  for (const surface of geometry.surfaces) {
    const buffer = surface.kind === 'glass' ? planes.glass : planes.visible;
    rasterise(buffer, scratch.screen, geometry.index, surface.firstTriangle, surface.endTriangle, {
      faces: surface.doubleSided ? 'both' : 'front', alpha: surface.hasAlpha && surface.kind !== 'glass' ? geometry.alpha : undefined,
    });
  }

  const rig = lightRig(scene.light);
  const r = pose.rotation, t = pose.translationCm;
  // The point (0, −1, −4) of the head frame is near the middle of head and shoulders.
  const centre = [t[0] - r[1]! - 4 * r[2]!, t[1] - r[4]! - 4 * r[5]!, t[2] - r[7]! - 4 * r[8]!] as const;
  const shadow = shadowFor(scratch, 'keyShadow', effort.keyShadow);
  bakeAmbient(shadowFor(scratch, 'ambientShadow', effort.ambientShadow), geometry, seenVertices(scratch, planes), rig, centre, SHADOW_HALF_CM, { directions: effort.ambientDirections });
  drawShadowMap(shadow, geometry, rig.key.direction, centre, SHADOW_HALF_CM, false);

  const canvas = canvasFor(scratch, effort.texelsPerCm);
  paintCanvas(scene, canvas, tables.regions.landmarks);
  const { identity } = scene;
  const frame: Frame = {
    scene, rig, pose, shadow, pixelCm,
    skin: { identity, canvas, seed: mixSeeds(identity.skin.textureSeed) & 0xffff, beard: beardCover(identity.facialHair.style, identity.facialHair.density) },
    eyes: eyeFrame(model, head.positions, head.eyeballs, scene.gaze, mixSeeds(identity.skin.textureSeed, 3) & 0xffff),
    material: createSkinMaterial(),
  };
  const layers = shadePicture(frame, head, scratch, planes, createShaded(), options.layers);
  const colour = develop(planes.linear, planes.spare, width, height, scene.post);

  const projected = new Float32Array(2 * model.vertexCount);
  for (let i = 0; i < model.vertexCount; i++) {
    projected[2 * i] = scratch.screen.x[i]! / supersample;
    projected[2 * i + 1] = scratch.screen.y[i]! / supersample;
  }
  const view: ProjectedHead = {
    model, width, height, toleranceCm: 0.12 + 1.2 * pixelCm, projected, positions: geometry.positions, normals: tables.table, normalStride: HEAD_STRIDE, normalOffset: AT_NORMAL,
  };
  const depthAt = nearestDepth(planes, geometry);
  return {
    width, height, colour, ...(layers ? { layers } : {}),
    landmarks68: landmarks68(view, depthAt), landmarks5: landmarks5(view, depthAt, pose.focalPx, pose.centrePx), pose, projected,
  };
}

function project(scratch: RenderScratch, geometry: Geometry, pose: FacePose, supersample: number): void {
  const count = geometry.vertexCount;
  if (scratch.screen.x.length < count) {
    const capacity = Math.ceil(1.3 * count);
    scratch.screen = { x: new Float32Array(capacity), y: new Float32Array(capacity), nearness: new Float32Array(capacity) };
  }
  const { x, y, nearness } = scratch.screen;
  const p = geometry.positions;
  const focal = pose.focalPx * supersample, cx = pose.centrePx[0] * supersample, cy = pose.centrePx[1] * supersample;
  for (let i = 0; i < count; i++) {
    const z = p[3 * i + 2]!;
    // Nearer than a centimetre is behind the lens.
    const scale = z < -1 ? -1 / z : NaN;
    x[i] = cx + focal * scale * p[3 * i]!;
    y[i] = cy - focal * scale * p[3 * i + 1]!;
    nearness[i] = scale;
  }
}

/** 1 for each corner of a triangle that some sample shows, glass or what is behind it. */
function seenVertices(scratch: RenderScratch, { visible, glass }: Planes): Uint8Array {
  const { index, vertexCount } = scratch.geometry;
  if (scratch.seen.length < vertexCount) scratch.seen = new Uint8Array(Math.ceil(1.3 * vertexCount));
  const marks = scratch.seen.fill(0);
  for (const triangle of [visible.triangle!, glass.triangle!]) {
    let last = -1;
    for (let sample = 0; sample < triangle.length; sample++) {
      const t = triangle[sample]!;
      if (t === last || t < 0) continue;
      last = t;
      for (let corner = 3 * t; corner < 3 * t + 3; corner++) marks[index[corner]!] = 1;
    }
  }
  return marks;
}

function labelTriangles(scratch: RenderScratch, geometry: Geometry, classes: Uint8Array, parts: Uint8Array): void {
  if (scratch.classOf.length < geometry.triangleCount) {
    const capacity = Math.ceil(1.3 * geometry.triangleCount);
    scratch.classOf = new Uint8Array(capacity);
    scratch.partOf = new Uint8Array(capacity);
  }
  for (const surface of geometry.surfaces) {
    if (surface.kind === 'head') {
      scratch.classOf.set(classes, surface.firstTriangle);
      scratch.partOf.set(parts, surface.firstTriangle);
    } else {
      scratch.classOf.fill(0, surface.firstTriangle, surface.endTriangle);
      scratch.partOf.fill(surface.part, surface.firstTriangle, surface.endTriangle);
    }
  }
}

function paintCanvas(scene: Scene, canvas: Frame['skin']['canvas'], landmarks: Parameters<typeof drawBrows>[1]): void {
  const { identity, expression } = scene;
  const both = (name: string): number => ((expression[`${name}Left`] ?? 0) + (expression[`${name}Right`] ?? 0)) / 2;
  clearCanvas(canvas);
  drawBrows(canvas, landmarks, identity.brows, identity.skin.textureSeed);
  drawAgeLines(canvas, landmarks, identity.ageLines, {
    browUp: Math.max(expression['browInnerUp'] ?? 0, both('browOuterUp')), browDown: both('browDown'), smile: both('mouthSmile'),
  }, identity.skin.textureSeed);
  drawSpots(canvas, landmarks, identity.freckles, identity.ageLines, identity.skin.textureSeed);
}

/** Farthest of the samples of the pixel at a picture position: generous to landmarks at silhouettes. */
function nearestDepth(planes: Planes, geometry: Geometry): DepthAt {
  const { visible, glass, supersample } = planes;
  return (x, y) => {
    const x0 = Math.floor(x) * supersample, y0 = Math.floor(y) * supersample;
    let least = Infinity;
    for (let sy = 0; sy < supersample; sy++) {
      for (let sx = 0; sx < supersample; sx++) {
        const at = (y0 + sy) * visible.width + x0 + sx;
        let nearness = visible.nearness[at]!;
        const pane = glass.triangle![at]!;
        // Dark glass hides what is behind it.
        if (pane >= 0 && glass.nearness[at]! > nearness && geometry.alpha[geometry.index[3 * pane]!]! > 0.5) nearness = glass.nearness[at]!;
        least = Math.min(least, nearness);
      }
    }
    return least > 0 ? 1 / least : Infinity;
  };
}
