import type { OnnxModel, RunContext } from '../../runtime/define';
import { NodeError } from '../../runtime/errors';
import type { Tensor } from '../../runtime/tensor';
import type { Face } from '../../runtime/values';
import { toNetwork } from '../shared/network/pictures';
import { resample } from '../shared/resample/resample';

const STRIDES = [8, 16, 32] as const;
const SIDE_PX = 640;
const OVERLAP = 0.3;

/**
 * Faces by YuNet (Wu, Peng & Yu 2023; libfacedetection.train): BGR 0..255, anchor-free on strides 8, 16, 32; the score is √(class · object), the box is
 * centre + exp(size), both in strides. Boxes that overlap a better one by more than 0.3 are dropped.
 * @throws NodeError at `model` when the file is another network.
 */
export async function detectWithYunet(context: RunContext, model: OnnxModel, picture: Tensor, minScore: number): Promise<readonly Face[]> {
  const input = model.inputs[0];
  if (input === undefined || STRIDES.some((stride) => !['cls', 'obj', 'bbox', 'kps'].every((part) => model.outputs.some(({ name }) => name === `${part}_${stride}`)))) {
    throw new NodeError({
      en: `This ONNX file is not YuNet: it gives ${model.outputs.map(({ name }) => name).join(', ')}, where cls_8, obj_8, bbox_8, kps_8 and so on are wanted. Choose a YuNet file.`,
      zh: `该 ONNX 文件不是 YuNet：它的输出为 ${model.outputs.map(({ name }) => name).join('、')}，而需要 cls_8、obj_8、bbox_8、kps_8 等。请选择 YuNet 文件。`,
    }, { code: 'not-yunet', param: 'model' });
  }
  const [, height, width] = picture.shape as [number, number, number];
  const fixed = [input.shape[2], input.shape[3]].every((side) => typeof side === 'number' && side > 0);
  const scale = fixed ? Math.min((input.shape[3] as number) / width, (input.shape[2] as number) / height) : Math.min(1, SIDE_PX / Math.max(width, height));
  const padded = (side: number): number => Math.ceil(side * scale / 32) * 32;
  const size = fixed ? { width: input.shape[3] as number, height: input.shape[2] as number } : { width: padded(width), height: padded(height) };
  const small = await resample(context, picture, [1 / scale, 0, 0, 0, 1 / scale, 0], size, 'zero');
  const outputs = await model.run({ [input.name]: await toNetwork(context, small, { range: 'bytes', order: 'bgr', layout: 'nchw' }) });
  const faces: Face[] = [];
  for (const stride of STRIDES) {
    const [cls, obj, box, points] = await Promise.all(['cls', 'obj', 'bbox', 'kps'].map((part) => context.read(outputs[`${part}_${stride}`]!))) as [Float32Array, Float32Array, Float32Array, Float32Array];
    faces.push(...decodeStride({ cls, obj, box, points }, stride, size.width / stride, scale, minScore));
  }
  return withoutOverlaps(faces);
}

/** Faces of one stride, in pixels of the picture that was shrunk by `scale`. */
export function decodeStride(
  maps: { readonly cls: Float32Array; readonly obj: Float32Array; readonly box: Float32Array; readonly points: Float32Array },
  stride: number, columns: number, scale: number, minScore: number,
): readonly Face[] {
  const faces: Face[] = [];
  for (let i = 0; i < maps.cls.length; i++) {
    const score = Math.sqrt(Math.min(1, Math.max(0, maps.cls[i]!)) * Math.min(1, Math.max(0, maps.obj[i]!)));
    if (score < minScore) continue;
    const column = i % columns, row = Math.floor(i / columns);
    const toPx = stride / scale;
    const width = Math.exp(maps.box[4 * i + 2]!) * toPx, height = Math.exp(maps.box[4 * i + 3]!) * toPx;
    const points5 = Float32Array.from({ length: 10 }, (_, k) => (maps.points[10 * i + k]! + (k % 2 === 0 ? column : row)) * toPx);
    faces.push({ box: [(maps.box[4 * i]! + column) * toPx - width / 2, (maps.box[4 * i + 1]! + row) * toPx - height / 2, width, height], score, points5 });
  }
  return faces;
}

/** Keeps the better of any two boxes that overlap, best first. */
export function withoutOverlaps<F extends Pick<Face, 'box' | 'score'>>(faces: readonly F[]): readonly F[] {
  const kept: F[] = [];
  for (const face of [...faces].sort((a, b) => b.score - a.score)) {
    if (kept.every((better) => overlap(better.box, face.box) <= OVERLAP)) kept.push(face);
  }
  return kept;
}

/** Intersection over union of two boxes. */
function overlap(a: Face['box'], b: Face['box']): number {
  const width = Math.min(a[0] + a[2], b[0] + b[2]) - Math.max(a[0], b[0]), height = Math.min(a[1] + a[3], b[1] + b[3]) - Math.max(a[1], b[1]);
  if (width <= 0 || height <= 0) return 0;
  return width * height / (a[2] * a[3] + b[2] * b[3] - width * height);
}
