import { evaluateShape } from '../../../face/model/evaluate';
import type { FaceModel } from '../../../face/model/types';
import type { RunContext } from '../../../runtime/define';
import type { CoefficientsValue, CropValue, MeshValue } from '../../../runtime/values';
import { projectionOf } from '../face/poses';
import { cropInput } from './crops';
import { hostOf } from './host';
import { readCoefficients } from './readers';

/** What a reader says of a crop, on the CPU: alpha, beta, and yaw, pitch, roll in degrees. */
export interface FaceReading { readonly alpha: Float32Array; readonly beta: Float32Array; readonly poseDeg: Float32Array }

export async function readFace(context: RunContext, crop: CropValue, block: 'coefficients' | 'shape-judge'): Promise<FaceReading> {
  const { alpha, beta, poseDeg } = await readCoefficients(hostOf(context), await cropInput(context, crop), block);
  return { alpha: Float32Array.from(await context.read(alpha)), beta: Float32Array.from(await context.read(beta)), poseDeg: Float32Array.from(await context.read(poseDeg)) };
}

/** The mesh of coefficients, in the picture their pose belongs to. */
export function meshOf(model: FaceModel, value: CoefficientsValue, picture: string): MeshValue {
  const positions = evaluateShape(model, value);
  return {
    kind: 'mesh', positions, triangles: Uint32Array.from(model.triangles), uv: model.uv, units: 'cm', frame: 'head', model: value.model,
    ...(value.pose ? { projected: projectionOf(value.pose, positions, value.frame ?? picture) } : {}),
  };
}

/** Mean distance of the 68 landmarks of two shapes in the head frame, millimetres. */
export function landmarkGapMm(model: FaceModel, a: Pick<CoefficientsValue, 'identity' | 'expression'>, b: Pick<CoefficientsValue, 'identity' | 'expression'>): number {
  const first = evaluateShape(model, a), second = evaluateShape(model, b);
  let sum = 0;
  for (const vertex of model.landmarks68) sum += Math.hypot(first[3 * vertex]! - second[3 * vertex]!, first[3 * vertex + 1]! - second[3 * vertex + 1]!, first[3 * vertex + 2]! - second[3 * vertex + 2]!);
  return 10 * sum / model.landmarks68.length;
}
