import { denseCoefficients } from '../../../face/model/evaluate';
import type { FaceModel } from '../../../face/model/types';
import { poseHead } from '../../../face/render/head-pose';
import { renderScene } from '../../../face/render/render-scene';
import type { RenderScratch } from '../../../face/render/scratch';
import { createRenderScratch } from '../../../face/render/scratch';
import type { Landmark, RenderedFace } from '../../../face/render/types';
import type { Scene } from '../../../face/scene/types';
import type { JsonObject } from '../../../graph/types';
import type { RunContext } from '../../../runtime/define';
import { cpuTensor } from '../../../runtime/tensor';
import type { CpuTensor } from '../../../runtime/tensor';
import type { CoefficientsValue, Face, FacesValue, MeshValue } from '../../../runtime/values';
import { seenColours } from './colours';
import { projectVertices, wirePoseOf } from './poses';

/** A drawn scene and everything known of it, ready for wires. */
export interface Person {
  /** [3, H, W], sRGB 0..1. */
  readonly pixels: CpuTensor;
  readonly rendered: RenderedFace;
  readonly faces: FacesValue;
  readonly coefficients: CoefficientsValue;
  readonly mesh: MeshValue;
}

/** The renderer's buffers, kept between pictures: one set an engine, since drawing never waits. */
function renderScratch(context: RunContext): Promise<RenderScratch> {
  return context.resource('face-render-scratch', () => Promise.resolve(createRenderScratch()));
}

/** Draws a scene as a square picture of `sizePx` and gathers its truth. `frame` is the key of the picture's pixel grid. */
export async function drawPerson(context: RunContext, model: FaceModel, scene: Scene, sizePx: number, frame: string, layers: boolean): Promise<Person> {
  const rendered = renderScene(model, scene, { width: sizePx, height: sizePx, supersample: 2, layers }, await renderScratch(context));
  const pixels = planesOf(rendered);
  const wirePose = wirePoseOf(rendered.pose, sizePx, sizePx);
  const { positions } = poseHead(model, scene);
  const projected = { ...projectVertices(rendered.pose, positions), width: sizePx, height: sizePx, picture: frame };
  const mesh: MeshValue = {
    kind: 'mesh', positions, triangles: Uint32Array.from(model.triangles), uv: model.uv, units: 'cm', frame: 'head', projected,
    model: { name: model.name, version: model.version },
  };
  return {
    pixels,
    rendered,
    faces: { kind: 'faces', faces: [faceOf(rendered, scene)], width: sizePx, height: sizePx, frame },
    coefficients: {
      kind: 'coefficients', model: { name: model.name, version: model.version }, ...denseCoefficients(model, scene.identity.shape, scene.expression),
      pose: wirePose, frame, scene: scene as unknown as JsonObject,
    },
    mesh: { ...mesh, colours: seenColours({ ...mesh, projected }, pixels) },
  };
}

/** 8-bit interleaved RGB as three planes 0..1. */
function planesOf({ width, height, colour }: RenderedFace): CpuTensor {
  const tensor = cpuTensor([3, height, width]), pixels = width * height;
  for (let c = 0; c < 3; c++) for (let i = 0, from = c, to = c * pixels; i < pixels; i++, from += 3, to++) tensor.data[to] = colour[from]! / 255;
  return tensor;
}

function interleaved(points: readonly Landmark[]): Float32Array {
  return Float32Array.from(points.flatMap(({ x, y }) => [x, y]));
}

/** The true landmarks as a detection. */
function faceOf(rendered: RenderedFace, scene: Scene): Face {
  const xs = rendered.landmarks68.map(({ x }) => x), ys = rendered.landmarks68.map(({ y }) => y);
  const left = Math.min(...xs), top = Math.min(...ys);
  const width = Math.max(...xs) - left, height = Math.max(...ys) - top;
  // Detectors put the upper edge of a box at the hairline, the 68 points end at the brows.
  return {
    box: [left, top - 0.25 * height, width, 1.25 * height],
    score: 1,
    points5: interleaved(rendered.landmarks5),
    dense: { scheme: '68', points: interleaved(rendered.landmarks68), visible: Uint8Array.from(rendered.landmarks68, ({ visible }) => (visible ? 1 : 0)) },
    poseDeg: { yaw: scene.pose.yawDeg, pitch: scene.pose.pitchDeg, roll: scene.pose.rollDeg },
  };
}
