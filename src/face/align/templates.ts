import type { Point, Similarity } from './similarity';
import { similarityBetween } from './similarity';

/** Five points in the order: left eye centre, right eye centre (as seen in the picture), nose tip, left and right mouth corner. */
export type FivePoints = readonly [Point, Point, Point, Point, Point];

const fractions = (...values: readonly (readonly [number, number])[]): FivePoints => values.map(([x, y]) => ({ x, y })) as unknown as FivePoints;

/**
 * Where the five points of an aligned crop lie, as fractions of its side. A network wants the template it was trained with: the wrong one moves the
 * face by 3 to 8 % of the crop.
 * - `arcface_112_v1`: the frontal one of SimSwap's five; SimSwap, Ghost.
 * - `arcface_112_v2`: InsightFace's `arcface_dst` / 112; recognisers.
 * - `arcface_128`: the same pixels moved 8 px right on a canvas of 128; inswapper, hyperswap.
 * - `mtcnn_512`: v2 shrunk to 0.85 about the centre; HifiFace.
 * - `ffhq_512`: FFHQ's framing; enhancers, BlendSwap, UniFace.
 * - `dfl_whole_face`: DeepFaceLab's whole face.
 */
export const ALIGNMENT_TEMPLATES = {
  arcface_112_v1: fractions([0.35473, 0.45659], [0.64527, 0.45659], [0.5, 0.61154], [0.37913, 0.77688], [0.62087, 0.77688]),
  arcface_112_v2: fractions([0.34192, 0.46157], [0.65653, 0.45983], [0.50023, 0.64051], [0.37098, 0.82469], [0.63152, 0.82325]),
  arcface_128: fractions([0.36168, 0.40388], [0.63697, 0.40235], [0.5002, 0.56044], [0.3871, 0.72161], [0.61508, 0.72034]),
  mtcnn_512: fractions([0.36563, 0.46734], [0.63305, 0.46586], [0.50019, 0.61943], [0.39033, 0.77599], [0.61179, 0.77476]),
  ffhq_512: fractions([0.37692, 0.46865], [0.62286, 0.46913], [0.50124, 0.61332], [0.39309, 0.72541], [0.6115, 0.7249]),
  dfl_whole_face: fractions([0.35342, 0.39286], [0.62798, 0.39286], [0.48661, 0.54018], [0.38839, 0.6875], [0.59821, 0.6875]),
} as const satisfies Readonly<Record<string, FivePoints>>;

export type TemplateName = keyof typeof ALIGNMENT_TEMPLATES;
export const TEMPLATE_NAMES = Object.keys(ALIGNMENT_TEMPLATES) as readonly TemplateName[];

/**
 * The template's points in a crop of `sizePx`, in this project's pixel frame (pixel centres at +0.5).
 * The fractions come from code that counts pixel centres at whole numbers and multiplies by the size; so fraction · size is a centre-at-zero
 * coordinate, and half a pixel is added. The crop is then the same, sample for sample, as OpenCV's `warpAffine` makes with the published numbers.
 */
export function templatePoints(name: TemplateName, sizePx: number): FivePoints {
  return ALIGNMENT_TEMPLATES[name].map(({ x, y }) => ({ x: x * sizePx + 0.5, y: y * sizePx + 0.5 })) as unknown as FivePoints;
}

/** The similarity from the picture to an aligned square crop. Throws a RangeError when the points coincide. */
export function cropTransform(points: FivePoints, name: TemplateName, sizePx: number): Similarity {
  return similarityBetween(points, templatePoints(name, sizePx));
}

/** The five points from 68 (iBUG order): means of the six eye points, the nose tip and the mouth corners. Throws a RangeError for another count. */
export function fivePointsOf68(points: readonly Point[]): FivePoints {
  if (points.length !== 68) throw new RangeError(`The 68-point scheme has 68 points, but got ${points.length}.`);
  const meanOf = (first: number, end: number): Point => {
    let x = 0;
    let y = 0;
    for (let i = first; i < end; i++) {
      x += points[i]!.x / (end - first);
      y += points[i]!.y / (end - first);
    }
    return { x, y };
  };
  return [meanOf(36, 42), meanOf(42, 48), points[30]!, points[48]!, points[54]!];
}
