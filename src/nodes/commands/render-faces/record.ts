import type { FaceModel, NamedCoefficients } from '../../../face/model/types';
import { cropTransform, TEMPLATE_NAMES } from '../../../face/align/templates';
import type { FivePoints } from '../../../face/align/templates';
import type { Landmark, RenderedFace } from '../../../face/render/types';
import type { Scene } from '../../../face/scene/types';

/** Side of the crops whose transforms are written, pixels, by template: the size that its networks take. */
const CROP_SIZES = { arcface_112_v1: 112, arcface_112_v2: 112, arcface_128: 128, mtcnn_512: 512, ffhq_512: 512, dfl_whole_face: 224 } as const;

/** One line of `faces.jsonl`: everything known about one picture. */
export interface FaceRecord {
  readonly file: string;
  readonly label: string;
  readonly index: number;
  readonly width: number;
  readonly height: number;
  readonly model: { readonly name: string; readonly version: string };
  readonly scene: Scene;
  /** Dense, in the order of the model's modes. */
  readonly coefficients: { readonly identity: readonly number[]; readonly expression: readonly number[] };
  readonly pose: {
    /** Row-major 3×3, head to camera (x right, y up, z to the viewer). */
    readonly rotation: readonly number[];
    readonly translationCm: readonly number[];
    readonly focalPx: number;
    readonly centrePx: readonly number[];
  };
  /** x, y in pixels (centres at +0.5), 1 = visible. */
  readonly landmarks68: readonly (readonly [number, number, number])[];
  readonly landmarks5: readonly (readonly [number, number, number])[];
  /** From picture to crop: x' = a·x − b·y + tx, y' = b·x + a·y + ty. Absent where the five points do not span a crop. */
  readonly crops: Readonly<Record<string, { readonly sizePx: number; readonly a: number; readonly b: number; readonly tx: number; readonly ty: number }>>;
  readonly layers?: Readonly<Record<string, string>>;
}

export function recordOf(model: FaceModel, scene: Scene, face: RenderedFace, naming: { readonly file: string; readonly label: string; readonly index: number }): FaceRecord {
  return {
    ...naming,
    width: face.width,
    height: face.height,
    model: { name: model.name, version: model.version },
    scene,
    coefficients: {
      identity: dense(model.identityModes, scene.identity.shape),
      expression: dense(model.expressionModes, scene.expression),
    },
    pose: {
      rotation: [...face.pose.rotation].map((value) => round(value, 1e8)),
      translationCm: face.pose.translationCm.map((value) => round(value, 1e5)),
      focalPx: round(face.pose.focalPx, 1e4),
      centrePx: face.pose.centrePx,
    },
    landmarks68: face.landmarks68.map(pointOf),
    landmarks5: face.landmarks5.map(pointOf),
    crops: cropsOf(face.landmarks5),
  };
}

function dense(modes: readonly { readonly name: string }[], values: NamedCoefficients): readonly number[] {
  return modes.map(({ name }) => values[name] ?? 0);
}

function pointOf({ x, y, visible }: Landmark): readonly [number, number, number] {
  return [round(x, 1e3), round(y, 1e3), visible ? 1 : 0];
}

function cropsOf(points: readonly Landmark[]): FaceRecord['crops'] {
  const crops: Record<string, FaceRecord['crops'][string]> = {};
  for (const name of TEMPLATE_NAMES) {
    const sizePx = CROP_SIZES[name];
    const { a, b, tx, ty } = cropTransform(points as unknown as FivePoints, name, sizePx);
    crops[name] = { sizePx, a: round(a, 1e6), b: round(b, 1e6), tx: round(tx, 1e4), ty: round(ty, 1e4) };
  }
  return crops;
}

function round(value: number, steps: number): number {
  return Math.round(value * steps) / steps;
}
