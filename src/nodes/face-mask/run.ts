import { parseStrokes, STROKE_UNITS } from '../../graph/strokes';
import type { Json } from '../../graph/types';
import type { FaceModel, OutlineName, Part } from '../../face/model/types';
import { PARTS } from '../../face/model/types';
import type { RunContext } from '../../runtime/define';
import { defineRun } from '../../runtime/define';
import { NodeError } from '../../runtime/errors';
import type { Tensor } from '../../runtime/tensor';
import { cpuTensor } from '../../runtime/tensor';
import type { FeaturesValue, MaskValue } from '../../runtime/values';
import { faceModel, requireModel } from '../shared/face/model';
import { insideFaceBelow, nearChain } from '../shared/face/swapped-region';
import { gaussianBlur, growMask } from '../shared/filter/filters';
import { fullMask, joinMasks, planesOf } from '../shared/picture/pictures';
import type { ProjectedMesh } from '../shared/raster/draw';
import { drawMesh } from '../shared/raster/draw';
import { requireProjected } from '../shared/warp/textured';
import { labelMask, paintStrokes, polygonMask } from './kernels';
import definition from './node';

/** The feather fades inwards: the mask is shrunk by this many deviations before it is blurred. */
const INWARDS = 1.6;

export default defineRun(definition, async ({ mesh, labels, visible, hair, occluder }, params, context) => {
  const projected = requireProjected(mesh, 'mesh');
  const model = await faceModel(context);
  requireModel(model, mesh, 'mesh');
  const { width, height, picture } = projected.projected;
  if (params.regions.length === 0) throw new NodeError({ en: 'No region is chosen, so the mask would be empty. Choose at least one.', zh: '未选择任何区域，蒙版将为空。请至少选择一个。' }, { code: 'no-region', param: 'regions' });
  let mask: Tensor | undefined;
  for (const region of params.regions) {
    const part = await regionMask(context, model, projected, region, params.foreheadPercent / 100);
    mask = mask === undefined ? part : await joinMasks(context, mask, part, 'maximum');
  }
  const percent = Math.min(width, height) / 100, feather = params.featherPercent * percent;
  const limits: Tensor[] = [];
  if (labels) limits.push(await keptParts(context, labels, params.exclude, width, height));
  if (visible) limits.push(requireSize(visible, 'visible', width, height));
  for (const [port, cut] of [['hair', hair], ['occluder', occluder]] as const) {
    if (cut) limits.push(await joinMasks(context, fullMask(width, height), requireSize(cut, port, width, height), 'subtract'));
  }
  const paint = await painter(context, params.strokes, width, height);
  let kept: Tensor | undefined;
  for (const limit of limits) kept = kept === undefined ? limit : await joinMasks(context, kept, limit, 'minimum');
  if (kept) mask = await joinMasks(context, mask!, kept, 'minimum');
  if (paint) {
    mask = await paint(mask!);
    kept = await paint(kept ?? fullMask(width, height));
  }
  mask = await growMask(context, mask!, params.growPercent * percent - INWARDS * feather);
  mask = await gaussianBlur(context, mask, feather);
  if (kept) mask = await joinMasks(context, mask, kept, 'minimum');
  return { mask: { kind: 'mask', pixels: mask, frame: picture } };
});

/** One region of the face as the picture shows it. */
async function regionMask(context: RunContext, model: FaceModel, mesh: ProjectedMesh, region: string, forehead: number): Promise<Tensor> {
  switch (region) {
    case 'lips': return joinMasks(context, await outlineMask(context, model, mesh, 'lipsOuter'), await outlineMask(context, model, mesh, 'lipsInner'), 'subtract');
    case 'mouth': return outlineMask(context, model, mesh, 'lipsInner');
    case 'eyes': return joinMasks(context, await outlineMask(context, model, mesh, 'eyeLeft'), await outlineMask(context, model, mesh, 'eyeRight'), 'maximum');
    case 'brows': return joinMasks(context, await drawnShare(context, mesh, nearChain(model, 'browLeft')), await drawnShare(context, mesh, nearChain(model, 'browRight')), 'maximum');
    case 'nose': return drawnShare(context, mesh, ofPart(model, 'nose'));
    default: return drawnShare(context, mesh, await context.resource(`face-model-oval ${forehead}`, () => Promise.resolve(insideFaceBelow(model, forehead))));
  }
}

/** The polygon through the projected vertices of an outline. */
async function outlineMask(context: RunContext, model: FaceModel, mesh: ProjectedMesh, name: OutlineName): Promise<Tensor> {
  const { vertices } = model.outlines[name], { points, width, height } = mesh.projected;
  const corners = cpuTensor([vertices.length, 2], Float32Array.from([...vertices].flatMap((v) => [points[2 * v]!, points[2 * v + 1]!])));
  const [mask] = await context.kernel(polygonMask, { inputs: [corners], uniforms: { width, height, corners: vertices.length }, outputs: [[1, height, width]] });
  return mask!;
}

/** A share per vertex, drawn with hidden surfaces removed: 0 where there is no mesh. Both sides count: in the corner of an eye one looks behind the lid. */
async function drawnShare(context: RunContext, mesh: ProjectedMesh, share: Float32Array): Promise<Tensor> {
  return planesOf(context, await drawMesh(context, mesh, { attributes: [share], faces: 'both' }), 0, 1);
}

function ofPart(model: FaceModel, part: Part): Float32Array {
  const share = new Float32Array(model.vertexCount), index = PARTS.indexOf(part);
  for (let t = 0; t < model.triangleParts.length; t++) if (model.triangleParts[t] === index) for (let k = 0; k < 3; k++) share[model.triangles[3 * t + k]!] = 1;
  return share;
}

/** What lays the strokes over a mask, or undefined when nothing is painted. */
async function painter(context: RunContext, json: Json, width: number, height: number): Promise<((mask: Tensor) => Promise<Tensor>) | undefined> {
  const strokes = parseStrokes(json);
  if (!strokes) throw new NodeError({ en: 'The painted strokes cannot be read. Clear them and paint anew.', zh: '无法读取手绘笔画。请清除后重画。' }, { code: 'strokes', param: 'strokes' });
  const rows = strokes.flatMap(({ erase, radiusPercent, path }) => {
    const point = (i: number): readonly number[] => [path[2 * i]! / STROKE_UNITS * width, path[2 * i + 1]! / STROKE_UNITS * height];
    const radius = radiusPercent / 100 * Math.min(width, height), last = path.length / 2 - 1;
    return Array.from({ length: Math.max(1, last) }, (_, i) => [...point(i), ...point(Math.min(last, i + 1)), radius, erase ? 1 : 0]);
  });
  if (rows.length === 0) return undefined;
  const capsules = cpuTensor([rows.length, 6], Float32Array.from(rows.flat()));
  return async (mask) => {
    const [painted] = await context.kernel(paintStrokes, { inputs: [mask, capsules], uniforms: { width, height, capsules: rows.length }, outputs: [[1, height, width]] });
    return painted!;
  };
}

/** The pixels of a mask that lies on the mesh's picture. @throws NodeError at `port` when it is of another size */
function requireSize({ pixels }: MaskValue, port: string, width: number, height: number): Tensor {
  const [, maskHeight, maskWidth] = pixels.shape as [number, number, number];
  if (maskWidth === width && maskHeight === height) return pixels;
  throw new NodeError({
    en: `This mask has ${maskWidth}×${maskHeight} px, but the mesh lies in a picture of ${width}×${height} px. Take both from the same picture; a mask of an aligned crop goes back through "Paste face" first.`,
    zh: `该蒙版为 ${maskWidth}×${maskHeight} 像素，而网格所在图片为 ${width}×${height} 像素。请让两者来自同一张图片；对齐裁剪的蒙版请先经“贴回人脸”。`,
  }, { code: 'size', port });
}

/** 1 where none of the excluded parts is. */
async function keptParts(context: RunContext, labels: FeaturesValue, exclude: readonly string[], width: number, height: number): Promise<Tensor> {
  const [planes, labelHeight, labelWidth] = labels.tensor.shape as [number, number, number];
  if (planes !== PARTS.length || labelHeight !== height || labelWidth !== width) {
    throw new NodeError({
      en: `The part labels are ${planes} planes of ${labelWidth}×${labelHeight} px, but this mesh needs ${PARTS.length} planes of ${width}×${height} px. Take labels and mesh from the same picture.`,
      zh: `部位标签为 ${planes} 张 ${labelWidth}×${labelHeight} 像素的图，而该网格需要 ${PARTS.length} 张 ${width}×${height} 像素的图。请让标签与网格来自同一张图片。`,
    }, { code: 'labels', port: 'labels' });
  }
  const parts = PARTS.reduce((bits, part, k) => (exclude.includes(part) ? bits | (1 << k) : bits), 0);
  const [cut] = await context.kernel(labelMask, { inputs: [labels.tensor], uniforms: { pixels: width * height, planes, parts }, outputs: [[1, height, width]] });
  return joinMasks(context, fullMask(width, height), cut!, 'subtract');
}
